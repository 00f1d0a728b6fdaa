import { EventEmitter } from 'node:events';
import { app } from './app.ts';

type Handler = (request: Request) => Promise<Response>;
interface Privileged {
  readonly scheme: string;
  readonly privileges: { readonly standard?: boolean; readonly secure?: boolean };
}

const handlers = new Map<string, Handler>();
const privileged = new Map<string, Privileged['privileges']>();

export const protocol = {
  registerSchemesAsPrivileged(schemes: readonly Privileged[]): void {
    if (app.isReady()) throw new Error('protocol.registerSchemesAsPrivileged() must be called before ready');
    for (const { scheme, privileges } of schemes) privileged.set(scheme, privileges);
  },
  handle(scheme: string, handler: Handler): void {
    if (!app.isReady()) throw new Error('protocol.handle() must be called after ready');
    const { standard, secure } = privileged.get(scheme) ?? {};
    if (standard !== true || secure !== true) throw new Error(`${scheme}: not standard and secure, so no origin and no policies`);
    handlers.set(scheme, handler);
  },
};

export function handlerOf(scheme: string): Handler | undefined {
  return handlers.get(scheme);
}

type BeforeRequest = (details: { url: string }, callback: (answer: { cancel?: boolean }) => void) => void;

class StandInSession extends EventEmitter {
  permissionRequest: ((contents: unknown, permission: string, callback: (granted: boolean) => void) => void) | null = null;
  permissionCheck: (() => boolean) | null = null;
  #beforeRequest: { urls: RegExp[]; listener: BeforeRequest } | null = null;

  readonly webRequest = {
    onBeforeRequest: (filter: { urls: readonly string[] }, listener: BeforeRequest) => {
      const patterns = filter.urls.map((url) => new RegExp(`^${url.split('*').map(escape).join('.*')}$`));
      this.#beforeRequest = { urls: patterns, listener };
    },
  };

  setPermissionRequestHandler(handler: StandInSession['permissionRequest']): void {
    this.permissionRequest = handler;
  }
  setPermissionCheckHandler(handler: () => boolean): void {
    this.permissionCheck = handler;
  }
  setDevicePermissionHandler(_handler: () => boolean): void {}

  /** What Electron asks before a request that no protocol handler of ours answers. */
  mayRequest(url: string): boolean {
    const rule = this.#beforeRequest;
    if (rule === null || !rule.urls.some((pattern) => pattern.test(url))) return true;
    let cancelled = false;
    rule.listener({ url }, ({ cancel }) => (cancelled = cancel === true));
    return !cancelled;
  }
}

function escape(text: string): string {
  return text.replace(/[.+?^${}()|[\]\\/]/g, '\\$&');
}

export const session = { defaultSession: new StandInSession() };
