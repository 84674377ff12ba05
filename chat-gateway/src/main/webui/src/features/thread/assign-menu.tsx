import { useQuery, useQueryClient } from '@tanstack/react-query';
import { ChevronDown, UserPlus, Users } from 'lucide-react';
import { useRef } from 'react';
import { useCommand } from '@/shared/commands';
import type { Thread } from '@/shared/contract';
import { useT } from '@/shared/i18n/i18n';
import { useMe } from '@/shared/me';
import { takersQuery, useNames } from '@/shared/team/people';
import type { Taker } from '@/shared/team/taker-list';
import { TakerList } from '@/shared/team/taker-list';
import { Avatar } from '@/shared/ui/avatar';
import { Button } from '@/shared/ui/button';
import { Popover } from '@/shared/ui/popover';
import type { ThreadChange } from './api/change-thread';

interface AssignProps {
  thread: Thread;
  onChange: (change: ThreadChange) => void;
}

/** Whose turn the conversation is, and a way to make it somebody else's. */
export function AssignMenu({ thread, onChange }: AssignProps) {
  const { t } = useT();
  const me = useMe();
  const names = useNames();
  const client = useQueryClient();
  const opener = useRef<HTMLButtonElement>(null);
  const assignee = thread.assignee ?? null;
  const team = thread.team ?? null;
  const free = assignee === null && team === null;
  const holder =
    assignee === me.user
      ? t('thread.you')
      : assignee !== null
        ? names(assignee)
        : team !== null
          ? t('team.assign.team', { team })
          : null;

  useCommand({
    id: 'thread.assign',
    title: t('team.commands.assign'),
    keys: 'a',
    run: () => opener.current?.click(),
  });
  useCommand({
    id: 'thread.assignMe',
    title: t('team.commands.assignMe'),
    keys: 'm',
    run: () => onChange({ what: 'assignee', assignee: me.user }),
    when: assignee !== me.user,
  });

  return (
    <span className="flex items-center">
      {free && (
        <Button
          look="soft"
          onClick={() => onChange({ what: 'assignee', assignee: me.user })}
          className="rounded-r-none max-md:px-2.5"
        >
          <UserPlus className="size-4" aria-hidden="true" />
          <span className="@max-3xl:sr-only">{t('thread.assignMe')}</span>
        </Button>
      )}
      <Popover
        label={t('team.assign.title')}
        className="top-11 right-0 w-72 max-w-[calc(100vw-1.5rem)] max-sm:-right-20"
        trigger={(props) => (
          <button
            ref={opener}
            type="button"
            data-holder={assignee ?? team ?? ''}
            aria-label={holder === null ? t('team.assign.to') : t('team.assign.has', { who: holder })}
            title={holder === null ? t('team.assign.to') : t('team.assign.has', { who: holder })}
            onPointerEnter={() => void client.query(takersQuery(thread.id)).catch(() => undefined)}
            {...props}
            className={
              free
                ? 'grid h-9 w-8 place-items-center rounded-r-lg border-l border-paper bg-thread-soft text-thread-strong hover:brightness-[0.97] dark:hover:brightness-110'
                : 'flex h-9 items-center gap-2 rounded-full border border-line px-1 text-sm font-medium hover:bg-hover aria-expanded:bg-thread-soft @xl:pr-3'
            }
          >
            {free ? (
              <ChevronDown className="size-4" aria-hidden="true" />
            ) : (
              <>
                {assignee !== null ? (
                  <Avatar name={names(assignee)} phone={assignee} size="sm" />
                ) : (
                  <span className="grid size-7 place-items-center rounded-full bg-pressed text-ink-2">
                    <Users className="size-4" aria-hidden="true" />
                  </span>
                )}
                <span className="hidden max-w-28 truncate @xl:inline">{holder}</span>
              </>
            )}
          </button>
        )}
      >
        {(close) => (
          <Choices
            thread={thread}
            current={
              assignee !== null
                ? { kind: 'user', user: assignee }
                : team !== null
                  ? { kind: 'team', team }
                  : { kind: 'nobody' }
            }
            onPick={(taker) => {
              close();
              onChange(changeTo(taker));
            }}
          />
        )}
      </Popover>
    </span>
  );
}

function changeTo(taker: Taker): ThreadChange {
  switch (taker.kind) {
    case 'user':
      return { what: 'assignee', assignee: taker.user };
    case 'team':
      return { what: 'assignee', assignee: null, team: taker.team };
    case 'nobody':
      return { what: 'assignee', assignee: null };
  }
}

interface ChoicesProps {
  thread: Thread;
  current: Taker;
  onPick: (taker: Taker) => void;
}

function Choices({ thread, current, onPick }: ChoicesProps) {
  const { t } = useT();
  const me = useMe();
  const takers = useQuery(takersQuery(thread.id));
  return (
    <TakerList
      takers={takers.data}
      failed={takers.isError}
      me={me.user}
      withMe
      nobodyLabel={t('team.assign.nobody')}
      current={current}
      onPick={onPick}
      label={t('team.assign.search')}
    />
  );
}
