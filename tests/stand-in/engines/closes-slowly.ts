/** An engine process that has a transaction to finish when it is asked to close; it leaves a file in its folder when it has. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

process.parentPort.on('message', ({ data }: { data: { say: string } }) => {
  if (data.say !== 'close') return;
  setTimeout(() => {
    writeFileSync(join(process.argv[2]!, 'finished'), '');
    process.exit(0);
  }, 250);
});
