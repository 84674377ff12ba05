// How the page feels, measured in Chromium: what `./hilo bench ui` runs against a packaged system with seeded data.
// The argument is JSON; the answer is one line of JSON. Times are milliseconds of the page's own clock.

import { createRequire } from 'node:module';

const asked = JSON.parse(process.argv[2]);
const { chromium } = createRequire(new URL('package.json', asked.tools))('playwright-core');

const ROW = 'nav[aria-label] a[href*="/t/"]';
const VIEW = { width: 1360, height: 860 };
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
  await warmUp(context);
  const loads = [];
  for (let load = 0; load < asked.loads; load++) {
    loads.push(await loaded(context, load === 0));
  }
  const page = await opened(context);
  const quick = await switches(page);
  await slow(page, asked.slowDown);
  const slowed = await switches(page);
  const optimistic = await bubbles(page);
  await wander(page, asked.rounds);
  const { interactions, shifts } = await page.evaluate(() => window.hiloMeasured());
  return {
    lcp: numbers(loads.slice(1).map(({ lcp }) => lcp)),
    lcpCold: loads[0].lcp,
    /** Of the visit in the middle: what was largest, and what it waited for. */
    way: loads.slice(1).toSorted((a, b) => a.lcp - b.lcp)[(loads.length - 1) >> 1],
    shiftAtLoad: Math.max(...loads.map(({ shifts: moved }) => sum(moved.map(({ value }) => value)))),
    scripts: await scripts(context),
    switched: numbers(quick),
    switchedSlow: numbers(slowed),
    bubbleFrames: Math.max(...optimistic),
    inp: inp(interactions.map(({ duration }) => duration)),
    interactions: interactions.length,
    kinds: kindsOf(interactions),
    shift: sum(shifts.map(({ value }) => value)),
    shifts: shiftsOf([...shifts, ...loads.flatMap(({ shifts: moved }) => moved)]),
  };
}

/**
 * What will be measured, done before: until the services have compiled what they do for a page, they take the processors that
 * the browser has on its own everywhere else.
 */
async function warmUp(context) {
  const page = await opened(context);
  await switches(page);
  await wander(page, asked.warmUp);
  await page.close();
}

async function signedIn() {
  const context = await browser.newContext({
    viewport: VIEW,
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

/**
 * Runs in the page before anything of it: every interaction with the parts of its time, every shift with what moved, what
 * was painted largest, and what was being done meanwhile.
 */
function watch() {
  const interactions = new Map();
  const shifts = [];
  const marks = [{ at: 0, kind: 'load' }];
  let lcp = { at: 0, what: '' };
  const see = (type, take, more) =>
    new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true, ...more });
  const kindAt = (time) => marks.findLast(({ at }) => at <= time).kind;
  // Never a text: only what kind of thing it is and where it stands.
  const place = (node) => {
    const names = [];
    let element = node instanceof Element ? node : (node?.parentElement ?? null);
    for (; element !== null && element !== document.body && names.length < 3; element = element.parentElement) {
      const own = [...element.attributes].find(({ name }) => name.startsWith('data-') || name === 'role');
      if (own !== undefined || names.length === 0) {
        const first = element.classList[0];
        names.unshift(
          element.localName +
            (own === undefined ? (first === undefined ? '' : `.${first}`) : `[${own.name}${own.name === 'role' ? `=${own.value}` : ''}]`),
        );
      }
    }
    return names.join(' ') || 'gone';
  };
  see('largest-contentful-paint', ({ startTime, element }) => (lcp = { at: startTime, what: place(element) }));
  see('layout-shift', (entry) => {
    if (!entry.hadRecentInput) {
      const moved = entry.sources.map(({ node, previousRect: was, currentRect: is }) => ({
        what: place(node),
        by: [is.x - was.x, is.y - was.y, is.width - was.width, is.height - was.height].map(Math.round),
      }));
      shifts.push({ value: entry.value, at: entry.startTime, kind: kindAt(entry.startTime), moved });
    }
  });
  see(
    'event',
    ({ interactionId, name, startTime, processingStart, processingEnd, duration }) => {
      const known = interactions.get(interactionId);
      if (interactionId && (known === undefined || known.duration < duration)) {
        const waited = processingStart - startTime;
        const worked = processingEnd - processingStart;
        const drawn = Math.max(0, duration - waited - worked);
        interactions.set(interactionId, { at: startTime, name, duration, waited, worked, drawn });
      }
    },
    { durationThreshold: 16 },
  );
  window.hiloDoes = (kind) => marks.push({ at: performance.now(), kind });
  window.hiloMeasured = () => ({
    interactions: [...interactions.values()].map((one) => ({ ...one, kind: kindAt(one.at) })),
    shifts,
    lcp,
  });
}

/** One visit with the browser's cache as it is; the first one finds nothing in it. */
async function loaded(context, first) {
  const page = await context.newPage();
  await wide(page);
  if (first) {
    const session = await context.newCDPSession(page);
    await session.send('Network.clearBrowserCache');
  }
  await slow(page, asked.slowDown);
  await page.goto(asked.base);
  await page.locator(ROW).first().waitFor();
  // What is painted later still counts: two quiet seconds.
  await page.waitForTimeout(2000);
  const { lcp, shifts } = await page.evaluate(() => window.hiloMeasured());
  const { way } = await page.evaluate(() => {
    const resources = performance.getEntriesByType('resource');
    const [page] = performance.getEntriesByType('navigation');
    const came = (path) => resources.find(({ name }) => new URL(name).pathname.endsWith(path));
    const after = (resource) => [Math.round(resource?.startTime ?? 0), Math.round(resource?.responseEnd ?? 0)];
    const first = new Set([...document.querySelectorAll('script[src], link[rel=modulepreload]')].map((one) => one.src || one.href));
    return {
      /** From when to when: the page itself, its first scripts, who is signed in, the list. */
      way: {
        page: after(page),
        scripts: [
          Math.min(...resources.filter(({ name }) => first.has(name)).map(({ startTime }) => startTime)),
          Math.max(...resources.filter(({ name }) => first.has(name)).map(({ responseEnd }) => responseEnd)),
        ].map(Math.round),
        me: after(came('/api/me')),
        threads: after(came('/api/threads')),
        painted: Math.round(performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0),
      },
    };
  });
  await page.close();
  return { lcp: lcp.at, what: lcp.what, shifts, ...way };
}

/** The bytes of the scripts that the page itself names, as they come over the network where no worker has them. */
async function scripts(context) {
  const fresh = await browser.newContext({ storageState: await context.storageState(), serviceWorkers: 'block' });
  const page = await fresh.newPage();
  await page.goto(asked.base);
  await page.locator(ROW).first().waitFor();
  const bytes = await page.evaluate(async () => {
    // Later the page itself names more, for what it loads when it is needed.
    const written = new DOMParser().parseFromString(await (await fetch('/')).text(), 'text/html');
    const named = [...written.querySelectorAll('script[src], link[rel=modulepreload]')].map(
      (one) => new URL(one.getAttribute('src') ?? one.getAttribute('href'), location.href).href,
    );
    return performance
      .getEntriesByType('resource')
      .filter(({ name }) => named.includes(name))
      .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0);
  });
  await fresh.close();
  return bytes;
}

async function opened(context) {
  const page = await context.newPage();
  await wide(page);
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
  await does(page, 'another conversation');
  const addresses = await page.locator(ROW).evaluateAll((rows) => rows.slice(0, 6).map((row) => row.getAttribute('href')));
  const times = [];
  for (let round = 0; round < asked.rounds + 1; round++) {
    for (const address of addresses) {
      const stands = page.evaluate(
        ([to, bubble]) =>
          new Promise((done, failed) => {
            const path = new URL(to, location.href).pathname;
            const before = document.querySelector('[role="log"]');
            const pressed = ({ timeStamp: began }) => {
              const look = () => {
                const log = document.querySelector('[role="log"]');
                if (location.pathname === path && log !== null && log !== before && seen(log, bubble)) {
                  // The frame that shows it has begun; it is on the screen with the next one.
                  requestAnimationFrame(() => done(performance.now() - began));
                } else if (performance.now() - began > 10_000) {
                  failed(new Error(`${path} does not open`));
                } else {
                  requestAnimationFrame(look);
                }
              };
              requestAnimationFrame(look);
            };
            const seen = (log, what) => {
              const one = log.querySelector(what);
              return one !== null && one.checkVisibility({ visibilityProperty: true });
            };
            addEventListener('click', pressed, { once: true, capture: true });
          }),
        [address, '[data-message-id]'],
      );
      await page.locator(`nav[aria-label] a[href="${address}"]`).click();
      const time = await stands;
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
  await does(page, 'send');
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

/** From here on what is done counts as this. */
async function does(page, kind) {
  await page.evaluate((name) => window.hiloDoes(name), kind);
}

/** Long enough for what follows the first answer, such as a page of the list that comes. */
async function rest(page, millis = 300) {
  await page.waitForTimeout(millis);
}

/**
 * The window has a frame around the page, which headless Chromium takes from the page's own height: what lies in its last
 * lines, such as the text field, would be painted but never drawn, and its letters seem to wait for the next thing drawn above.
 */
async function wide(page) {
  const session = await page.context().newCDPSession(page);
  const { windowId } = await session.send('Browser.getWindowForTarget');
  await session.send('Browser.setWindowBounds', { windowId, bounds: { width: VIEW.width + 240, height: VIEW.height + 240 } });
}

/** What an agent does all day, each thing under its name. */
async function wander(page, rounds) {
  const field = () => page.locator('textarea').last();
  const named = (name) => page.getByRole('button', { name, exact: true });
  for (let round = 0; round < rounds; round++) {
    await does(page, 'open a conversation');
    await page.locator(ROW).nth(round % 6).click();
    await page.locator(BUBBLE).first().waitFor();
    await rest(page);
    await does(page, 'the next by its key');
    await page.keyboard.press('j');
    await rest(page);
    await page.keyboard.press('j');
    await rest(page);
    await does(page, 'go to the text field');
    await field().click();
    await rest(page);
    await does(page, 'type a letter');
    await field().pressSequentially('Hola, un momento', { delay: 30 });
    await field().fill('');
    await rest(page);
    await does(page, 'send');
    await field().fill(`Listo ${round}`);
    await page.keyboard.press('Enter');
    await rest(page);
    await does(page, 'open the emoji');
    await named('Emoji').click();
    await page.locator('[frimousse-list]').first().waitFor();
    await rest(page, 500);
    await does(page, 'look for an emoji');
    await page.keyboard.type('risa', { delay: 60 });
    await rest(page);
    await does(page, 'close it');
    await page.keyboard.press('Escape');
    await rest(page);
    await does(page, 'open the labels');
    await named('Etiquetas').click();
    await rest(page);
    await does(page, 'close it');
    await page.keyboard.press('Escape');
    await rest(page);
    await does(page, 'open who has it');
    await page.locator('[data-holder]').first().click();
    await rest(page);
    await does(page, 'close it');
    await page.keyboard.press('Escape');
    await rest(page);
    await does(page, 'choose a tab');
    await page.locator('[role="group"] button[aria-pressed="false"]').first().click();
    await rest(page);
    await does(page, 'back to all');
    await page.locator('[role="group"] button[aria-pressed]').first().click();
    await page.locator(ROW).first().waitFor();
    await rest(page);
    await does(page, 'open the filters');
    await named('Filtrar').first().click();
    await rest(page);
    await does(page, 'close it');
    await page.keyboard.press('Escape');
    await rest(page);
    await does(page, 'search: a letter');
    await page.locator('#conversation-search').click();
    await page.keyboard.type('cita', { delay: 60 });
    await rest(page, 600);
    await does(page, 'search: clear');
    await page.keyboard.press('Escape');
    await rest(page);
    await does(page, 'scroll the list');
    await page.mouse.move(200, 500);
    for (let turn = 0; turn < 10; turn++) {
      await page.mouse.wheel(0, turn < 5 ? 600 : -600);
      await rest(page, 60);
    }
    await rest(page);
    await does(page, 'open the palette');
    await page.keyboard.press('Control+k');
    await rest(page);
    await does(page, 'palette: a letter');
    await page.keyboard.type('mar', { delay: 40 });
    await rest(page);
    await does(page, 'palette: close');
    await page.keyboard.press('Escape');
    await rest(page);
    await does(page, 'show the contact');
    await page.locator('[data-contact-button]').click();
    await rest(page, 500);
    await does(page, 'hide the contact');
    await page.locator('[data-contact-button]').click();
    await rest(page);
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

function sum(values) {
  return values.reduce((all, one) => all + one, 0);
}

function grouped(values, by) {
  const groups = new Map();
  for (const value of values) {
    const name = by(value);
    groups.set(name, [...(groups.get(name) ?? []), value]);
  }
  return [...groups.values()];
}

/** Each kind of interaction, the slowest first, with the parts of the time of its worst. */
function kindsOf(interactions) {
  return grouped(interactions, ({ kind }) => kind)
    .map((all) => {
      const { kind } = all[0];
      const worst = all.reduce((one, other) => (other.duration > one.duration ? other : one));
      const { p50, p95 } = numbers(all.map(({ duration }) => duration));
      return { kind, count: all.length, p50, p95, worst: worst.duration, of: worst };
    })
    .toSorted((a, b) => b.worst - a.worst);
}

/** What moved by itself, by what was being done and what it was. */
function shiftsOf(shifts) {
  const named = shifts.map(({ value, kind, moved }) => ({ value, kind, what: moved[0]?.what ?? 'gone', by: moved[0]?.by ?? [] }));
  return grouped(named, ({ kind, what }) => `${kind} ${what}`)
    .map((all) => ({ ...all[0], value: sum(all.map(({ value }) => value)), count: all.length }))
    .toSorted((a, b) => b.value - a.value)
    .slice(0, 8);
}
