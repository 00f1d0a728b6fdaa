/**
 * A stand-in for the `electron` module, for machines without Electron's runtime: it opens Chromium and gives our own main process,
 * preload script and engine process the behaviour they rely on, so that this code is run in tests and not only typed.
 *
 * True to Electron: order of `ready`, one preload per page in an isolated world, ports from main to page and to the engine's
 * process, custom protocol answers (status, headers and body reach the page), navigation and window-open rules, blocked network,
 * single instance, quitting with `before-quit`. Not emulated: OS processes (utility processes are worker threads), fuses, the
 * sandbox itself, native menus and dialogs (recorded only), structured clone between main and page (messages travel as JSON).
 */
export { app } from './app.ts';
export { BrowserWindow } from './window.ts';
export { dialog, Menu, nativeTheme, screen } from './desk.ts';
export { ipcMain } from './ipc.ts';
export { MessageChannelMain } from './ports.ts';
export { protocol, session } from './session.ts';
export { utilityProcess } from './utility-process.ts';
