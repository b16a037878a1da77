import { defineConfig } from 'vite';

// The page as files of its own origin: nothing inline, as the server's policy asks, and no source maps, as in the rest of the
// package.
export default defineConfig({
  root: import.meta.dirname,
  publicDir: false,
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  worker: { format: 'es' },
  build: {
    outDir: '../../../dist/studio/page',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // They come from the package's own fonts, by a route of the server.
    rolldownOptions: { external: [/^\/fonts\//], checks: { pluginTimings: false } },
    license: { fileName: 'licences.txt' },
    // The synthesiser is one file that loads when the page already stands.
    chunkSizeWarningLimit: 700,
  },
});
