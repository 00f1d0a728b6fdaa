/** Where the window stood last time, kept in a small file beside the station. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

export const Bounds = z.object({ x: z.int(), y: z.int(), width: z.int().min(320), height: z.int().min(240) });
export type Bounds = z.infer<typeof Bounds>;
export const WindowState = z.object({ bounds: Bounds.nullable(), maximised: z.boolean() });
export type WindowState = z.infer<typeof WindowState>;

/** A 1366×768 monitor less the task bar. */
export const firstSize = { width: 1366, height: 728 };

/** The remembered place if enough of it still lies on a screen to be grabbed: monitors are unplugged, notebooks are undocked. */
export function placeFor(state: WindowState, screens: readonly Bounds[]): Bounds | null {
  const { bounds } = state;
  if (bounds === null) return null;
  const visible = screens.some((screen) => {
    const wide = Math.min(bounds.x + bounds.width, screen.x + screen.width) - Math.max(bounds.x, screen.x);
    const high = Math.min(bounds.y + bounds.height, screen.y + screen.height) - Math.max(bounds.y, screen.y);
    return wide >= 100 && high >= 100 && bounds.y >= screen.y - 10;
  });
  return visible ? bounds : null;
}

/** A file that is absent, broken or from another version counts as none. */
export function readWindowState(file: string): WindowState {
  try {
    return WindowState.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return { bounds: null, maximised: false };
  }
}

/** Losing this file costs a person one drag of the mouse: a failure to write it is not worth a message. */
export function writeWindowState(file: string, state: WindowState): void {
  try {
    writeFileSync(`${file}.new`, JSON.stringify(state));
    renameSync(`${file}.new`, file);
  } catch {
    return;
  }
}
