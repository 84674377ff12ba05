import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ArrowRight, UserRound, Users } from 'lucide-react';
import type { SubmitEvent } from 'react';
import { useId, useMemo, useState } from 'react';
import { keys } from '@/live/keys';
import { useT } from '@/shared/i18n/i18n';
import '@/shared/i18n/talk-texts';
import { useMe } from '@/shared/me';
import { peopleQuery, useNames } from '@/shared/team/people';
import type { Taker } from '@/shared/team/taker-list';
import { TakerList } from '@/shared/team/taker-list';
import { Button } from '@/shared/ui/button';
import { Dialog } from '@/shared/ui/dialog';
import { toast } from '@/shared/ui/toast';
import { waitingKey, waitingQuery } from './api/claim';
import type { Recipient } from './api/hand-over';
import { handOver, takeBack } from './api/hand-over';
import { offerBack, reasonOf } from './offer-back';

/** The end of a shift: everything this agent has goes to somebody else, with a line for them. */
export function HandOverDialog({ onClose }: { onClose: () => void }) {
  const { t } = useT();
  const me = useMe();
  const names = useNames();
  const client = useQueryClient();
  const people = useQuery(peopleQuery);
  const { data: mine } = useQuery(waitingQuery(null));
  const [to, setTo] = useState<Taker | null>(null);
  const [note, setNote] = useState('');
  const [snoozed, setSnoozed] = useState(false);
  const [key] = useState(() => crypto.randomUUID());
  const noteId = useId();
  const hintId = useId();
  const takers = useMemo(
    () =>
      people.data === undefined
        ? undefined
        : {
            people: people.data,
            teams: [...new Set([...me.teams, ...people.data.flatMap(({ teams }) => teams)])].sort(),
          },
    [people.data, me.teams],
  );
  const count = (mine?.mine ?? 0) + (snoozed ? (mine?.asleep ?? 0) : 0);

  function moved(): void {
    void client.invalidateQueries({ queryKey: waitingKey });
    void client.invalidateQueries({ queryKey: keys.lists });
  }
  const send = useMutation({
    mutationFn: (taker: Taker) => handOver({ to: recipientOf(taker), note: note.trim(), snoozed }, key),
    onSuccess: ({ threads, left, ids }, taker) => {
      const what = [
        t('team.handOver.done', { count: threads }),
        ...(left > 0 ? [t('team.handOver.left', { count: left })] : []),
      ].join('. ');
      const backKey = crypto.randomUUID();
      if (ids.length === 0) {
        toast(what);
      } else {
        offerBack(what, async () => {
          const back = await takeBack(ids, recipientOf(taker), backKey);
          moved();
          return back.threads === 0
            ? t('team.undo.late')
            : [
                t('team.handOver.back', { count: back.threads }),
                ...(back.left > 0 ? [t('team.handOver.stayed', { count: back.left })] : []),
              ].join('. ');
        });
      }
      moved();
      onClose();
    },
  });

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    if (to !== null && !send.isPending) {
      send.mutate(to);
    }
  }

  return (
    <Dialog title={t('team.handOver.title')} closeLabel={t('team.handOver.close')} onClose={onClose}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <p className="text-sm text-pretty text-ink-2" data-mine={mine?.mine}>
          {mine === undefined ? t('team.handOver.counting') : t('team.handOver.lead', { count: mine.mine })}
        </p>
        {to === null ? (
          <TakerList
            takers={takers}
            failed={people.isError}
            me={me.user}
            withMe={false}
            nobodyLabel={t('team.handOver.everybody')}
            current={null}
            onPick={setTo}
            label={t('team.handOver.search')}
          />
        ) : (
          <button
            type="button"
            onClick={() => setTo(null)}
            className="flex items-center gap-2.5 rounded-lg border border-line-strong px-3 py-2 text-left text-sm hover:bg-hover"
          >
            <ArrowRight className="size-4 text-thread" aria-hidden="true" />
            <span className="sr-only">{t('team.handOver.to')}: </span>
            {to.kind === 'team' ? (
              <Users className="size-4 text-ink-3" aria-hidden="true" />
            ) : (
              <UserRound className="size-4 text-ink-3" aria-hidden="true" />
            )}
            <span className="font-semibold">
              {to.kind === 'user'
                ? names(to.user)
                : to.kind === 'team'
                  ? t('team.assign.team', { team: to.team })
                  : t('team.handOver.everybody')}
            </span>
          </button>
        )}
        <div>
          <label htmlFor={noteId} className="mb-1 block text-sm font-medium">
            {t('team.handOver.note')}
          </label>
          <textarea
            id={noteId}
            rows={2}
            maxLength={2_000}
            value={note}
            aria-describedby={hintId}
            onChange={(event) => setNote(event.target.value)}
            className="w-full rounded-lg border border-line-strong bg-raised px-3 py-2 text-sm focus:border-thread focus:outline-none"
          />
          <p id={hintId} className="text-xs text-ink-3">
            {t('team.handOver.noteHint')}
          </p>
        </div>
        {(mine?.asleep ?? 0) > 0 && (
          <label className="flex items-center gap-2.5 text-sm">
            <input
              type="checkbox"
              checked={snoozed}
              onChange={(event) => setSnoozed(event.target.checked)}
              className="size-4 accent-thread"
            />
            {t('team.handOver.snoozed')} ({mine?.asleep})
          </label>
        )}
        {send.isError && (
          <p role="alert" className="text-sm text-danger">
            {t('team.handOver.failed', { reason: reasonOf(send.error) })}
          </p>
        )}
        <div className="flex justify-end gap-2">
          <Button look="plain" onClick={onClose}>
            {t('team.handOver.cancel')}
          </Button>
          <Button type="submit" disabled={to === null || count === 0 || send.isPending}>
            {t(send.isPending ? 'team.handOver.going' : 'team.handOver.go')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function recipientOf(taker: Taker): Recipient {
  switch (taker.kind) {
    case 'user':
      return { user: taker.user };
    case 'team':
      return { team: taker.team };
    case 'nobody':
      return null;
  }
}
