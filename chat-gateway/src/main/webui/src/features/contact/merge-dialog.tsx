import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Search } from 'lucide-react';
import { useDeferredValue, useId, useState } from 'react';
import { keys } from '@/live/keys';
import { formatPhone } from '@/shared/format';
import { useT } from '@/shared/i18n/i18n';
import { Problem } from '@/shared/problem';
import { Avatar } from '@/shared/ui/avatar';
import { Button } from '@/shared/ui/button';
import { Dialog } from '@/shared/ui/dialog';
import { FailedState, Skeleton } from '@/shared/ui/states';
import { toast } from '@/shared/ui/toast';
import { fieldsQuery } from './api/fields';
import type { FoundContact } from './api/find-contacts';
import { foundContactsQuery } from './api/find-contacts';
import type { ContactCard } from './api/get-contact';
import type { MergePreview } from './api/merge';
import { mergeContacts, mergePreviewQuery } from './api/merge';
import { whyNot } from './why-not';

const inputLook =
  'w-full rounded-lg border border-line-strong bg-raised px-3 py-2 text-sm focus:border-thread focus:outline-2 focus:outline-thread/30 aria-invalid:border-danger';

interface MergeDialogProps {
  contact: ContactCard;
  external: string;
  onClose: () => void;
}

/** Makes one contact of two: first which other one, then what the one will say, and only then it happens. */
export function MergeDialog({ contact, external, onClose }: MergeDialogProps) {
  const { t } = useT();
  const [other, setOther] = useState<FoundContact | null>(null);
  return (
    <Dialog
      title={other === null ? t('contact.mergeWith') : t('contact.mergeTitle')}
      closeLabel={t('contact.close')}
      onClose={onClose}
    >
      {other === null ? (
        <Choose contact={contact} onChoose={setOther} />
      ) : (
        <Preview
          external={external}
          other={other.external}
          onBack={() => setOther(null)}
          onMerged={(merged) => {
            toast(t('contact.mergedDone', { name: merged.name ?? formatPhone(merged.external) }));
            onClose();
          }}
        />
      )}
    </Dialog>
  );
}

function Choose({ contact, onChoose }: { contact: ContactCard; onChoose: (other: FoundContact) => void }) {
  const { t } = useT();
  const id = useId();
  const [typed, setTyped] = useState(contact.name?.split(' ')[0] ?? '');
  const text = useDeferredValue(typed.trim());
  const found = useQuery(foundContactsQuery(text));
  const others = (found.data ?? []).filter((one) => !contact.numbers.includes(one.external));
  return (
    <>
      <label htmlFor={id} className="mb-1 block text-sm text-ink-2">
        {t('contact.mergeSearch')}
      </label>
      <div className="relative">
        <Search className="absolute top-2.5 left-3 size-4 text-ink-3" aria-hidden="true" />
        <input
          id={id}
          type="search"
          value={typed}
          autoComplete="off"
          onChange={(event) => setTyped(event.target.value)}
          className={`${inputLook} pl-9`}
        />
      </div>
      <p role="status" className="mt-2 text-sm text-ink-3 empty:hidden">
        {found.data !== undefined && !found.isPlaceholderData
          ? others.length === 0
            ? t('contact.mergeNobody')
            : t('contact.mergeFound', { count: others.length })
          : ''}
      </p>
      {found.isError && <p role="alert">{t('contact.failed')}</p>}
      <ul className="-mx-2 mt-1 flex max-h-80 flex-col overflow-y-auto">
        {others.map((one) => (
          <li key={one.external}>
            <button
              type="button"
              data-candidate={one.external}
              onClick={() => onChoose(one)}
              className="flex w-full items-center gap-3 rounded-lg px-2 py-2 text-left hover:bg-hover"
            >
              <Avatar name={one.name} phone={one.external} size="lg" />
              <span className="min-w-0">
                <bdi className="block truncate text-sm font-medium">
                  {one.name ?? formatPhone(one.external)}
                </bdi>
                <span className="block truncate text-xs text-ink-3 tabular-nums">
                  {one.numbers.map(formatPhone).join(' · ')}
                </span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

interface PreviewProps {
  external: string;
  other: string;
  onBack: () => void;
  onMerged: (card: ContactCard) => void;
}

function Preview({ external, other, onBack, onMerged }: PreviewProps) {
  const { t } = useT();
  const preview = useQuery(mergePreviewQuery(external, other));
  if (preview.data === undefined) {
    return preview.isError ? (
      <FailedState
        text={
          preview.error instanceof Problem && preview.error.slug === 'same-contact'
            ? t('contact.sameAlready')
            : t('contact.failed')
        }
        retryLabel={t('contact.back')}
        onRetry={onBack}
      />
    ) : (
      <Skeleton label={t('contact.loading')}>
        <div className="h-40 rounded-xl bg-line" />
      </Skeleton>
    );
  }
  return (
    <Choice
      // A newer preview is a question of its own.
      key={`${preview.data.version} ${preview.data.withVersion}`}
      preview={preview.data}
      external={external}
      other={other}
      onBack={onBack}
      onMerged={onMerged}
      onStale={() => void preview.refetch()}
    />
  );
}

interface ChoiceProps extends PreviewProps {
  preview: MergePreview;
  onStale: () => void;
}

const ANOTHER = '\u0000';

function Choice({ preview, external, other, onBack, onMerged, onStale }: ChoiceProps) {
  const { t } = useT();
  const id = useId();
  const client = useQueryClient();
  const form = useQuery(fieldsQuery);
  const [name, setName] = useState(preview.names[0] ?? ANOTHER);
  const [another, setAnother] = useState('');
  const [notes, setNotes] = useState(preview.notes ?? '');
  const [fields, setFields] = useState(preview.fields);
  const [stale, setStale] = useState(false);
  const [key] = useState(() => crypto.randomUUID());
  const chosen = name === ANOTHER ? another.trim() : name;
  const merging = useMutation({
    mutationFn: () =>
      mergeContacts(
        external,
        {
          with: other,
          name: chosen,
          notes,
          fields,
          version: preview.version,
          withVersion: preview.withVersion,
        },
        key,
      ),
    onSuccess: async (card) => {
      await client.invalidateQueries({ queryKey: keys.contacts });
      onMerged(card);
    },
    onError: (error) => {
      if (error instanceof Problem && error.slug === 'stale-contact') {
        setStale(true);
        onStale();
      }
    },
  });
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!merging.isPending) {
          merging.mutate();
        }
      }}
    >
      <p className="text-sm text-ink-2">{t('contact.mergeNumbers')}</p>
      <ul className="mt-1 mb-4 flex flex-wrap gap-x-4 gap-y-1 text-sm font-medium tabular-nums">
        {preview.numbers.map((number) => (
          <li key={number}>{formatPhone(number)}</li>
        ))}
      </ul>
      <fieldset>
        <legend className="mb-1 text-sm font-semibold">{t('contact.mergeName')}</legend>
        {preview.names.map((one) => (
          <Option
            key={one}
            group={`${id}-name`}
            label={one}
            checked={name === one}
            onChoose={() => setName(one)}
          />
        ))}
        <Option
          group={`${id}-name`}
          label={t('contact.mergeAnother')}
          checked={name === ANOTHER}
          onChoose={() => setName(ANOTHER)}
        />
        {name === ANOTHER && (
          <input
            aria-label={t('contact.name')}
            value={another}
            maxLength={200}
            dir="auto"
            autoComplete="off"
            onChange={(event) => setAnother(event.target.value)}
            className={`${inputLook} mt-1`}
          />
        )}
      </fieldset>
      {form.data?.fields
        .filter((field) => preview.conflicts[field.key] !== undefined)
        .map((field) => (
          <fieldset key={field.key} className="mt-4" data-conflict={field.key}>
            <legend className="mb-1 text-sm font-semibold">{field.name}</legend>
            {preview.conflicts[field.key]?.map((value) => (
              <Option
                key={value}
                group={`${id}-${field.key}`}
                label={value}
                checked={fields[field.key] === value}
                onChoose={() => setFields({ ...fields, [field.key]: value })}
              />
            ))}
          </fieldset>
        ))}
      <label htmlFor={`${id}-notes`} className="mt-4 mb-1 block text-sm font-semibold">
        {t('contact.notes')}
      </label>
      <textarea
        id={`${id}-notes`}
        value={notes}
        rows={4}
        maxLength={10_000}
        dir="auto"
        onChange={(event) => setNotes(event.target.value)}
        className={inputLook}
      />
      <p className="mt-3 text-xs text-pretty text-ink-3">{t('contact.mergeHint')}</p>
      <p role="alert" className="mt-2 text-sm text-danger empty:hidden">
        {stale
          ? t('contact.mergeStale')
          : merging.error === null
            ? ''
            : t('contact.notDone', { reason: whyNot(merging.error, t) })}
      </p>
      <div className="mt-4 flex flex-wrap justify-end gap-2">
        <Button look="plain" onClick={onBack}>
          {t('contact.back')}
        </Button>
        <Button type="submit" disabled={merging.isPending}>
          {t('contact.mergeDo')}
        </Button>
      </div>
    </form>
  );
}

interface OptionProps {
  group: string;
  label: string;
  checked: boolean;
  onChoose: () => void;
}

function Option({ group, label, checked, onChoose }: OptionProps) {
  return (
    <label className="flex min-h-9 items-center gap-2.5 rounded-lg px-2 text-sm hover:bg-hover has-checked:bg-thread-soft">
      <input type="radio" name={group} checked={checked} onChange={onChoose} className="accent-thread" />
      <bdi className="min-w-0 [overflow-wrap:anywhere]">{label}</bdi>
    </label>
  );
}
