import { useQuery } from '@tanstack/react-query';
import { Settings2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { lazy, Suspense, useState } from 'react';
import type { Message, Thread } from '@/shared/contract';
import { formatPhone } from '@/shared/format';
import { useT } from '@/shared/i18n/i18n';
import { isManager, useMe } from '@/shared/me';
import { Problem } from '@/shared/problem';
import { Avatar } from '@/shared/ui/avatar';
import { FailedState, Skeleton } from '@/shared/ui/states';
import { fieldsQuery } from './api/fields';
import type { Contact } from './api/get-contact';
import { contactQuery } from './api/get-contact';
import { Gallery } from './gallery';
import { NoteField } from './note-field';
import { NumbersSection } from './numbers-section';
import { OtherThreads } from './other-threads';
import { Section } from './section';
import './texts';

const FieldsDialog = lazy(async () => ({ default: (await import('./fields-dialog')).FieldsDialog }));

const LONGEST_NAME = 200;
const LONGEST_NOTES = 10_000;
const LONGEST_VALUE = 500;

interface ContactPanelProps {
  thread: Thread;
  /** What time it is where they are. */
  localTime: ReactNode;
  /** Whether they may be written to, and what they said about it. */
  consent: ReactNode;
  /** Where one of their other conversations is. */
  addressOf: (threadId: string) => string;
  /** Shows one of several pictures. */
  onPicture: (message: Message, mediaId: string) => void;
}

/** The person behind the conversation: what we know, what we noted, where else they write. */
export function ContactPanel({ thread, localTime, consent, addressOf, onPicture }: ContactPanelProps) {
  const { t } = useT();
  const contact = useQuery(contactQuery(thread.external));
  // Without its fields the person would be drawn, and all below would move when they come.
  const form = useQuery(fieldsQuery);
  if (contact.data === undefined || form.isLoading) {
    return contact.isError ? (
      <FailedState
        text={
          contact.error instanceof Problem && contact.error.status === 404
            ? t('contact.gone')
            : t('contact.failed')
        }
        retryLabel={t('contact.again')}
        onRetry={() => void contact.refetch()}
      />
    ) : (
      <Skeleton label={t('contact.loading')}>
        <div className="flex flex-col gap-3 p-5">
          <div className="mx-auto size-16 rounded-full bg-line" />
          <div className="h-9 rounded-lg bg-line" />
          <div className="h-24 rounded-lg bg-line" />
          <div className="h-32 rounded-lg bg-line" />
        </div>
      </Skeleton>
    );
  }
  return (
    <div className="flex flex-col divide-y divide-line pb-6" data-contact={thread.external}>
      <Person contact={contact.data} thread={thread} localTime={localTime} />
      <OtherThreads
        threads={contact.data.threads.filter((one) => one.id !== thread.id)}
        addressOf={addressOf}
      />
      <Gallery threadId={thread.id} onPicture={onPicture} />
      <NumbersSection contact={contact.data} external={thread.external} />
      <Section title={t('contact.consent')}>{consent}</Section>
    </div>
  );
}

function Person({ contact, thread, localTime }: { contact: Contact; thread: Thread; localTime: ReactNode }) {
  const { t } = useT();
  const me = useMe();
  const { data: form } = useQuery(fieldsQuery);
  const [arranging, setArranging] = useState(false);
  const { external } = thread;
  return (
    <section aria-label={t('contact.about')} className="px-3 pt-4 pb-4">
      <div className="flex flex-col items-center gap-1 pb-3 text-center">
        <Avatar name={contact.name} phone={external} size="xl" />
        <p className="text-sm text-ink-2 tabular-nums">{formatPhone(external)}</p>
        <div className="min-h-9 text-sm text-ink-2">{localTime}</div>
      </div>
      <div className="flex flex-col gap-1.5">
        <NoteField
          key={`${external} name`}
          contact={contact}
          external={external}
          spot={{ what: 'name' }}
          label={t('contact.name')}
          hint={t('contact.nameHint')}
          longest={LONGEST_NAME}
          big
        />
        {form?.fields.map((field) => (
          <NoteField
            key={`${external} ${field.key}`}
            contact={contact}
            external={external}
            spot={{ what: 'field', key: field.key }}
            label={field.name}
            hint={t('contact.fieldHint')}
            longest={LONGEST_VALUE}
            kind={field.kind}
            choices={field.choices}
          />
        ))}
        <NoteField
          key={`${external} notes`}
          contact={contact}
          external={external}
          spot={{ what: 'notes' }}
          label={t('contact.notes')}
          hint={t('contact.notesHint')}
          longest={LONGEST_NOTES}
          kind="long"
        />
      </div>
      {isManager(me) && (
        <button
          type="button"
          onClick={() => setArranging(true)}
          className="mt-1 inline-flex min-h-8 items-center gap-1.5 rounded-lg px-2 text-xs font-semibold text-thread hover:bg-hover"
        >
          <Settings2 className="size-3.5" aria-hidden="true" />
          {t('contact.arrange')}
        </button>
      )}
      {arranging && (
        <Suspense>
          <FieldsDialog onClose={() => setArranging(false)} />
        </Suspense>
      )}
    </section>
  );
}
