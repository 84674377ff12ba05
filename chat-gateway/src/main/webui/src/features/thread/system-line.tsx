import { useQuery } from '@tanstack/react-query';
import { useNow } from '@/shared/clock';
import type { Message } from '@/shared/contract';
import type { Language } from '@/shared/settings';
import { formatMoment } from '@/shared/format';
import type { T } from '@/shared/i18n/i18n';
import { useT } from '@/shared/i18n/i18n';
import { useMe } from '@/shared/me';
import { systemText } from '@/shared/system-line';
import { useNames } from '@/shared/team/people';
import '@/shared/team/texts';
import { labelsQuery } from '@/shared/workspace/labels';

interface Said {
  t: T;
  language: Language;
  now: Date;
  /** What somebody is called here. */
  name: (user: string) => string;
  label: (key: string) => string;
}

/** What happened to the thread, in the reader's words; a word of a newer server stays as it is. */
export function lineOf({ body, subject }: Pick<Message, 'body' | 'subject'>, said: Said): string {
  const { t, language, now, name, label } = said;
  switch (body) {
    case 'assigned':
      return t('team.line.assigned', { subject: name(subject ?? '') });
    case 'assigned-team':
      return t('team.line.assigned-team', { subject });
    case 'handed-over':
      return subject == null || subject === ''
        ? t('team.line.handed-over-all')
        : t('team.line.handed-over', { subject: name(subject) });
    case 'labelled':
    case 'unlabelled':
      return t(`team.line.${body}`, { subject: listed((subject ?? '').split(' ').map(label), language) });
    case 'snoozed':
      return t('team.line.snoozed', {
        subject: subject == null ? '' : formatMoment(new Date(subject), now, language),
      });
    case 'renamed':
      return subject == null ? t('team.line.renamed-nothing') : t('team.line.renamed', { subject });
    case 'unassigned':
    case 'claimed':
    case 'closed':
    case 'reopened':
    case 'woken':
      return t(`team.line.${body}`);
    default:
      return systemText(body, t);
  }
}

function listed(words: readonly string[], language: Language): string {
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(words);
}

/** One of them, and who did it. */
export function SystemLine({ message }: { message: Message }) {
  const { t, language } = useT();
  const me = useMe();
  const names = useNames();
  const now = new Date(useNow(60_000));
  // Read by whoever shows labels; here only used when it is there.
  const { data: labels } = useQuery({ ...labelsQuery, enabled: false });
  const called = (user: string): string => (user === me.user ? t('team.line.you') : names(user));
  const author = message.author ?? '';
  return (
    <>
      {lineOf(message, {
        t,
        language,
        now,
        name: called,
        label: (key) => labels?.find((one) => one.key === key)?.name ?? key,
      })}
      {author !== '' && ` · ${author === me.user ? t('thread.you') : names(author)}`}
    </>
  );
}
