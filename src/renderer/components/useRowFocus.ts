import { useEffect, useRef, type RefObject } from 'react';

/**
 * Moves the keyboard's focus through a virtualised list, where the row to be focused may exist only after the next render.
 * `selector` finds a row's focusable element; `reveal` scrolls the list to it.
 */
export function useRowFocus(
  list: RefObject<HTMLElement | null>,
  selector: (index: number) => string,
  reveal: (index: number) => void,
) {
  const wanted = useRef<number | null>(null);

  function focusWanted(): void {
    if (wanted.current === null) return;
    const row = list.current?.querySelector<HTMLElement>(selector(wanted.current));
    if (row == null) return;
    row.focus({ preventScroll: true });
    wanted.current = null;
  }
  useEffect(focusWanted);

  return {
    /** Where the focus is, or is on its way to: keys may come faster than rows. */
    from: (focused: number) => wanted.current ?? focused,
    moveTo(index: number) {
      wanted.current = index;
      reveal(index);
      focusWanted();
    },
  };
}
