/** The database is a border: what a column held is parsed by the contract's schema before anybody uses it. */
import type { z } from 'zod';
import type { Row, SqlValue } from '../db/database.ts';

export function text(row: Row, column: string): string {
  const value = row[column];
  if (typeof value !== 'string') throw new Error(`column ${column} holds no text`);
  return value;
}

export function textOrNull(row: Row, column: string): string | null {
  return row[column] === null ? null : text(row, column);
}

export function integer(row: Row, column: string): number {
  const value = row[column];
  if (typeof value !== 'number') throw new Error(`column ${column} holds no number`);
  return value;
}

export function parsed<T extends z.ZodType>(schema: T, value: SqlValue | undefined): z.output<T> {
  if (typeof value !== 'string') throw new Error('column holds no JSON');
  return schema.parse(JSON.parse(value)) as z.output<T>;
}

export function parsedOrNull<T extends z.ZodType>(schema: T, value: SqlValue | undefined): z.output<T> | null {
  return value === null || value === undefined ? null : parsed(schema, value);
}
