// What a browser must load before the inbox works: the scripts named in index.html, compressed. The limit is a promise.

import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const LIMIT = 150 * 1024;
const dist = new URL('../dist/', import.meta.url);
const html = readFileSync(new URL('index.html', dist), 'utf8');
const scripts = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)].map((match) => match[1]);
const bytes = scripts.reduce(
  (sum, path) => sum + gzipSync(readFileSync(new URL(path, dist)), { level: 9 }).length,
  0,
);
process.stdout.write(
  `initial JavaScript: ${(bytes / 1024).toFixed(1)} KB gzip in ${scripts.length} files (limit ${LIMIT / 1024} KB)\n`,
);
if (scripts.length === 0 || bytes > LIMIT) {
  process.exitCode = 1;
}
