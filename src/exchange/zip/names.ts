/**
 * Which names a ZIP entry may carry. Pure: a name that is fine here can be written under any folder of Windows, macOS or
 * Linux without leaving it, shadowing another name or addressing a device.
 */

/** Why a name is refused; `null` from `nameFault` when it is fine. */
export type NameFault =
  'empty' | 'encoding' | 'absolute' | 'traversal' | 'backslash' | 'control' | 'reserved' | 'trailing' | 'long' | 'nfd';

const deviceName = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/i;
// oxlint-disable-next-line no-control-regex
const controlCharacter = /[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]/;
const windowsForbidden = /[<>:"|?*]/;
const longestPath = 1024;
const longestSegment = 255;

/** Judges a decoded entry name; a folder's name may end in one `/`. */
export function nameFault(name: string): NameFault | null {
  if (name === '' || name === '/') return 'empty';
  if (name.includes('\ufffd')) return 'encoding';
  if (name.includes('\\')) return 'backslash';
  if (name.startsWith('/') || /^[A-Za-z]:/.test(name)) return 'absolute';
  if (controlCharacter.test(name)) return 'control';
  if (name !== name.normalize('NFC')) return 'nfd';
  if (Buffer.byteLength(name) > longestPath) return 'long';
  const segments = (name.endsWith('/') ? name.slice(0, -1) : name).split('/');
  for (const segment of segments) {
    if (segment === '' || segment === '.' || segment === '..') return 'traversal';
    if (windowsForbidden.test(segment) || deviceName.test(segment)) return 'reserved';
    if (/[. ]$/.test(segment)) return 'trailing';
    if (Buffer.byteLength(segment) > longestSegment) return 'long';
  }
  return null;
}

/** Two names with one key would be one file on a disk that ignores case or composition. */
export function nameKey(name: string): string {
  return name.normalize('NFC').toLowerCase();
}
