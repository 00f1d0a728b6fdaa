/**
 * Everything a person can do from where they are: each command once, for its key, the palette (Ctrl+K) and the overlay of keys (?).
 * A screen registers its commands while it is shown; a dialog hides those of the screen below it.
 */
import type { LucideIcon } from 'lucide-react';
import { createContext, use, useEffect, useRef, useSyncExternalStore } from 'react';
import { matches } from './keys.ts';

export interface Command {
  /** Stable, `room.verb`: later registrations of the same id win. */
  readonly id: string;
  /** In the person's language. */
  readonly label: string;
  /** `Ctrl+K`, `F5`, `Alt+ArrowUp`, `R`, `?`; several are parted by spaces. Plain letters are left alone while somebody types. */
  readonly keys?: string;
  readonly icon?: LucideIcon;
  /** Heading it stands under in the palette and the overlay. */
  readonly group?: string;
  readonly disabled?: boolean;
  /** Only a key: not listed in the palette (moving about, zooming). */
  readonly keyOnly?: boolean;
  readonly run: () => void;
}

interface Registration {
  readonly layer: number;
  /** What the palette shows of them; another text is another registration. */
  readonly listed: string;
  readonly commands: () => readonly Command[];
}

const registrations = new Set<Registration>();
const openLayers = new Map<number, number>();
const listeners = new Set<() => void>();
let shown: readonly Command[] = [];

function tell(): void {
  shown = currentCommands();
  for (const listener of listeners) listener();
}

/** Commands of the topmost layer; a later registration of an id hides an earlier one. */
function currentCommands(): readonly Command[] {
  const top = Math.max(0, ...openLayers.keys());
  const byId = new Map<string, Command>();
  for (const { layer, commands } of registrations) {
    if (layer !== top) continue;
    for (const command of commands()) byId.set(command.id, command);
  }
  return [...byId.values()];
}

/** How many dialogs lie under this part of the window; commands registered there live on that layer. */
export const LayerContext = createContext(0);

/** A dialog calls this while it is open. */
export function useLayer(layer: number): void {
  useEffect(() => {
    openLayers.set(layer, (openLayers.get(layer) ?? 0) + 1);
    tell();
    return () => {
      const left = openLayers.get(layer)! - 1;
      if (left === 0) openLayers.delete(layer);
      else openLayers.set(layer, left);
      tell();
    };
  }, [layer]);
}

/** Registers a screen's or dialog's commands while it is mounted. The array may be new at each render. */
export function useCommands(commands: readonly Command[]): void {
  const layer = use(LayerContext);
  const latest = useRef(commands);
  // What is listed changes only with these; `run` is always the latest one.
  const listed = commands
    .map(({ id, label, keys, disabled }) => `${id}\t${label}\t${keys ?? ''}\t${disabled === true}`)
    .join('\n');
  useEffect(() => {
    latest.current = commands;
  });
  useEffect(() => {
    const registration: Registration = { layer, listed, commands: () => latest.current };
    registrations.add(registration);
    tell();
    return () => {
      registrations.delete(registration);
      tell();
    };
  }, [layer, listed]);
}

/** The commands that can be given now. */
export function useCurrentCommands(): readonly Command[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => shown,
  );
}

/** Gives the command whose id it is; does nothing where it is not to be had. */
export function runCommand(id: string): void {
  const command = currentCommands().find((one) => one.id === id);
  if (command !== undefined && command.disabled !== true) command.run();
}

/** Listens for the keys of all commands; the frame mounts it once. */
export function listenForKeys(target: Window): () => void {
  function hear(event: KeyboardEvent): void {
    if (event.isComposing || event.defaultPrevented) return;
    const typing = isTyping(event.target);
    // The last registered wins: what lies closest to the person's eyes.
    const command = currentCommands().findLast(
      ({ keys, disabled }) =>
        disabled !== true &&
        keys !== undefined &&
        keys.split(' ').some((one) => matches(one, event) && !(typing && isPlain(one))),
    );
    if (command === undefined) return;
    event.preventDefault();
    command.run();
  }
  target.addEventListener('keydown', hear);
  return () => target.removeEventListener('keydown', hear);
}

/** A key that types something, or moves within what is typed. */
function isPlain(keys: string): boolean {
  return !/(?:Ctrl|Alt)\+|^(?:Shift\+)?(?:F\d+|Escape|PageUp|PageDown)$/.test(keys);
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'range', 'file'].includes(target.type);
}
