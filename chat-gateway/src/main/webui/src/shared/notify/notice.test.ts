import { describe, expect, it } from 'vitest';
import type { Notice } from './notice';
import { notice, shownOf } from './notice';

function aNotice(values: Partial<Notice> = {}): Notice {
  return notice.parse({
    v: 1,
    kind: 'text',
    language: 'es',
    thread: 't1',
    seq: 7,
    did: '+17865551234',
    number: 'Soporte Miami',
    external: '+13053302277',
    name: 'Lucía Ferrer',
    body: '¿Está listo?',
    at: '2026-11-27T12:00:00Z',
    ...values,
  });
}

describe('a notification', () => {
  it('says who wrote, what, and to which of our numbers', () => {
    const { title, options } = shownOf(aNotice());
    expect(title).toBe('Lucía Ferrer');
    expect(options).toMatchObject({
      body: '¿Está listo?\nSoporte Miami',
      tag: 'thread t1',
      lang: 'es',
      silent: false,
      renotify: true,
      data: { thread: 't1', seq: 7 },
    });
  });

  it('has the number of who has no name, and says what kind of thing it is when it must not show it', () => {
    const hidden = shownOf(aNotice({ name: null, body: null }));
    expect(hidden.title).toBe('(305) 330-2277');
    expect(hidden.options.body).toBe('Mensaje nuevo\nSoporte Miami');
    expect(shownOf(aNotice({ language: 'en', body: '', media: 2 })).options.body).toBe(
      'Picture or file\nSoporte Miami',
    );
  });

  it('names the colleague who mentions', () => {
    expect(shownOf(aNotice({ kind: 'mention', author: 'leo', language: 'en' })).title).toBe(
      'leo mentions you · Lucía Ferrer',
    );
  });

  it('does not ring a second time for the same text', () => {
    expect(shownOf(aNotice(), 7).options).toMatchObject({ silent: true, renotify: false });
    expect(shownOf(aNotice(), 6).options).toMatchObject({ silent: false, renotify: true });
    expect(shownOf(aNotice({ sound: false })).options.silent).toBe(true);
  });

  it('is a trial when somebody asked for one', () => {
    const { title, options } = shownOf(aNotice({ kind: 'trial', thread: null }));
    expect(title).toBe('Las notificaciones funcionan');
    expect(options.tag).toBe('trial');
  });
});
