/** `npm run -s tram -- <command>`: the command line of the checkout. Sets up first; stdout carries only what the command prints. */
import { runMain } from './lib/say.mjs';
import { tram } from './lib/tram.mjs';

await runMain(() => tram(process.argv.slice(2)));
