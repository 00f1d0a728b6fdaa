/** The little that the window needs of a transport. What arrives is plain data and not yet trusted. */
import type { Request } from '../../contract/routes.ts';

export interface Wire {
  send(request: Request): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Called once, whoever closed it. */
  onClose(listener: () => void): void;
}

/** Opens a wire; rejects when the other side is not there. Called again after every close. */
export type OpenWire = () => Promise<Wire>;
