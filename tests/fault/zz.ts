import { smallDisk } from '../support/tmpfs.ts';
import { tram } from '../support/tram.ts';
import { lay, letterhead } from '../support/small-papers.ts';
import { execFileSync } from 'node:child_process';
const papers = lay('/tmp/ft/three', { '1.jpg': await letterhead(0).jpeg().toBuffer(), '2.jpg': await letterhead(1).jpeg().toBuffer(), '3.jpg': await letterhead(2).jpeg().toBuffer() });
for (const kib of process.argv.slice(2).map(Number)) {
  const disk = smallDisk(kib);
  const r = await tram(['digitise', papers, '--out', disk.path, '--split', 'file', '--json', '--workers','2']);
  console.log(kib, r.code, r.stdout.slice(0, 160), r.stderr.slice(0, 600));
  const files = execFileSync('find', [disk.path, '-type', 'f', '-not', '-path', '*/vault/??/*', '-printf', '%P %s, '], {encoding:'utf8'});
  console.log('   ', files);
  disk.resize(65536);
  const s = await tram(['digitise', papers, '--out', disk.path, '--split', 'file', '--json']);
  console.log('   again', s.code, s.stdout.slice(0, 60), s.stdout.match(/"ledger".*/)?.[0].slice(0,200), s.stderr.slice(0, 400));
  disk.remove();
}
