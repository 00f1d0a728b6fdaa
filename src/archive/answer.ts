import type { ServerResponse } from 'node:http';
import { refusals, type RefusalCode } from '../exchange/transfer/protocol.ts';

/** The body of every answer that is not a success, in UTF-8 JSON. */
export function refusalBody(code: RefusalCode, message: string): string {
  return JSON.stringify({ error: { code, message } });
}

export function answerJson(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  });
  response.end(body);
}

export function refuse(response: ServerResponse, code: RefusalCode, message: string): void {
  answerJson(response, refusals[code], refusalBody(code, message));
}
