// How the list scrolls with very many conversations: `npm run build && npm run frames`. Opens the mock with 100,000 of them in
// Chromium, scrolls to the very end, then measures each frame while the list is scrolled by hand's speed and fast, at rest
// and while customers write. Prints the figures; fails when fewer than nineteen frames in twenty keep the pace.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const threads = Number(process.env.MOCK_THREADS ?? 100_000);
const port = Number(process.env.MOCK_PORT ?? 4179);
const seconds = Number(process.env.FRAMES_SECONDS ?? 5);
const address = `http://localhost:${port}`;

const mock = spawn(process.execPath, [fileURLToPath(new URL('./server.mjs', import.meta.url))], {
  env: { ...process.env, MOCK_PORT: String(port), MOCK_THREADS: String(threads), MOCK_DELAY_MS: '0' },
  stdio: ['ignore', 'pipe', 'inherit'],
});
await once(mock.stdout, 'data');
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
let failed = false;
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(`${address}/login`);
  await page.locator('nav [data-thread-id]').first().waitFor();
  const total = Number(await page.locator('[data-tab=all]').getAttribute('data-count'));

  await measure(page, 'scrolled as it loads', 60);
  const began = Date.now();
  const loaded = await page.evaluate(toTheEnd, total);
  print(`all ${loaded} of ${total} loaded by scrolling in ${((Date.now() - began) / 1000).toFixed(1)} s`);
  const rows = await page.locator('nav [data-row]').count();
  print(`${rows} rows exist`);

  for (const [what, pixels] of [
    ['slowly', 12],
    ['by a flick', 60],
    ['as fast as the wheel goes', 400],
  ]) {
    failed = !(await measure(page, `scrolled ${what}`, pixels)) || failed;
  }
  const customers = setInterval(() => {
    const thread = Math.floor(Math.random() * threads);
    fetch(`${address}/mock/inbound?thread=${thread}&body=Hola`).catch(() => undefined);
  }, 100);
  failed = !(await measure(page, 'scrolled by a flick while ten customers a second write', 60)) || failed;
  clearInterval(customers);
} finally {
  await browser.close();
  mock.kill();
}
process.exitCode = failed ? 1 : 0;

async function measure(page, what, pixels) {
  const frames = await page.evaluate(scroll, { pixels, millis: seconds * 1000 });
  const sorted = [...frames].sort((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  // A frame that comes a little late is still the next one; one that is missed takes twice as long.
  const kept = frames.filter((millis) => millis < 25).length / frames.length;
  const rate = (1000 * frames.length) / frames.reduce((sum, one) => sum + one, 0);
  print(
    `${what}: ${rate.toFixed(1)} frames a second, ${(kept * 100).toFixed(1)} % in time; ` +
      `median ${at(0.5).toFixed(1)} ms, 95 % ${at(0.95).toFixed(1)} ms, longest ${sorted.at(-1).toFixed(1)} ms`,
  );
  return kept >= 0.95;
}

function print(text) {
  process.stdout.write(`list of ${threads}: ${text}\n`);
}

/** In the page: moves the list in every frame and tells how long each took. */
function scroll({ pixels, millis }) {
  const box = document.querySelector('nav [data-row]').parentElement.parentElement;
  return new Promise((resolve) => {
    const frames = [];
    const until = performance.now() + millis;
    let last = null;
    let by = pixels;
    const step = (now) => {
      if (last !== null) frames.push(now - last);
      last = now;
      if (box.scrollTop + box.clientHeight >= box.scrollHeight - 200) by = -pixels;
      if (box.scrollTop <= 0) by = pixels;
      box.scrollTop += by;
      if (now < until) requestAnimationFrame(step);
      else resolve(frames);
    };
    requestAnimationFrame(step);
  });
}

/** In the page: scrolls to the end, again and again, until there is no more. */
function toTheEnd(total) {
  const box = document.querySelector('nav [data-row]').parentElement.parentElement;
  return new Promise((resolve) => {
    let rows = 0;
    let still = 0;
    const timer = setInterval(() => {
      const now = Math.round(box.querySelector('[data-row]').parentElement.offsetHeight / 76);
      still = now === rows ? still + 1 : 0;
      rows = now;
      box.scrollTop = box.scrollHeight;
      if (rows >= total || still > 300) {
        clearInterval(timer);
        box.scrollTop = box.scrollHeight / 2;
        resolve(rows);
      }
    }, 20);
  });
}
