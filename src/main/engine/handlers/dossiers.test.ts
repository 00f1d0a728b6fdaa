import { expect, it } from 'vitest';
import { call, fileCode, person, station } from '../../../../tests/support/station.ts';

it('a dossier is made with the next number of its year, and nobody gets the same one twice', async () => {
  const at = await station();
  const clerk = await person(at, 'lan', 'clerk');
  const next = () => call(clerk, 'dossier.nextCode', { year: 2001 });
  expect(await next()).toEqual({ fileCode: 'H49.64.33.2001.1' });
  for (const code of [fileCode, 'H49.64.33.2001.9', 'H49.64.33.2002.500', 'H49.64.33.2001.77a'])
    await call(clerk, 'dossier.make', { fileCode: code, title: 'Hồ sơ' });
  expect(await next()).toEqual({ fileCode: 'H49.64.33.2001.161' });
  expect(await clerk.call('dossier.make', { fileCode, title: 'Lần nữa' })).toMatchObject({
    ok: false,
    error: { code: 'DOSSIER_EXISTS', data: { fileCode } },
  });
  expect(await call(clerk, 'dossier.get', { fileCode })).toMatchObject({ title: 'Hồ sơ', step: 'capture', pages: 0 });
});

it('a code that leaves no room for its documents’ numbers is refused before any paper is fed', async () => {
  const at = await station();
  const clerk = await person(at, 'lan', 'clerk');
  const long = 'H49.64.33.2001.123456789012';
  expect(await clerk.call('dossier.make', { fileCode: long, title: 'x' })).toMatchObject({
    ok: false,
    error: { code: 'FILE_CODE_TOO_LONG' },
  });
});
