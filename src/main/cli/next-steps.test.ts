import { expect, it } from 'vitest';
import { nextSteps, type Waiting } from './next-steps.ts';

const english = (_: string, en: string) => en;
const waiting: Waiting = {
  dataDir: '/home/lan/kết quả/.tram',
  fileCode: 'H49.2023.1',
  approval: true,
  hasSupervisor: false,
  refused: false,
  again: ['digitise', 'scans', '--out', 'kết quả', '--p12', 'k.p12', '--pass-env', 'P'],
};
const commands = (change: Partial<Waiting>) =>
  nextSteps({ ...waiting, ...change }, english).filter((line) => line.startsWith('    '));

it('a waiting dossier: enrol, approve, the same command again, each whole and quoted', () => {
  expect(commands({})).toEqual([
    '    tram account add NAME --role supervisor --pass-env VARIABLE --data "/home/lan/kết quả/.tram"',
    '    tram approve --dossier H49.2023.1 --as NAME --pass-env VARIABLE --data "/home/lan/kết quả/.tram"',
    '    tram digitise scans --out "kết quả" --p12 k.p12 --pass-env P',
  ]);
});

it('says only what is still to be done', () => {
  expect(commands({ hasSupervisor: true }).map((line) => line.split(' ')[5])).toEqual(['approve', 'digitise']);
  expect(commands({ approval: false, refused: true }).map((line) => line.split(' ')[5])).toEqual(['dismiss', 'digitise']);
  expect(commands({ approval: false })).toEqual([]);
});
