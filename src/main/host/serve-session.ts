/** One session of the engine over one line, whatever the line is made of: requests in, replies and events out. */
import { Request, type EngineEvent, type Reply } from '../../contract/routes.ts';
import { fail } from '../../contract/result.ts';
import type { Session } from '../engine/index.ts';

/** A MessagePort or a WebSocket. Messages are plain data, already decoded. */
export interface Line {
  send(reply: Reply): void;
  onMessage(listener: (message: unknown) => void): void;
  onClose(listener: () => void): void;
  close(): void;
  /** Bytes not yet taken by the other side; 0 where the transport does not say. */
  backlog(): number;
}

/** More open questions than any screen asks: the other side is broken or hostile. */
const maxOpenCalls = 256;
const congested = 256 * 1024;
const hopeless = 16 * 1024 * 1024;

/** Answers every request that arrives on `line` until it closes; then the session is closed too. */
export function serveSession(session: Session, line: Line): void {
  let openCalls = 0;
  const unsubscribe = session.subscribe((event) => {
    if (line.backlog() > hopeless) line.close();
    else if (!mayDrop(event) || line.backlog() < congested) line.send({ event });
  });
  line.onClose(() => {
    unsubscribe();
    session.close();
  });
  line.onMessage((message) => {
    const request = Request.safeParse(message);
    if (!request.success || openCalls >= maxOpenCalls) return line.close();
    const { id, route, input } = request.data;
    openCalls += 1;
    session
      .call(route, input)
      .catch((bug: unknown) => {
        process.stderr.write(`${route}: ${bug instanceof Error ? bug.stack : String(bug)}\n`);
        return fail('CALL_CRASHED', { route });
      })
      .then((result) => {
        openCalls -= 1;
        line.send({ id, result });
      });
  });
}

/** Progress is repeated; every other event says something once. */
function mayDrop(event: EngineEvent): boolean {
  return event.topic === 'progress';
}
