import { EventEmitter } from 'node:events';

/** Messages from preload scripts; `window.ts` emits them with their sender and frame. */
export const ipcMain = new EventEmitter();
