import { EventEmitter } from 'node:events';
import { mkdirSync } from 'node:fs';
import { closeChromium, openChromium } from './chromium.ts';

const userData = process.env['STAND_IN_USER_DATA'];
if (userData === undefined) throw new Error('STAND_IN_USER_DATA must name a folder of the test');
mkdirSync(userData, { recursive: true });

/** Electron is ready only after the entry module ran to its end, and never earlier. */
const ready = new Promise<void>((resolve) => setTimeout(resolve, 0)).then(openChromium);
let isReady = false;
void ready.then(() => (isReady = true));
let quitting = false;

class App extends EventEmitter {
  readonly isPackaged = false;
  sandboxed = false;

  whenReady(): Promise<void> {
    return ready;
  }
  isReady(): boolean {
    return isReady;
  }
  getPath(_name: string): string {
    return userData!;
  }
  getVersion(): string {
    return '0.0.0-stand-in';
  }
  enableSandbox(): void {
    if (isReady) throw new Error('app.enableSandbox() must be called before ready');
    this.sandboxed = true;
  }
  requestSingleInstanceLock(): boolean {
    return process.env['STAND_IN_SECOND_INSTANCE'] === undefined;
  }

  /** Asks (`before-quit`); when nobody prevents it, ends. */
  quit(): void {
    let prevented = false;
    this.emit('before-quit', { preventDefault: () => (prevented = true) });
    if (prevented || quitting) return;
    quitting = true;
    this.emit('will-quit', { preventDefault: () => undefined });
    void closeChromium().finally(() => process.exit(0));
  }

  exit(code = 0): void {
    void closeChromium().finally(() => process.exit(code));
  }
}

export const app = new App();
process.on('SIGTERM', () => app.quit());
