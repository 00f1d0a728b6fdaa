import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';
import { entries } from './src/platform/entries.ts';

const here = (path: string) => resolve(import.meta.dirname, path);

/**
 * electron-vite prepends a `const require = createRequire(…)` to any chunk that mentions `require.resolve(`; our modules that need
 * one declare it themselves (they also run unbundled), and declaring it twice is a syntax error.
 */
const withoutShim: Plugin = {
  name: 'without-cjs-shim',
  configResolved(config) {
    const plugins = config.plugins as Plugin[];
    const at = plugins.findIndex(({ name }) => name === 'vite:esm-shim');
    if (at === -1) throw new Error('electron-vite no longer has vite:esm-shim: remove this plugin too');
    plugins.splice(at, 1);
  },
};

export default defineConfig({
  main: {
    plugins: [withoutShim],
    build: {
      // Native parts and WebAssembly stay in node_modules; only our own source is bundled.
      externalizeDeps: true,
      rollupOptions: { input: Object.fromEntries(Object.entries(entries).map(([name, path]) => [name, here(path)])) },
    },
  },
  preload: {
    build: {
      rollupOptions: {
        input: { index: here('src/preload/index.ts') },
        // A sandboxed preload is CommonJS, whatever package.json says.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: here('src/renderer'),
    base: '/',
    plugins: [react()],
    server: { fs: { strict: true, allow: [here('src'), here('node_modules')] } },
    build: {
      rollupOptions: { input: here('src/renderer/index.html') },
      // The content security policy allows files of our own origin only: nothing inlined, no polyfill script.
      assetsInlineLimit: 0,
      minify: true,
      modulePreload: { polyfill: false },
    },
  },
});
