/** Whether somebody is at this machine: keyboard and pointer in any of this person's windows. Knows nothing of React. */

const signs = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const;

interface Watch {
  /** Whose windows count. */
  readonly name: string;
  readonly limitMs: number;
  /** Nobody was here for `limitMs`. */
  onIdle(): void;
  /** Somebody was: told at the most every `tellEveryMs`, and once more for what came in between. */
  onActive(): void;
  readonly tellEveryMs: number;
}

/** Watches until the answer is called. */
export function watchIdle({ name, limitMs, onIdle, onActive, tellEveryMs }: Watch): () => void {
  const others = new BroadcastChannel('tram.active');
  let lastMs = Date.now();
  let toldMs = 0;
  let telling: ReturnType<typeof setTimeout> | undefined;
  let idle: ReturnType<typeof setTimeout>;

  function wait(): void {
    clearTimeout(idle);
    const leftMs = lastMs + limitMs - Date.now();
    // A machine that slept wakes up with the time long gone.
    if (leftMs <= 0) onIdle();
    else idle = setTimeout(wait, leftMs);
  }

  function tell(): void {
    telling = undefined;
    toldMs = Date.now();
    others.postMessage(name);
    onActive();
  }

  function active(): void {
    lastMs = Date.now();
    telling ??= setTimeout(tell, Math.max(0, toldMs + tellEveryMs - lastMs));
  }

  others.addEventListener('message', ({ data }) => {
    if (data === name) lastMs = Date.now();
  });
  for (const sign of signs) window.addEventListener(sign, active, { capture: true, passive: true });
  document.addEventListener('visibilitychange', wait);
  wait();
  return () => {
    clearTimeout(idle);
    clearTimeout(telling);
    others.close();
    for (const sign of signs) window.removeEventListener(sign, active, { capture: true });
    document.removeEventListener('visibilitychange', wait);
  };
}
