import * as z from 'zod/mini';
import { formatPhone } from '../format';
import type { Language } from '../settings';

/**
 * What a notification says: the same words whether the page shows it or the service worker, which has no texts but these.
 */
const words = {
  es: {
    text: 'Mensaje nuevo',
    picture: 'Imagen o archivo',
    mention: (author: string) => `${author} te menciona`,
    trial: 'Las notificaciones funcionan',
    trialBody: 'Así te avisará Hilo de los mensajes nuevos.',
    anything: 'Hay algo nuevo',
  },
  en: {
    text: 'New text',
    picture: 'Picture or file',
    mention: (author: string) => `${author} mentions you`,
    trial: 'Notifications work',
    trialBody: 'This is how Hilo tells you about new texts.',
    anything: 'There is something new',
  },
} satisfies Record<Language, object>;

export const notice = z.object({
  v: z.number(),
  kind: z.enum(['text', 'mention', 'trial']),
  language: z.catch(z.enum(['es', 'en']), 'en'),
  sound: z.catch(z.boolean(), true),
  thread: z.nullish(z.string()),
  seq: z.catch(z.number(), 0),
  did: z.nullish(z.string()),
  number: z.nullish(z.string()),
  external: z.nullish(z.string()),
  name: z.nullish(z.string()),
  author: z.nullish(z.string()),
  body: z.nullish(z.string()),
  media: z.catch(z.number(), 0),
  at: z.catch(z.string(), ''),
});
export type Notice = z.output<typeof notice>;

export const TRIAL_TAG = 'trial';

export function tagOf(thread: string): string {
  return `thread ${thread}`;
}

/** Kept with a notification: what it was about. */
export interface About {
  thread: string | null;
  seq: number;
}

export interface Shown {
  title: string;
  options: NotificationOptions & { tag: string; timestamp?: number; renotify?: boolean; data: About };
}

/** @param earlier the number of what is shown of this conversation already */
export function shownOf(told: Notice, earlier?: number): Shown {
  const text = words[told.language];
  const about: About = { thread: told.thread ?? null, seq: told.seq };
  const again = earlier !== undefined && earlier >= told.seq;
  const at = Date.parse(told.at);
  const options = {
    lang: told.language,
    icon: '/icons/icon-192.png',
    badge: '/icons/badge-96.png',
    ...(Number.isFinite(at) && { timestamp: at }),
    silent: !told.sound || again,
    renotify: !again,
    data: about,
  };
  if (told.kind === 'trial') {
    return { title: text.trial, options: { ...options, body: text.trialBody, tag: TRIAL_TAG } };
  }
  const contact = told.name ?? (told.external == null ? '' : formatPhone(told.external));
  const title =
    told.kind === 'mention' && told.author != null
      ? `${text.mention(told.author)} · ${contact}`
      : contact === ''
        ? text.anything
        : contact;
  const body = told.body ?? '';
  const line = body !== '' ? body : told.media > 0 ? text.picture : text.text;
  const number = told.number ?? (told.did == null ? '' : formatPhone(told.did));
  return {
    title,
    options: {
      ...options,
      body: number === '' ? line : `${line}\n${number}`,
      tag: tagOf(told.thread ?? ''),
    },
  };
}

/** For what could not be read: a browser wants to see something for each push. */
export function unreadable(language: Language): Shown {
  return {
    title: 'Hilo',
    options: { body: words[language].anything, tag: 'anything', data: { thread: null, seq: 0 } },
  };
}

/** What page and worker say to each other. */
export const said = z.discriminatedUnion('hilo', [
  z.object({ hilo: z.literal('open'), thread: z.nullable(z.string()) }),
  z.object({ hilo: z.literal('trial') }),
]);
export type Said = z.output<typeof said>;
