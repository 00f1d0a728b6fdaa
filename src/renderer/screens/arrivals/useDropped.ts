import { useEffect, useRef, useState } from 'react';
import { givenByChoice, givenByDrop, type Given } from './dropped.ts';

/** True for files from outside; pages that are dragged within the window are none. */
export function bringsFiles(transfer: DataTransfer | null): boolean {
  return transfer !== null && [...transfer.types].includes('Files');
}

/** While this is mounted, files dropped anywhere on the window or pasted go to `take`. Answers whether some hang over it just now. */
export function useDropped(take: (given: Promise<Given[]>) => void, on: boolean): boolean {
  const latest = useRef(take);
  const [over, setOver] = useState(false);
  useEffect(() => {
    latest.current = take;
  });
  useEffect(() => {
    if (!on) return;
    const enter = (event: DragEvent) => {
      if (!bringsFiles(event.dataTransfer)) return;
      hold(event);
      if (event.dataTransfer !== null) event.dataTransfer.dropEffect = 'copy';
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      // Left for a part of the window is not left.
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent) => {
      if (event.dataTransfer === null || !bringsFiles(event.dataTransfer)) return;
      hold(event);
      setOver(false);
      latest.current(givenByDrop(event.dataTransfer));
    };
    const paste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length === 0) return;
      event.preventDefault();
      latest.current(Promise.resolve(givenByChoice(files)));
    };
    window.addEventListener('dragenter', enter, true);
    window.addEventListener('dragover', enter, true);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop, true);
    window.addEventListener('paste', paste);
    return () => {
      window.removeEventListener('dragenter', enter, true);
      window.removeEventListener('dragover', enter, true);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop, true);
      window.removeEventListener('paste', paste);
    };
  }, [on]);
  return over && on;
}

/** Ours before anybody's: the page grid below takes pages that are dragged, and files are none. */
function hold(event: DragEvent): void {
  event.preventDefault();
  event.stopPropagation();
}
