import { describe, expect, test } from 'vitest';
import { makeGate, type Gate, type Knock } from './gate.ts';

const port = 4100;
const origin = `http://127.0.0.1:${port}`;

function knock(rest: Partial<Knock> = {}): Knock {
  return {
    method: 'GET',
    path: '/',
    token: null,
    host: `127.0.0.1:${port}`,
    origin: undefined,
    site: 'same-origin',
    cookie: undefined,
    upgrade: false,
    ...rest,
  };
}
const tokenOf = (gate: Gate) => new URL(gate.startUrl).searchParams.get('token');

/** A gate whose token was exchanged, and the cookie a browser would send back. */
function admitted(): { gate: Gate; cookie: string } {
  const gate = makeGate(port);
  const verdict = gate.judge(knock({ path: '/start', token: tokenOf(gate), site: 'none' }));
  if (verdict.act !== 'admit') throw new Error('the start address must admit once');
  return { gate, cookie: verdict.setCookie.split(';')[0]! };
}

test('the start address admits once, with a cookie no script and no other site can use', () => {
  const gate = makeGate(port);
  const token = tokenOf(gate);
  const first = gate.judge(knock({ path: '/start', token }));
  expect(first).toMatchObject({ act: 'admit' });
  expect(first.act === 'admit' && first.setCookie).toMatch(/^tram-4100=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/$/);
  expect(gate.judge(knock({ path: '/start', token }))).toEqual({ act: 'refuse', status: 403, reason: 'token' });
});

test('a link preview that only asks for headers does not use the token up', () => {
  const gate = makeGate(port);
  const token = tokenOf(gate);
  expect(gate.judge(knock({ method: 'HEAD', path: '/start', token })).act).toBe('refuse');
  expect(gate.judge(knock({ path: '/start', token })).act).toBe('admit');
});

test('who was admitted may open the start address again', () => {
  const { gate, cookie } = admitted();
  expect(gate.judge(knock({ path: '/start', cookie })).act).toBe('admit');
});

test('two gates never share a secret', () => {
  const { cookie } = admitted();
  expect(makeGate(port).judge(knock({ cookie }))).toMatchObject({ act: 'refuse', reason: 'cookie' });
});

describe('with the right cookie', () => {
  const { gate, cookie } = admitted();
  const refused: readonly [string, Partial<Knock>, string][] = [
    ['a name that was made to point here', { host: `evil.example:${port}` }, 'host'],
    ['localhost by name', { host: `localhost:${port}` }, 'host'],
    ['another port of this machine', { host: '127.0.0.1:80' }, 'host'],
    ['no host at all', { host: undefined }, 'host'],
    ['a page of another origin', { origin: 'https://evil.example' }, 'origin'],
    ['a page of this machine on another port', { origin: 'http://127.0.0.1:3000' }, 'origin'],
    ['a sandboxed page', { origin: 'null' }, 'origin'],
    ['an image tag of another site', { site: 'cross-site' }, 'origin'],
    ['a page of the same site on another port', { site: 'same-site' }, 'origin'],
    ['a socket that does not say where it comes from', { upgrade: true, path: '/ws' }, 'origin'],
    ['a form', { method: 'POST' }, 'method'],
    ['a cookie that is a prefix of ours', { cookie: cookie.slice(0, -1) }, 'cookie'],
    ['a cookie of another name', { cookie: cookie.replace('tram-4100', 'tram-4101') }, 'cookie'],
  ];
  test.each(refused)('%s is refused', (_name, rest, reason) => {
    expect(gate.judge(knock({ cookie, ...rest }))).toMatchObject({ act: 'refuse', reason });
  });

  test('our own page and our own socket are served', () => {
    expect(gate.judge(knock({ cookie: `other=1; ${cookie}` }))).toEqual({ act: 'serve' });
    expect(gate.judge(knock({ cookie, upgrade: true, path: '/ws', origin }))).toEqual({ act: 'serve' });
  });
});
