/** What this browser remembers of a person's taste. Storage may be full or forbidden; then taste is forgotten, nothing else. */
type Remembered = 'lang' | 'theme' | 'name' | 'text.below' | 'scanner' | 'scanProfile' | 'disk-folder';

export function remember(name: Remembered, value: string): void {
  try {
    localStorage.setItem(`tram.${name}`, value);
  } catch {
    return;
  }
}

export function recall(name: Remembered): string | null {
  try {
    return localStorage.getItem(`tram.${name}`);
  } catch {
    return null;
  }
}
