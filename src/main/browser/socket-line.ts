import type { WebSocket } from 'ws';
import type { Line } from '../host/serve-session.ts';

/** Room for an import of ten thousand long paths, and no more. */
export const maxMessageBytes = 4 * 1024 * 1024;

/** A WebSocket that carries JSON texts. Anything else closes it with the reason of RFC 6455 §7.4. */
export function lineOf(socket: WebSocket): Line {
  socket.on('error', () => socket.terminate());
  return {
    send(reply) {
      if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(reply));
    },
    onMessage(listener) {
      socket.on('message', (data, isBinary) => {
        if (isBinary) return socket.close(1003);
        const message = parseJson(String(data));
        if (message === undefined) socket.close(1007);
        else listener(message);
      });
    },
    onClose: (listener) => void socket.on('close', listener),
    close: () => socket.close(1008),
    backlog: () => socket.bufferedAmount,
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
