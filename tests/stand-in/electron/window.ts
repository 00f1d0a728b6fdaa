import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import type { CDPSession, Frame, Page, Request as PageRequest, Route } from 'playwright-core';
import { app } from './app.ts';
import { chromiumContext, ownOrigin, toOwn, toShown } from './chromium.ts';
import { ipcMain } from './ipc.ts';
import { isolatedWorld } from './isolated-world.ts';
import type { MessagePortMain } from './ports.ts';
import { PortBridge } from './port-bridge.ts';
import { handlerOf, session } from './session.ts';

interface Options {
  readonly width?: number;
  readonly height?: number;
  readonly webPreferences?: {
    readonly preload?: string;
    readonly sandbox?: boolean;
    readonly contextIsolation?: boolean;
    readonly nodeIntegration?: boolean;
  };
}

const windows: BrowserWindow[] = [];

/** What of `webContents` the app uses, on a Chromium page. */
class WebContents extends EventEmitter {
  readonly mainFrame = { url: '', parent: null };
  page: Page | null = null;
  readonly ports = new PortBridge();
  #cdp: CDPSession | null = null;
  #world: number | null = null;
  #openHandler: (details: { url: string }) => { action: string } = () => ({ action: 'allow' });

  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.#openHandler = handler;
  }

  /** Puts `ports` and the channel's name into the preload's world of the page. */
  postMessage(channel: string, message: unknown, transfer: readonly MessagePortMain[] = []): void {
    const ids = transfer.map((port) => this.ports.adopt(port));
    void this.#inWorld(`standIn.receive(${JSON.stringify(channel)}, ${JSON.stringify(message)}, ${JSON.stringify(ids)})`);
  }

  reload(): void {
    void this.page?.reload().catch(() => undefined);
  }

  async attach(page: Page, preload: string | undefined): Promise<void> {
    this.page = page;
    const cdp = await page.context().newCDPSession(page);
    this.#cdp = cdp;
    this.ports.deliver = (id, data) => void this.#inWorld(`standIn.deliver(${id}, ${JSON.stringify(data)})`);
    this.ports.closed = (id) => void this.#inWorld(`standIn.closePort(${id})`);
    cdp.on('Runtime.executionContextCreated', ({ context }) => {
      if (context.name === isolatedWorld.name) this.#world = context.id;
    });
    cdp.on('Runtime.bindingCalled', ({ name, payload }) => {
      if (name === isolatedWorld.binding) this.#hear(JSON.parse(payload) as FromWorld);
    });
    await cdp.send('Runtime.enable');
    await cdp.send('Runtime.addBinding', { name: isolatedWorld.binding, executionContextName: isolatedWorld.name });
    if (preload !== undefined) {
      const source = isolatedWorld.script(readFileSync(preload, 'utf8'));
      await cdp.send('Page.enable');
      await cdp.send('Page.addScriptToEvaluateOnNewDocument', { source, worldName: isolatedWorld.name });
    }
    page.on('popup', (popup) => {
      const { action } = this.#openHandler({ url: toOwn(popup.url()) });
      if (action === 'deny') void popup.close();
    });
    page.on('download', (download) => {
      let prevented = false;
      const event = { preventDefault: () => (prevented = true) };
      session.defaultSession.emit('will-download', event, { getURL: () => toOwn(download.url()) });
      if (prevented) void download.cancel();
    });
    page.on('framenavigated', (frame) => {
      if (frame === page.mainFrame()) this.mainFrame.url = toOwn(frame.url());
    });
    await page.route('**/*', (route, request) => this.#answer(route, request));
  }

  #hear(message: FromWorld): void {
    if (message.say === 'port-message') this.ports.fromPage(message.port, message.data);
    else ipcMain.emit(message.channel, { sender: this, senderFrame: this.mainFrame, ports: [] });
  }

  async #inWorld(expression: string): Promise<void> {
    if (this.#world === null || this.#cdp === null) return;
    await this.#cdp.send('Runtime.evaluate', { expression, contextId: this.#world }).catch(() => undefined);
  }

  /** Navigation rules first, then our protocol, then the network (which the app blocks). */
  async #answer(route: Route, request: PageRequest): Promise<void> {
    const url = toOwn(request.url());
    if (request.isNavigationRequest() && !this.#mayNavigate(url, request.frame())) return route.abort('aborted');
    const handler = handlerOf('app');
    if (url.startsWith(`${ownOrigin}/`) && handler !== undefined) {
      const sent = request.postDataBuffer();
      const answer = await handler(
        new Request(url, {
          method: request.method(),
          headers: request.headers(),
          body: sent === null ? null : new Uint8Array(sent),
        }),
      );
      const body = Buffer.from(await answer.arrayBuffer());
      return route.fulfill({ status: answer.status, headers: Object.fromEntries(answer.headers), body });
    }
    return session.defaultSession.mayRequest(request.url()) ? route.continue() : route.abort('blockedbyclient');
  }

  #mayNavigate(url: string, frame: Frame): boolean {
    if (url === this.loading) return true; // loadURL is the app's own wish and asks nobody
    let prevented = false;
    const event = { url, isMainFrame: frame.parentFrame() === null, preventDefault: () => (prevented = true) };
    this.emit('will-frame-navigate', event);
    if (event.isMainFrame) this.emit('will-navigate', event, url);
    return !prevented;
  }

  loading = '';
}

type FromWorld = { say: 'send'; channel: string } | { say: 'port-message'; port: number; data: unknown };

export class BrowserWindow extends EventEmitter {
  readonly webContents = new WebContents();
  readonly #options: Options;

  static getAllWindows(): BrowserWindow[] {
    return [...windows];
  }

  constructor(options: Options) {
    super();
    const preferences = options.webPreferences ?? {};
    if (
      !app.sandboxed ||
      preferences.sandbox !== true ||
      preferences.contextIsolation !== true ||
      preferences.nodeIntegration !== false
    ) {
      throw new Error('a window of this app is sandboxed, isolated and without Node');
    }
    this.#options = options;
    windows.push(this);
    app.emit('web-contents-created', {}, this.webContents);
  }

  async loadURL(url: string): Promise<void> {
    const context = chromiumContext();
    const page = context.pages().find((open) => open.url() === 'about:blank') ?? (await context.newPage());
    await this.webContents.attach(page, this.#options.webPreferences?.preload);
    page.on('close', () => this.#closed());
    this.webContents.loading = url;
    await page.goto(toShown(url));
    this.emit('ready-to-show');
  }

  #closed(): void {
    this.emit('close', { preventDefault: () => undefined });
    windows.splice(windows.indexOf(this), 1);
    this.emit('closed');
    if (windows.length === 0) app.emit('window-all-closed');
  }

  getNormalBounds() {
    return { x: 0, y: 0, width: this.#options.width ?? 800, height: this.#options.height ?? 600 };
  }
  isMaximized(): boolean {
    return false;
  }
  isMinimized(): boolean {
    return false;
  }
  maximize(): void {}
  restore(): void {}
  show(): void {}
  focus(): void {}
}
