// Looks at the built UI in Chromium against the mock gateway, which must run already, and writes PNGs to screenshots/.
// Fails when the page breaks its content security policy or logs an error.

import { mkdirSync } from 'node:fs';
import { chromium } from 'playwright-core';

const base = `http://localhost:${process.env.MOCK_PORT ?? 4178}`;
const out = new URL('../screenshots/', import.meta.url).pathname;
const only = process.argv[2];
mkdirSync(out, { recursive: true });

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
});
const complaints = [];
const desktop = { width: 1360, height: 860 };
const phone = { width: 390, height: 800 };
const act = (name, query = '') => fetch(`${base}/mock/${name}?${query}`).then((answer) => answer.json());
const { threadId } = await act('none');

async function shot(
  name,
  { user = 'ana', language = 'es', theme = 'light', viewport = desktop, path = '/', work = async () => {} },
) {
  if (only && !name.includes(only)) return;
  const context = await browser.newContext({
    viewport,
    locale: language === 'es' ? 'es-US' : 'en-US',
    reducedMotion: 'reduce',
    timezoneId: 'America/New_York',
    deviceScaleFactor: 1,
  });
  await context.addInitScript(
    ([l, t]) =>
      localStorage.setItem(
        'hilo.settings',
        JSON.stringify({ language: l, theme: t, sound: false, singleKeys: true, undoSend: false }),
      ),
    [language, theme],
  );
  const page = await context.newPage();
  page.on(
    'console',
    (message) =>
      message.type() === 'error' &&
      !/401/.test(message.text()) &&
      complaints.push(`${name}: ${message.text()}`),
  );
  page.on('pageerror', (error) => complaints.push(`${name}: ${error.stack}`));
  if (user !== null) await page.goto(`${base}/login?user=${user}&returnTo=${encodeURIComponent(path)}`);
  else await page.goto(base + path);
  await page.waitForTimeout(700);
  try {
    await work(page);
  } catch (error) {
    complaints.push(`${name}: ${error.message}`);
  }
  await page.waitForTimeout(350);
  await page.screenshot({ path: `${out}${name}.png` });
  await context.close();
}

const thread = `/t/${threadId}`;
await shot('01-sign-in', { user: null });
await shot('02-inbox-es-light', {});
await shot('03-thread-es-light', { path: thread });
await shot('04-thread-en-dark', { path: thread, language: 'en', theme: 'dark' });
await shot('05-thread-up', {
  path: thread,
  work: async (page) => {
    await page.mouse.move(900, 400);
    await page.mouse.wheel(0, -900);
  },
});
await shot('06-phone-list', { viewport: phone });
await shot('07-phone-thread-dark', { viewport: phone, path: thread, theme: 'dark' });
await shot('08-composer-unicode', {
  path: thread,
  language: 'en',
  work: async (page) => {
    await page
      .getByRole('textbox', { name: 'Message' })
      .fill(
        'Perfect, we ship tomorrow morning 🎉 and you will get the tracking link by text as soon as the carrier scans it. Thanks for your patience!',
      );
  },
});
await shot('09-emoji', {
  path: thread,
  work: async (page) => {
    await page.getByRole('button', { name: 'Emoji' }).click();
    await page.waitForTimeout(900);
  },
});
await shot('10-search', {
  work: async (page) => {
    await page.keyboard.press('Control+k');
    await page.keyboard.type('paquete');
  },
});
await shot('11-new-conversation', {
  language: 'en',
  theme: 'dark',
  work: async (page) => {
    await page.getByRole('button', { name: 'New conversation' }).click();
    await page.getByLabel('To', { exact: true }).fill('305330');
    await page.getByRole('button', { name: 'Send', exact: true }).click();
  },
});
await shot('12-account', {
  user: 'marta',
  work: async (page) => {
    await page.getByRole('button', { name: 'Cuenta y ajustes' }).last().click();
  },
});
await shot('14-sent', {
  path: thread,
  language: 'en',
  work: async (page) => {
    await page.getByRole('textbox', { name: 'Message' }).fill('On its way! 🚚');
    await page.keyboard.press('Enter');
    await page.waitForTimeout(60);
  },
});
await shot('15-stale', {
  path: thread,
  work: async (page) => {
    const area = page.getByRole('textbox', { name: 'Mensaje', exact: true });
    await area.fill('De nada, Lucía.');
    await act('lose');
    await area.press('Enter');
    await page.waitForTimeout(500);
  },
});
await shot('16-refused', {
  path: thread,
  language: 'en',
  work: async (page) => {
    await page.getByRole('textbox', { name: 'Message' }).fill('Hello #422');
    await page.keyboard.press('Enter');
    await page.waitForTimeout(400);
  },
});
await shot('17-typing-labels', {
  path: thread,
  theme: 'dark',
  work: async (page) => {
    await act('presence');
    await act('typing');
    await page.getByRole('button', { name: 'Etiquetas' }).click();
  },
});
await shot('18-note', {
  path: thread,
  work: async (page) => {
    await page.getByRole('button', { name: 'Nota interna' }).click();
    await page.getByRole('textbox', { name: 'Mensaje' }).fill('Revisar con el almacén');
  },
});
await shot('19-lightbox', {
  path: thread,
  work: async (page) => {
    await page.mouse.move(900, 400);
    await page.mouse.wheel(0, -700);
    await page.waitForTimeout(300);
    await page
      .getByRole('button', { name: /Abrir la imagen/ })
      .first()
      .click();
  },
});
await shot('20-offline', {
  path: thread,
  work: async (page) => {
    await page.context().setOffline(true);
    await act('drop');
    await page.waitForTimeout(300);
    await page.getByRole('textbox', { name: 'Mensaje', exact: true }).fill('¿Sigues ahí?');
    await page.keyboard.press('Enter');
    await page.waitForTimeout(300);
  },
});
await shot('21-wide', { path: thread, viewport: { width: 2200, height: 1000 } });
await shot('22-search-hit', {
  work: async (page) => {
    await page.keyboard.press('Control+k');
    await page.keyboard.type('quién abre size');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('size M');
    await page.waitForTimeout(400);
    await page.getByRole('region', { name: 'Mensajes' }).getByRole('link').last().click();
    await page.waitForTimeout(800);
  },
});
await shot('23-expired', {
  path: thread,
  work: async (page) => {
    await act('drop', 'code=4401');
    await page.waitForTimeout(300);
  },
});
await shot('24-empty-mine-en', {
  language: 'en',
  user: 'marta',
  work: async (page) => {
    await page.getByRole('button', { name: 'Mine' }).click();
  },
});
await shot('25-shortcuts', {
  language: 'en',
  work: async (page) => {
    await page.locator('body').click({ position: { x: 900, y: 700 } });
    await page.keyboard.press('?');
  },
});

const at = async (index) => `/t/${(await act('none', `thread=${index}`)).threadId}`;
const [sending, optedOut, unclear] = await Promise.all([1, 2, 4].map(at));
const tall = { width: 1360, height: 1500 };
await shot('30-waiting-es', { path: sending });
await shot('31-bubbles-en-dark', { path: sending, language: 'en', theme: 'dark', viewport: tall });
await shot('32-bubbles-phone', { path: sending, viewport: { width: 390, height: 1500 } });
await shot('33-twice', {
  path: sending,
  viewport: tall,
  work: async (page) => {
    await page.getByRole('button', { name: '¿Enviar otra vez?' }).first().click();
  },
});
for (const [name, options] of Object.entries({
  '34-trail-es': {},
  '35-trail-en-dark': { language: 'en', theme: 'dark' },
  '36-trail-phone': { viewport: phone },
})) {
  await shot(name, {
    path: sending,
    ...options,
    work: async (page) => {
      const bubble = page.locator('article[data-status="unconfirmed"]').first();
      for (let step = 0; step < 20 && (await bubble.count()) === 0; step += 1) {
        await page.mouse.move(700, 400);
        await page.mouse.wheel(0, -300);
        await page.waitForTimeout(100);
      }
      await bubble.locator('[data-trail]').click();
      await page.locator('summary').first().click();
    },
  });
}

await shot('40-opted-out-es', { path: optedOut });
await shot('41-opted-out-manager-dark', {
  path: optedOut,
  user: 'marta',
  theme: 'dark',
  language: 'en',
  work: async (page) => {
    await page.getByRole('button', { name: 'Allow again…' }).click();
  },
});
await shot('42-opted-out-phone', { path: optedOut, viewport: phone });
await shot('43-unclear-es', { path: unclear });
await shot('44-unclear-phone-dark', { path: unclear, viewport: phone, theme: 'dark' });
await shot('45-consent-es', {
  path: optedOut,
  work: async (page) => {
    await page.getByRole('button', { name: 'Consentimiento y horario' }).click();
  },
});
await act('night');
await shot('46-night-es', {
  path: thread,
  work: async (page) => {
    await page.getByRole('textbox', { name: 'Mensaje', exact: true }).fill('Tu pedido ya salió.');
  },
});
await shot('47-night-refused-phone', {
  path: thread,
  viewport: phone,
  work: async (page) => {
    const area = page.getByRole('textbox', { name: 'Mensaje', exact: true });
    await area.fill('Hola #quiet');
    await area.press('Enter');
    await page.waitForTimeout(400);
  },
});
await shot('48-consent-night-en-dark', {
  path: thread,
  language: 'en',
  theme: 'dark',
  work: async (page) => {
    await page.getByRole('button', { name: 'Consent and hours' }).click();
  },
});
await act('night', 'on=0');
for (const [name, options] of Object.entries({
  '49-schedule-es': {},
  '50-schedule-phone-dark': { viewport: phone, theme: 'dark' },
})) {
  await shot(name, {
    path: thread,
    ...options,
    work: async (page) => {
      await page.getByRole('textbox', { name: 'Mensaje', exact: true }).fill('¿Cómo te quedó?');
      await page.getByRole('button', { name: 'Programar' }).click();
      await page.waitForTimeout(500);
    },
  });
}
await shot('51-scheduled-es', {
  path: thread,
  work: async (page) => {
    const area = page.getByRole('textbox', { name: 'Mensaje', exact: true });
    await area.fill('¿Cómo te quedó?');
    await page.getByRole('button', { name: 'Programar' }).click();
    await page.getByRole('button', { name: 'Usar esta hora' }).click();
    await area.press('Enter');
    await page.waitForTimeout(400);
    await area.fill('Y otro más');
    await page.getByRole('button', { name: 'Programar' }).click();
    await page.getByRole('button', { name: 'Usar esta hora' }).click();
  },
});
await shot('52-overtaken-es', {
  path: thread,
  work: async (page) => {
    const area = page.getByRole('textbox', { name: 'Mensaje', exact: true });
    await area.fill('Te mando la guía de envío.');
    await act('overtake');
    await area.press('Enter');
    await page.waitForTimeout(600);
  },
});
await act('rest');
await act('budget', 'used=1930');
await shot('53-resting-es', { path: thread });
await shot('54-resting-phone-en-dark', { path: thread, viewport: phone, language: 'en', theme: 'dark' });
await act('rest', 'on=0');
await act('budget', 'used=1420');
for (const [name, options] of Object.entries({
  '55-attachments-es': {},
  '56-attachments-en-dark': { language: 'en', theme: 'dark' },
  '57-attachments-phone-dark': { viewport: phone, theme: 'dark' },
})) {
  await shot(name, {
    path: thread,
    ...options,
    work: async (page) => {
      await page.mouse.move(options.viewport === phone ? 200 : 900, 400);
      await page.mouse.wheel(0, -620);
      await page.waitForTimeout(300);
      const again = page.getByRole('button', {
        name: options.language === 'en' ? 'Try again' : 'Intentar de nuevo',
        exact: true,
      });
      await again.scrollIntoViewIfNeeded();
      await again.focus();
    },
  });
}

const admin = { user: 'root', path: '/journal' };
const narrow = { width: 360, height: 780 };
const looks = {
  'es-light': {},
  'en-dark': { language: 'en', theme: 'dark' },
  'es-phone': { viewport: narrow },
  'en-phone-dark': { viewport: narrow, language: 'en', theme: 'dark' },
};
const either = (es, en) => new RegExp(`^(${es}|${en})`);
const button = (page, es, en) => page.getByRole('button', { name: either(es, en) });
const openedBy = async (page, kind) => {
  const row = page
    .locator('[data-row]')
    .filter({ has: page.locator(`[data-kind=${kind}]`) })
    .first();
  await row.locator('[data-row-start]').click();
  await page.locator('[data-opened]').waitFor();
};
for (const [look, options] of Object.entries(looks)) {
  await shot(`60-journal-${look}`, { ...admin, ...options });
  await shot(`61-delivery-${look}`, { ...admin, ...options, work: (page) => openedBy(page, 'text') });
  await shot(`62-quarantined-${look}`, {
    ...admin,
    ...options,
    work: (page) => openedBy(page, 'quarantined'),
  });
  await shot(`63-rehearsal-${look}`, {
    ...admin,
    ...options,
    work: async (page) => {
      await button(page, 'Releer este periodo', 'Replay this range').click();
      await page.locator('[data-replay=rehearsed]').waitFor();
    },
  });
  await shot(`64-confirm-${look}`, {
    ...admin,
    ...options,
    work: async (page) => {
      await button(page, 'Releer este periodo', 'Replay this range').click();
      await page.locator('[data-replay=rehearsed]').waitFor();
      await button(page, 'Releer \\d', 'Replay \\d').click();
    },
  });
  await shot(`65-quarantine-${look}`, { ...admin, ...options, path: '/journal/quarantine' });
  await shot(`66-letters-${look}`, { ...admin, ...options, path: '/journal/letters' });
  await shot(`67-letter-list-${look}`, {
    ...admin,
    ...options,
    path: '/journal/letters?topic=message.inbound.dlq',
  });
  await shot(`68-record-${look}`, {
    ...admin,
    ...options,
    path: '/journal/letters?topic=message.inbound.dlq',
    work: async (page) => {
      await page.locator('[data-row-start]').first().click();
      await page.locator('[data-opened]').waitFor();
    },
  });
  await shot(`69-repeats-${look}`, {
    ...options,
    user: 'root',
    path: thread,
    work: async (page) => {
      await page.locator('[data-repeats]').last().click();
      await page.waitForTimeout(500);
    },
  });
  await shot(`70-tried-again-${look}`, {
    ...admin,
    ...options,
    path: '/journal/quarantine',
    work: async (page) => {
      await page.getByRole('checkbox', { name: either('Seleccionar todo', 'Select all') }).click();
      await button(page, 'Reintentar lo elegido', 'Try selected again').click();
      await page.waitForTimeout(600);
    },
  });
}
await shot('71-journal-refused-es', { path: '/journal' });
await shot('72-journal-narrow-filter-en', {
  ...admin,
  language: 'en',
  path: '/journal?range=all&verdict=folded',
});
await shot('73-journal-phone-menu', {
  user: 'root',
  viewport: narrow,
  work: (page) => page.getByRole('button', { name: 'Cuenta y ajustes' }).last().click(),
});
await shot('74-dismiss-es', {
  ...admin,
  path: '/journal/quarantine',
  work: async (page) => {
    await page
      .getByRole('button', { name: /^Descartar Entrega/ })
      .first()
      .click();
    await page.getByRole('button', { name: 'Descartar', exact: true }).click();
  },
});
await shot('75-journal-custom-phone', {
  ...admin,
  viewport: narrow,
  path: '/journal?range=custom&from=2026-11-20T15:00:00.000Z',
  work: (page) => page.getByRole('button', { name: 'Filtro' }).click(),
});

const manager = { user: 'marta' };
for (const [look, options] of Object.entries(looks)) {
  const at = { ...manager, ...options };
  await shot(`80-numbers-${look}`, { ...at, path: '/numbers' });
  await shot(`81-number-${look}`, { ...at, path: '/numbers/+12125550142' });
  await shot(`82-number-failed-${look}`, { ...at, path: '/numbers/+13055550131' });
  await shot(`83-number-cooling-${look}`, { ...at, path: '/numbers/+19545550199' });
  await shot(`84-give-back-${look}`, {
    ...at,
    path: '/numbers/+17865550100',
    work: async (page) => {
      await button(page, 'Devolver este número', 'Give this number back').click();
      await page.getByRole('dialog').getByRole('textbox').fill('1111');
      await page.keyboard.press('Enter');
    },
  });
  await shot(`85-differences-${look}`, { ...at, path: '/numbers/drift' });
  await shot(`86-import-${look}`, {
    ...at,
    path: '/numbers/import',
    work: async (page) => {
      await page.getByRole('checkbox', { name: either('Elegir todos', 'Select all') }).click();
    },
  });
}
await shot('87-numbers-refused-es', { path: '/numbers' });
await shot('88-numbers-filtered-phone-en', {
  ...manager,
  viewport: narrow,
  language: 'en',
  path: '/numbers?attention=any&q=786',
  work: (page) => page.getByRole('button', { name: '1 filter on' }).click(),
});
await shot('89-given-back-es', { ...manager, path: '/numbers?show=released' });

await browser.close();
if (complaints.length > 0) {
  process.stderr.write(`${complaints.join('\n')}\n`);
  process.exitCode = 1;
}
