// How the page feels, measured in Chromium: what `./hilo bench ui` runs against a packaged system with seeded data.
// The argument is JSON; the answer is one line of JSON. Times are milliseconds of the page's own clock.

import { createRequire } from 'node:module';

const asked = JSON.parse(process.argv[2]);
const { chromium } = createRequire(new URL('package.json', asked.tools))('playwright-core');

const ROW = 'nav[aria-label] a[href*="/t/"]';
const BUBBLE = '[role="log"] [data-message-id]';

const browser = await chromium.launch({
  executablePath: asked.chromium,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
});
try {
  process.stdout.write(`${JSON.stringify(await measured())}\n`);
} finally {
  await browser.close();
}

async function measured() {
  const context = await signedIn();
  const loads = [];
  for (let load = 0; load < asked.loads; load++) {
    loads.push(await loaded(context, load === 0));
  }
  const page = await opened(context);
  const quick = await switches(page);
  await slow(page, asked.slowDown);
  const slowed = await switches(page);
  const optimistic = await bubbles(page);
  await wander(page);
  const { interactions, shift } = await page.evaluate(() => window.hiloMeasured());
  return {
    lcp: numbers(loads.slice(1).map(({ lcp }) => lcp)),
    lcpCold: loads[0].lcp,
    shiftAtLoad: Math.max(...loads.map(({ shift: moved }) => moved)),
    scripts: loads[0].scripts,
    switched: numbers(quick),
    switchedSlow: numbers(slowed),
    bubbleFrames: Math.max(...optimistic),
    inp: inp(interactions),
    interactions: interactions.length,
    shift,
  };
}

async function signedIn() {
  const context = await browser.newContext({
    viewport: { width: 1360, height: 860 },
    locale: 'es-US',
    timezoneId: 'America/New_York',
  });
  await context.addInitScript(watch);
  const page = await context.newPage();
  await page.goto(`${asked.base}/login`);
  if (await page.locator('#username').count()) {
    await page.fill('#username', asked.user);
    await page.fill('#password', asked.user);
    await page.locator('#kc-login, [type=submit]').first().click();
  }
  await page.locator(ROW).first().waitFor();
  await page.close();
  return context;
}

/** Runs in the page before anything of it: every interaction, every shift, and what was painted largest. */
function watch() {
  const interactions = new Map();
  let shift = 0;
  let lcp = 0;
  const see = (type, take, more) =>
    new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true, ...more });
  see('largest-contentful-paint', (entry) => (lcp = entry.startTime));
  see('layout-shift', (entry) => (shift += entry.hadRecentInput ? 0 : entry.value));
  see(
    'event',
    ({ interactionId, duration }) =>
      interactionId && interactions.set(interactionId, Math.max(interactions.get(interactionId) ?? 0, duration)),
    { durationThreshold: 16 },
  );
  window.hiloMeasured = () => ({ interactions: [...interactions.values()], shift, lcp });
}

/** One visit with the browser's cache as it is; the first one finds nothing in it. */
async function loaded(context, first) {
  const page = await context.newPage();
  if (first) {
    const session = await context.newCDPSession(page);
    await session.send('Network.clearBrowserCache');
  }
  await slow(page, asked.slowDown);
  await page.goto(asked.base);
  await page.locator(ROW).first().waitFor();
  // What is painted later still counts: two quiet seconds.
  await page.waitForTimeout(2000);
  const { lcp, shift } = await page.evaluate(() => window.hiloMeasured());
  const scripts = await page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .filter(({ name, startTime }) => name.endsWith('.js') && startTime < 3000)
      .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
  );
  await page.close();
  return { lcp, shift, scripts };
}

async function opened(context) {
  const page = await context.newPage();
  await page.goto(asked.base);
  await page.locator(ROW).first().waitFor();
  return page;
}

async function slow(page, rate) {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate });
}

/** From the click until the frame in which the other conversation stands there; each was open before. */
async function switches(page) {
  const addresses = await page.locator(ROW).evaluateAll((rows) => rows.slice(0, 6).map((row) => row.getAttribute('href')));
  const times = [];
  for (let round = 0; round < asked.rounds + 1; round++) {
    for (const address of addresses) {
      const time = await page.evaluate(
        ([to, bubble]) =>
          new Promise((done, failed) => {
            const path = new URL(to, location.href).pathname;
            const row = [...document.querySelectorAll('nav[aria-label] a[href*="/t/"]')].find(
              (one) => one.getAttribute('href') === to || new URL(one.href).pathname === path,
            );
            const before = document.querySelector('[role="log"]');
            const began = performance.now();
            row.click();
            const look = () => {
              const log = document.querySelector('[role="log"]');
              if (location.pathname === path && log !== null && log !== before && log.querySelector(bubble)) {
                // The frame that shows it has begun; it is on the screen with the next one.
                requestAnimationFrame(() => done(performance.now() - began));
              } else if (performance.now() - began > 10_000) {
                failed(new Error(`${path} does not open`));
              } else {
                requestAnimationFrame(look);
              }
            };
            requestAnimationFrame(look);
          }),
        [address, '[data-message-id]'],
      );
      await page.waitForTimeout(120);
      if (round > 0) {
        times.push(time);
      }
    }
  }
  return times;
}

/** Frames from Enter until the text stands in the conversation; 1 is the very frame of the key. */
async function bubbles(page) {
  const frames = [];
  const field = page.locator('textarea').last();
  for (let i = 0; i < asked.rounds; i++) {
    const text = `¿Llegó bien? ${i}`;
    await field.fill(text);
    const counted = page.evaluate(
      (words) =>
        new Promise((done) => {
          addEventListener(
            'keydown',
            () => {
              let frame = 0;
              const look = () => {
                frame++;
                const there = [...document.querySelectorAll('[role="log"] [data-message-id]')].some((bubble) =>
                  bubble.textContent.includes(words),
                );
                if (there || frame > 120) {
                  done(frame);
                } else {
                  requestAnimationFrame(look);
                }
              };
              requestAnimationFrame(look);
            },
            { once: true, capture: true },
          );
        }),
      text,
    );
    await field.press('Enter');
    frames.push(await counted);
    await page.waitForTimeout(200);
  }
  return frames;
}

/** What an agent does all day: open, type, switch tabs, search, look for a command. */
async function wander(page) {
  for (let round = 0; round < asked.rounds; round++) {
    await page.locator(ROW).nth(round % 6).click();
    await page.locator(BUBBLE).first().waitFor();
    await page.locator('textarea').last().pressSequentially('Hola, un momento', { delay: 30 });
    await page.locator('textarea').last().fill('');
    await page.locator('[role="group"] button[aria-pressed="false"]').first().click();
    await page.waitForTimeout(300);
    await page.locator('[role="group"] button[aria-pressed]').first().click();
    await page.locator(ROW).first().waitFor();
    await page.keyboard.press('Control+k');
    await page.waitForTimeout(300);
    await page.keyboard.type('mar', { delay: 40 });
    await page.waitForTimeout(200);
    await page.keyboard.press('Escape');
    await page.waitForTimeout(200);
  }
  // Entries come late.
  await page.waitForTimeout(1000);
}

/** The interaction than which one in fifty is slower: https://web.dev/articles/inp */
function inp(durations) {
  const sorted = durations.toSorted((a, b) => b - a);
  return sorted[Math.floor(sorted.length / 50)] ?? 0;
}

function numbers(times) {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  return { p50: at(0.5), p95: at(0.95), worst: sorted.at(-1) };
}
