import type { Budget } from './budget.ts';
import { Lexer } from './lexer.ts';
import { PdfDict, PdfError, PdfStream } from './objects.ts';
import type { PdfValue } from './objects.ts';
import type { Source } from './source.ts';

/** `12 0 obj … endobj` at `offset` (ISO 32000-1 §7.3.10). `resolve` finds an indirect stream length; the data of a stream is not read. */
export function readIndirect(
  source: Source,
  offset: number,
  resolve: (value: PdfValue) => PdfValue,
  budget: Budget,
): { number: number; generation: number; value: PdfValue } {
  const lexer = new Lexer(source, offset);
  const number = lexer.count();
  const generation = lexer.count();
  lexer.expect('obj');
  const value = lexer.value();
  const end = lexer.word();
  budget.spend('values', lexer.values);
  budget.spend('bytes of objects', lexer.at - offset);
  if (end === 'endobj') return { number, generation, value };
  if (end !== 'stream' || !(value instanceof PdfDict) || value.duplicateKeys) throw new PdfError('object without end');
  if (lexer.peek() === 13) lexer.at++;
  if (lexer.peek() !== 10) throw new PdfError('stream without line end');
  const start = lexer.at + 1;
  const length = resolve(value.get('Length'));
  if (typeof length !== 'number' || !Number.isSafeInteger(length) || length < 0) throw new PdfError('stream without length');
  const behind = new Lexer(source, start + length);
  behind.expect('endstream');
  budget.spend('bytes of objects', behind.at - start - length);
  return { number, generation, value: new PdfStream(value, source, start, length) };
}
