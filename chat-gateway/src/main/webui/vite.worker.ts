import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { build } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Of the font only what our languages need; other letters come when somebody writes them. */
const isShell = (path: string): boolean =>
  /^assets\/.*\.(js|css)$/.test(path) || /^assets\/figtree-latin-wght-normal.*\.woff2$/.test(path);

/**
 * The service worker, built after the page it brings: it knows every part of this build by name, and its own content, hence
 * the browser's wish to update it, changes with them. Nothing of it is in the page.
 */
export function serviceWorker(): Plugin {
  return {
    name: 'hilo-service-worker',
    apply: 'build',
    async writeBundle({ dir }, bundle) {
      if (dir === undefined) {
        return;
      }
      const assets = Object.keys(bundle).filter(isShell).sort();
      const page = bundle['index.html'];
      const source = page?.type === 'asset' ? page.source : '';
      const version = createHash('sha256')
        .update(assets.join('\n'))
        .update(source)
        .digest('hex')
        .slice(0, 12);
      const shell = [
        '/',
        ...assets.map((path) => `/${path}`),
        '/favicon.svg',
        '/manifest.webmanifest',
        ...icons(),
      ];
      await build({
        configFile: false,
        publicDir: false,
        logLevel: 'warn',
        resolve: { alias: { '@': here('./src') } },
        define: { __SHELL__: JSON.stringify(shell), __VERSION__: JSON.stringify(version) },
        build: {
          outDir: dir,
          emptyOutDir: false,
          target: 'es2022',
          lib: {
            entry: here('./src/worker/sw.ts'),
            formats: ['iife'],
            name: 'hilo',
            fileName: () => 'sw.js',
          },
        },
      });
    },
  };
}

function icons(): string[] {
  const folder = here('./public/icons');
  return readdirSync(folder)
    .filter((name) => statSync(join(folder, name)).isFile())
    .map((name) => `/icons/${name}`);
}
