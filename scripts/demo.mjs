/** `npm run demo`: walks the practice records from paper to the archive's receipt. */
import { runMain } from './lib/say.mjs';
import { tram } from './lib/tram.mjs';

await runMain(() => tram(['demo', ...process.argv.slice(2)]));
