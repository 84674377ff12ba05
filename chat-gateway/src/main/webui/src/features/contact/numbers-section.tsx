import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Check, Copy, Merge, Split } from 'lucide-react';
import { lazy, Suspense, useEffect, useState } from 'react';
import { keys } from '@/live/keys';
import { formatDate, formatPhone } from '@/shared/format';
import { useT } from '@/shared/i18n/i18n';
import { useNames } from '@/shared/team/people';
import { Button, IconButton } from '@/shared/ui/button';
import { toast } from '@/shared/ui/toast';
import type { Contact, Merged } from './api/get-contact';
import { splitContact } from './api/merge';
import { Section } from './section';
import { whyNot } from './why-not';

const MergeDialog = lazy(async () => ({ default: (await import('./merge-dialog')).MergeDialog }));

const COPIED_MS = 2_000;

/** The numbers of this person, and which of them came by a merge. */
export function NumbersSection({ contact, external }: { contact: Contact; external: string }) {
  const { t } = useT();
  const [merging, setMerging] = useState(false);
  return (
    <Section title={t('contact.numbers')}>
      <ul className="flex flex-col gap-1">
        {contact.numbers.map((number) => (
          <NumberLine
            key={number}
            number={number}
            merged={contact.merged.find((one) => one.external === number)}
            external={external}
          />
        ))}
      </ul>
      <Button look="soft" className="mt-2.5 w-full" onClick={() => setMerging(true)}>
        <Merge className="size-4" aria-hidden="true" />
        {t('contact.merge')}
      </Button>
      {merging && (
        <Suspense>
          <MergeDialog contact={contact} external={external} onClose={() => setMerging(false)} />
        </Suspense>
      )}
    </Section>
  );
}

interface NumberLineProps {
  number: string;
  merged: Merged | undefined;
  external: string;
}

function NumberLine({ number, merged, external }: NumberLineProps) {
  const { t, language } = useT();
  const names = useNames();
  const [asking, setAsking] = useState(false);
  const shown = formatPhone(number);
  return (
    <li data-number={number}>
      <div className="flex min-h-9 items-center gap-1">
        <span className="min-w-0 flex-1 text-sm">
          <span className="tabular-nums">{shown}</span>
          {merged !== undefined && (
            <span className="block text-xs text-ink-3">
              {t('contact.mergedBy', {
                user: names(merged.by),
                when: formatDate(new Date(merged.at), language),
              })}
            </span>
          )}
        </span>
        <CopyButton text={number} label={t('contact.copy', { number: shown })} />
        {merged !== undefined && (
          <IconButton
            small
            label={t('contact.split', { number: shown })}
            aria-expanded={asking}
            onClick={() => setAsking(!asking)}
          >
            <Split className="size-4" aria-hidden="true" />
          </IconButton>
        )}
      </div>
      {asking && merged !== undefined && (
        <SplitQuestion merged={merged} external={external} onDone={() => setAsking(false)} />
      )}
    </li>
  );
}

function CopyButton({ text, label }: { text: string; label: string }) {
  const { t } = useT();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) {
      return;
    }
    const timer = setTimeout(() => setCopied(false), COPIED_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <>
      <span role="status" className="sr-only">
        {copied && t('contact.copied')}
      </span>
      <IconButton
        small
        label={label}
        onClick={() => {
          navigator.clipboard.writeText(text).then(
            () => setCopied(true),
            () => toast(t('contact.notCopied')),
          );
        }}
      >
        {copied ? (
          <Check className="size-4 text-good" aria-hidden="true" />
        ) : (
          <Copy className="size-4" aria-hidden="true" />
        )}
      </IconButton>
    </>
  );
}

/** What the number will be called again, before it goes. */
function SplitQuestion({
  merged,
  external,
  onDone,
}: {
  merged: Merged;
  external: string;
  onDone: () => void;
}) {
  const { t } = useT();
  const client = useQueryClient();
  const [key] = useState(() => crypto.randomUUID());
  const shown = formatPhone(merged.external);
  const splitting = useMutation({
    mutationFn: () => splitContact(external, merged.external, key),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: keys.contacts });
      onDone();
    },
  });
  return (
    <div className="mb-1 rounded-xl bg-linen p-3 text-sm">
      <p>
        {merged.name == null
          ? t('contact.splitNameless', { number: shown })
          : t('contact.splitNamed', { number: shown, name: merged.name })}
      </p>
      <p role="alert" className="text-danger empty:hidden">
        {splitting.error === null ? '' : t('contact.notDone', { reason: whyNot(splitting.error, t) })}
      </p>
      <div className="mt-2 flex flex-wrap gap-2">
        <Button disabled={splitting.isPending} onClick={() => splitting.mutate()}>
          {t('contact.splitDo')}
        </Button>
        <Button look="plain" onClick={onDone}>
          {t('contact.cancel')}
        </Button>
      </div>
    </div>
  );
}
