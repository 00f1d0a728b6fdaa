import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { entries } from './src/platform/entries.ts';

const here = (path: string) => resolve(import.meta.dirname, path);

export default defineConfig({
  main: {
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
