/** True for `app://tram/…` exactly: not `app://tram.evil/`, not `app://tram@evil/`. */
export function isOwnUrl(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, host, username, password } = new URL(url);
  return protocol === 'app:' && host === 'tram' && username === '' && password === '';
}
