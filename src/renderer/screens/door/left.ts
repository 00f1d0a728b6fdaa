/** Whether the last person left this window on purpose. Then nothing of theirs is kept below the sign-in screen. */
let left = false;

export function leave(): void {
  left = true;
}

export function arrive(): void {
  left = false;
}

export function hasLeft(): boolean {
  return left;
}
