import { useMutation, useQueryClient } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useId, useState } from 'react';
import { useT } from '@/shared/i18n/i18n';
import { Button, IconButton } from '@/shared/ui/button';
import { Dialog } from '@/shared/ui/dialog';
import { dismiss } from './api/dismiss';
import type { RedriveAnswer, RedriveScope } from './api/redrive';
import { MOST_PLACES, redrive } from './api/redrive';
import { Busy, counted, reasonOf } from './parts';
import type { Selection } from './rows';

/** One call, with the key that makes its repetition harmless. */
interface RedriveCall {
  scope: RedriveScope;
  key: string;
}
interface DismissCall {
  places: readonly string[];
  key: string;
}

function inCalls(places: readonly string[]): { places: readonly string[]; key: string }[] {
  return Array.from({ length: Math.ceil(places.length / MOST_PLACES) }, (_, index) => ({
    places: places.slice(index * MOST_PLACES, (index + 1) * MOST_PLACES),
    key: crypto.randomUUID(),
  }));
}

/** What can be done about records that wait: try them again, or say why not. */
export function useSettle() {
  const client = useQueryClient();
  const settled = () => client.invalidateQueries({ queryKey: ['journal'] });
  const redriving = useMutation({
    mutationFn: async (calls: readonly RedriveCall[]) => {
      const sum: RedriveAnswer = { redriven: 0, still: [], failed: [] };
      for (const { scope, key } of calls) {
        const one = await redrive(scope, key);
        sum.redriven += one.redriven;
        sum.still.push(...one.still);
        sum.failed.push(...one.failed);
      }
      return sum;
    },
    onSettled: settled,
  });
  const dismissing = useMutation({
    mutationFn: async ({ calls, note }: { calls: readonly DismissCall[]; note: string }) => {
      let sum = 0;
      for (const { places, key } of calls) {
        sum += await dismiss(places, note, key);
      }
      return sum;
    },
    onSettled: settled,
  });
  return {
    busy: redriving.isPending || dismissing.isPending,
    redriving,
    dismissing,
    redrive: (places: readonly string[]): void => {
      dismissing.reset();
      redriving.mutate(inCalls(places).map(({ places: part, key }) => ({ scope: { places: part }, key })));
    },
    redriveTopic: (topic: string): void => {
      dismissing.reset();
      redriving.mutate([{ scope: { topic }, key: crypto.randomUUID() }]);
    },
    dismiss: (places: readonly string[], note: string): void => {
      redriving.reset();
      dismissing.mutate({ calls: inCalls(places), note });
    },
    hide: (): void => {
      redriving.reset();
      dismissing.reset();
    },
  };
}
export type Settling = ReturnType<typeof useSettle>;

/** Says what came of it, where a screen reader hears it. */
export function SettleResult({ settling }: { settling: Settling }) {
  const { t, language } = useT();
  const { redriving, dismissing } = settling;
  const answer = redriving.data;
  const error = redriving.error ?? dismissing.error;
  const told = settling.busy || answer !== undefined || dismissing.data !== undefined || error !== null;
  return (
    <div role="status" data-settled={told ? '' : undefined}>
      {told && (
        <div
          className={`mb-3 flex items-start gap-2 rounded-xl px-3.5 py-2.5 text-sm ${error === null ? 'bg-thread-soft text-thread-strong' : 'bg-danger-soft text-danger'}`}
        >
          <div className="min-w-0 flex-1">
            {settling.busy && (
              <p className="flex items-center gap-2">
                <Busy />
                {t('journal.settle.working')}
              </p>
            )}
            {error !== null && <p>{t('journal.notDone', { reason: reasonOf(error, t) })}</p>}
            {answer !== undefined &&
              (answer.redriven > 0 || answer.still.length + answer.failed.length === 0) && (
                <p className="font-medium">
                  {t('journal.settle.redriven', counted(answer.redriven, language))}
                </p>
              )}
            {answer !== undefined && answer.still.length > 0 && (
              <Reasons
                title={t('journal.settle.still', counted(answer.still.length, language))}
                reasons={answer.still.map((one) => one.reason)}
              />
            )}
            {answer !== undefined && answer.failed.length > 0 && (
              <Reasons
                title={t('journal.settle.failed', counted(answer.failed.length, language))}
                reasons={answer.failed.map((one) => one.reason)}
              />
            )}
            {dismissing.data !== undefined && (
              <p className="font-medium">
                {t('journal.settle.dismissed', counted(dismissing.data, language))}
              </p>
            )}
          </div>
          {!settling.busy && (
            <IconButton
              small
              label={t('journal.settle.hide')}
              onClick={settling.hide}
              className="text-current"
            >
              <X className="size-4" aria-hidden="true" />
            </IconButton>
          )}
        </div>
      )}
    </div>
  );
}

/** The same reason said once, with how often. */
function Reasons({ title, reasons }: { title: string; reasons: readonly string[] }) {
  const counts = new Map<string, number>();
  reasons.forEach((reason) => counts.set(reason, (counts.get(reason) ?? 0) + 1));
  return (
    <>
      <p className="font-medium">{title}</p>
      <ul className="list-disc pl-5">
        {[...counts].map(([reason, count]) => (
          <li key={reason} lang="en" className="[overflow-wrap:anywhere]">
            {reason}
            {count > 1 && ` ×${count}`}
          </li>
        ))}
      </ul>
    </>
  );
}

interface SettleBarProps {
  selection: Selection;
  settling: Settling;
  onDismiss: (places: readonly string[]) => void;
}

/** What can be done with the ticked rows. */
export function SettleBar({ selection, settling, onDismiss }: SettleBarProps) {
  const { t } = useT();
  if (selection.ids.length === 0) {
    return null;
  }
  const name = t('journal.selected', { count: selection.ids.length });
  return (
    <div
      role="region"
      aria-label={name}
      className="pop sticky bottom-3 z-20 mx-auto mt-3 flex w-fit max-w-full flex-wrap items-center gap-2 rounded-xl border border-line bg-raised py-2 pr-2 pl-4 text-sm shadow-float"
    >
      <span className="font-medium">{name}</span>
      <Button disabled={settling.busy} onClick={() => settling.redrive(selection.ids)}>
        {t('journal.settle.redriveSelected')}
      </Button>
      <Button look="soft" disabled={settling.busy} onClick={() => onDismiss(selection.ids)}>
        {t('journal.settle.dismissSelected')}
      </Button>
      <Button look="plain" onClick={selection.clear}>
        {t('journal.clearSelection')}
      </Button>
    </div>
  );
}

interface SettleRowProps {
  place: string;
  name: string;
  settling: Settling;
  onDismiss: (places: readonly string[]) => void;
}

/** What can be done with one row. */
export function SettleRow({ place, name, settling, onDismiss }: SettleRowProps) {
  const { t } = useT();
  return (
    <span className="relative z-10 flex flex-wrap gap-1">
      <Button
        look="soft"
        className="h-8 px-2.5"
        disabled={settling.busy}
        aria-label={t('journal.settle.redriveThis', { what: name })}
        onClick={() => settling.redrive([place])}
      >
        {t('journal.settle.redrive')}
      </Button>
      <Button
        look="plain"
        className="h-8 px-2.5"
        disabled={settling.busy}
        aria-label={t('journal.settle.dismissThis', { what: name })}
        onClick={() => onDismiss([place])}
      >
        {t('journal.settle.dismiss')}
      </Button>
    </span>
  );
}

interface DismissDialogProps {
  places: readonly string[];
  onDismiss: (note: string) => void;
  onClose: () => void;
}

/** A reason is not optional: whoever finds the record later must know why nobody tried it again. */
export function DismissDialog({ places, onDismiss, onClose }: DismissDialogProps) {
  const { t, language } = useT();
  const id = useId();
  const [note, setNote] = useState('');
  const [empty, setEmpty] = useState(false);
  return (
    <Dialog title={t('journal.settle.dismissTitle')} closeLabel={t('journal.close')} onClose={onClose}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (note.trim() === '') {
            setEmpty(true);
            event.currentTarget.querySelector('textarea')?.focus();
          } else {
            onDismiss(note.trim());
          }
        }}
      >
        <p className="mb-3 text-sm text-ink-2">
          {t('journal.settle.dismissText', counted(places.length, language))}
        </p>
        <label htmlFor={id} className="mb-1 block text-sm font-medium">
          {t('journal.settle.note')}
        </label>
        <textarea
          id={id}
          rows={3}
          maxLength={500}
          required
          value={note}
          aria-invalid={empty && note.trim() === ''}
          aria-describedby={`${id}-problem`}
          onChange={(event) => setNote(event.target.value)}
          className="w-full rounded-xl border border-line-strong bg-raised px-3 py-2 text-sm focus:border-thread focus:outline-2 focus:outline-thread/30"
        />
        <p id={`${id}-problem`} role="alert" className="min-h-5 text-xs text-danger">
          {empty && note.trim() === '' ? t('journal.settle.noteEmpty') : ''}
        </p>
        <div className="mt-2 flex justify-end gap-2">
          <Button look="plain" onClick={onClose}>
            {t('journal.cancel')}
          </Button>
          <Button type="submit">{t('journal.settle.dismissYes')}</Button>
        </div>
      </form>
    </Dialog>
  );
}

/** Asks before everything that is open goes through again. */
export function RedriveAll({ topic, open, settling }: { topic: string; open: number; settling: Settling }) {
  const { t, language } = useT();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button look="soft" disabled={open === 0 || settling.busy} onClick={() => setAsking(true)}>
        {t('journal.settle.redriveAll')}
      </Button>
      {asking && (
        <Dialog
          title={t('journal.settle.redriveAllTitle')}
          closeLabel={t('journal.close')}
          onClose={() => setAsking(false)}
        >
          <p className="text-sm text-ink-2">{t('journal.settle.redriveAllText', counted(open, language))}</p>
          <div className="mt-4 flex flex-wrap justify-end gap-2">
            <Button look="plain" onClick={() => setAsking(false)}>
              {t('journal.cancel')}
            </Button>
            <Button
              onClick={() => {
                setAsking(false);
                settling.redriveTopic(topic);
              }}
            >
              {t('journal.settle.redriveAllYes')}
            </Button>
          </div>
        </Dialog>
      )}
    </>
  );
}
