import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Check, Plus, Settings2 } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { useId, useState } from 'react';
import { Link } from 'wouter';
import { useT } from '@/shared/i18n/i18n';
import { isManager, useMe } from '@/shared/me';
import { LabelDot } from '@/shared/ui/label-chip';
import type { Label } from '@/shared/workspace/labels';
import { createLabel, labelColors, labelsQuery } from '@/shared/workspace/labels';
import '@/shared/workspace/texts';
import { problemText } from './problem-text';

const LONGEST = 50;

/** Puts labels of the catalogue on a thread and takes them off; managers make a new one while they are at it. */
export function LabelEditor({
  labels,
  onChange,
}: {
  labels: readonly string[];
  onChange: (labels: string[]) => void;
}) {
  const { t } = useT();
  const me = useMe();
  const client = useQueryClient();
  const id = useId();
  const catalogue = useQuery(labelsQuery);
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const name = text.trim().replace(/\s+/g, ' ');
  const all = catalogue.data ?? [];
  const shown = all.filter((label) => plain(label.name).includes(plain(name)));
  const makes =
    isManager(me) &&
    name !== '' &&
    !all.some((label) => plain(label.name) === plain(name)) &&
    catalogue.isSuccess;
  const last = shown.length - 1 + (makes ? 1 : 0);
  const active = Math.min(at, last);

  const create = useMutation({
    mutationFn: () =>
      createLabel(
        { name, color: labelColors[(all.length + 1) % labelColors.length] ?? 'grey' },
        crypto.randomUUID(),
      ),
    onSuccess: (label) => {
      client.setQueryData<Label[]>(labelsQuery.queryKey, (known) => [...(known ?? []), label]);
      setText('');
      change([...labels, label.key]);
    },
  });

  /** What is no longer in the catalogue goes with the next change. */
  function change(next: readonly string[]): void {
    const known = client.getQueryData<Label[]>(labelsQuery.queryKey) ?? [];
    onChange(next.filter((key) => known.some((label) => label.key === key)));
  }

  function toggle({ key }: Label): void {
    change(labels.includes(key) ? labels.filter((other) => other !== key) : [...labels, key]);
  }

  function choose(index: number): void {
    const label = shown[index];
    if (label !== undefined) {
      toggle(label);
    } else if (makes && !create.isPending) {
      create.mutate();
    }
  }

  function onKeyDown(event: KeyboardEvent): void {
    const to = { ArrowDown: active + 1, ArrowUp: active - 1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      setAt(Math.max(0, Math.min(to, last)));
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault();
      choose(active);
    }
  }

  const option =
    'flex min-h-9 w-full cursor-pointer items-center gap-2.5 rounded-lg px-2.5 text-left text-sm hover:bg-hover data-[active=true]:bg-thread-soft';
  return (
    <div>
      <input
        value={text}
        maxLength={LONGEST}
        role="combobox"
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={last < 0 ? undefined : `${id}-${active}`}
        aria-autocomplete="list"
        aria-label={t('workspace.picker.search')}
        placeholder={t('workspace.picker.search')}
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
        className="mb-1.5 h-9 w-full rounded-lg border border-line-strong bg-paper px-3 text-sm placeholder:text-ink-3 focus:border-thread focus:outline-none"
      />
      <div
        id={`${id}-list`}
        role="listbox"
        aria-multiselectable="true"
        aria-label={t('workspace.picker.list')}
        className="max-h-64 overflow-y-auto"
      >
        {shown.map((label, index) => (
          // The search field has the focus and the keys; a press here is the same as Enter there.
          <button
            type="button"
            tabIndex={-1}
            onMouseDown={(event) => event.preventDefault()}
            key={label.key}
            id={`${id}-${index}`}
            role="option"
            aria-selected={labels.includes(label.key)}
            data-active={index === active}
            data-option={label.key}
            className={option}
            onClick={() => toggle(label)}
          >
            <LabelDot color={label.color} />
            <span className="min-w-0 flex-1 truncate">{label.name}</span>
            {labels.includes(label.key) && <Check className="size-4 text-thread" aria-hidden="true" />}
          </button>
        ))}
        {makes && (
          <button
            type="button"
            tabIndex={-1}
            onMouseDown={(event) => event.preventDefault()}
            id={`${id}-${shown.length}`}
            role="option"
            aria-selected="false"
            data-active={active === shown.length}
            className={option}
            onClick={() => choose(shown.length)}
          >
            <Plus className="size-4 text-ink-3" aria-hidden="true" />
            <span className="min-w-0 flex-1 truncate">{t('workspace.picker.create', { name })}</span>
          </button>
        )}
      </div>
      <p role="status" className="px-2.5 text-sm text-ink-3 empty:hidden">
        {create.isError
          ? problemText(create.error, t)
          : last >= 0
            ? ''
            : catalogue.isPending
              ? t('workspace.loading')
              : catalogue.isError
                ? t('workspace.failed')
                : t(all.length === 0 ? 'workspace.picker.empty' : 'workspace.picker.none')}
      </p>
      {isManager(me) && (
        <Link
          href="/workspace"
          className="mt-1 flex min-h-9 items-center gap-2.5 border-t border-line px-2.5 pt-1 text-sm text-ink-2 hover:text-ink"
        >
          <Settings2 className="size-4 text-ink-3" aria-hidden="true" />
          {t('workspace.picker.manage')}
        </Link>
      )}
    </div>
  );
}

function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLocaleLowerCase()
    .trim();
}
