/** `node --import …/register.ts src/main/index.ts`: every `import … from 'electron'` gets the stand-in; workers inherit it. */
import { registerHooks } from 'node:module';

const standIn = new URL('./electron/index.ts', import.meta.url).href;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: standIn, shortCircuit: true } : next(specifier, context),
});
