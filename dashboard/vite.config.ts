import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The API that `vite dev` hands requests on to. */
const DEV_API = 'http://127.0.0.1:8620';

export default defineConfig({
  root: at('.'),
  base: '/',
  // Trees of createElement in place of innerHTML: the pages run under `require-trusted-types-for 'script'`.
  plugins: [svelte({ configFile: at('../svelte.config.js'), compilerOptions: { fragments: 'tree' } })],
  build: {
    outDir: at('./dist'),
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    rolldownOptions: {
      checks: { pluginTimings: false },
      output: {
        // Charts come after the first screen is drawn.
        codeSplitting: {
          groups: [
            { name: 'chart', test: /node_modules[\\/](chart\.js|chartjs-plugin-annotation|@kurkle)/ },
            { name: 'live', test: /node_modules[\\/](socket\.io|engine\.io)/ },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': DEV_API, '/socket.io': { target: DEV_API, ws: true } } },
});
