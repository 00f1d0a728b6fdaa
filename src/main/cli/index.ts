/** Entry of `tram …`. The compiled program is kept in the system's cache folder, so that the next command starts in half the time. */
import { enableCompileCache } from 'node:module';

enableCompileCache();
const { broken, main } = await import('./program.ts');
const argv = process.argv.slice(2);
await main(argv).catch((error: unknown) => broken(argv, error));
