import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { configDefaults, defineConfig } from 'vitest/config';
import { serviceWorker } from './vite.worker';

const require = createRequire(import.meta.url);

/** The emoji picker's names, in the languages of the product, served from our own origin under /emoji. */
function emojiData(): Plugin {
  const files = ['es', 'en'].flatMap((language) =>
    ['data.json', 'messages.json'].map((name) => ({
      path: `emoji/${language}/${name}`,
      source: () => readFileSync(require.resolve(`emojibase-data/${language}/${name}`), 'utf8'),
    })),
  );
  return {
    name: 'hilo-emoji-data',
    generateBundle() {
      for (const file of files) {
        this.emitFile({ type: 'asset', fileName: file.path, source: file.source() });
      }
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const file = files.find((candidate) => `/${candidate.path}` === request.url);
        if (file === undefined) {
          next();
          return;
        }
        response.setHeader('Content-Type', 'application/json');
        response.end(file.source());
      });
    },
  };
}

const gateway = process.env['HILO_GATEWAY_URL'] ?? 'http://localhost:8080';
const forwarded = ['/api', '/login', '/logout', '/media'];

export default defineConfig({
  plugins: [react(), tailwindcss(), emojiData(), serviceWorker()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  build: {
    outDir: 'dist',
    target: 'es2022',
    // A data: address would need its own exception in the content security policy.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 600,
  },
  server: {
    proxy: {
      ...Object.fromEntries(forwarded.map((path) => [path, { target: gateway }])),
      '/ws': { target: gateway, ws: true },
    },
  },
  test: {
    // A page for each file of tests costs a second of a core, and most files draw nothing on it.
    projects: [
      {
        extends: true,
        test: {
          name: 'rules',
          include: ['**/*.test.ts'],
          exclude: [...configDefaults.exclude, '**/*.page.test.ts'],
          environment: 'node',
          setupFiles: ['src/test/spanish.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'pages',
          include: ['**/*.test.tsx', '**/*.page.test.ts'],
          environment: 'jsdom',
          setupFiles: ['src/test/spanish.ts', 'src/test/page.ts'],
        },
      },
    ],
    restoreMocks: true,
    // Without it one core stays idle, which is half of a machine with two.
    maxWorkers: '100%',
    // Whole pages are drawn and clicked through; a busy machine takes its time, and no test is about time.
    testTimeout: 30_000,
    // Said in the report where it was needed, as Maven's runners do.
    retry: 1,
  },
});
