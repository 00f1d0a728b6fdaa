/** Short news that needs no answer, with an undo where there is one. They never take the focus. */
import { useSyncExternalStore } from 'react';

export interface Toast {
  readonly id: number;
  /** In the person's language. */
  readonly words: string;
  readonly tone: 'quiet' | 'good' | 'look' | 'bad';
  readonly undo: (() => void) | null;
}

const kept = 3;
const shownMs = 8_000;
let toasts: readonly Toast[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

function change(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

/** Shows news for some seconds; at most three at a time. */
export function toast(news: { words: string; tone?: Toast['tone']; undo?: () => void }): void {
  const id = ++lastId;
  change([...toasts, { id, words: news.words, tone: news.tone ?? 'quiet', undo: news.undo ?? null }].slice(-kept));
  setTimeout(() => dismissToast(id), shownMs);
}

export function dismissToast(id: number): void {
  if (toasts.some((one) => one.id === id)) change(toasts.filter((one) => one.id !== id));
}

export function useToasts(): readonly Toast[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => toasts,
  );
}
