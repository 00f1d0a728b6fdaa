/** Pieces of files that a window sends (contract/incoming.ts), the same on both hosts. */
import type { ErrorCode } from '../../contract/errors/index.ts';
import type { IncomingAnswer, IncomingPiece } from '../../contract/incoming.ts';
import { fail, type Result } from '../../contract/result.ts';
import { securityHeaders } from './headers.ts';

/** The engine's end: takes one piece. */
export type TakePiece<Body> = (piece: IncomingPiece, body: Body) => Promise<Result<IncomingAnswer>>;

export interface PieceAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON of a Result<IncomingAnswer>. */
  readonly body: string;
}

/** For clients that know HTTP only; ours reads the code in the body. */
const statusOf: Partial<Record<ErrorCode, number>> = {
  UPLOAD_REFUSED: 403,
  NOT_ALLOWED: 403,
  UPLOAD_UNKNOWN: 404,
  UPLOAD_OUT_OF_PLACE: 409,
  UPLOAD_DAMAGED: 422,
  UPLOAD_BUSY: 503,
  DISK_FULL: 507,
};

/** Lets `take` take the piece; what no window of ours sends is refused before a byte of it is read. */
export async function answerPiece<Body>(piece: IncomingPiece | null, body: Body, take: TakePiece<Body>): Promise<PieceAnswer> {
  const result = piece === null ? fail('UPLOAD_REFUSED') : await take(piece, body);
  return {
    status: result.ok ? 200 : (statusOf[result.error.code] ?? 400),
    headers: { ...securityHeaders, 'content-type': 'application/json', 'cache-control': 'no-store' },
    body: JSON.stringify(result),
  };
}
