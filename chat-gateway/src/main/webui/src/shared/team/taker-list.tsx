import { Users, UserRound } from 'lucide-react';
import type { KeyboardEvent, ReactNode } from 'react';
import { useId, useState } from 'react';
import { useNow } from '@/shared/clock';
import { useT } from '@/shared/i18n/i18n';
import { Avatar } from '@/shared/ui/avatar';
import type { Person, Takers } from './people';
import { fold, isCalled } from './people';
import './texts';

/** Whose turn it may become. */
export type Taker = { kind: 'user'; user: string } | { kind: 'team'; team: string } | { kind: 'nobody' };

interface Choice {
  key: string;
  taker: Taker;
  label: string;
  detail: string | null;
  icon: ReactNode;
}

interface TakerListProps {
  takers: Takers | undefined;
  failed: boolean;
  me: string;
  /** Whether the list offers the reader themselves, first. */
  withMe: boolean;
  nobodyLabel: string;
  current: Taker | null;
  onPick: (taker: Taker) => void;
  /** The name of the field. */
  label: string;
}

const HERE_MS = 10 * 60_000;

/** A field that finds people and teams; the arrows choose and Enter takes what is chosen. */
export function TakerList(props: TakerListProps) {
  const { takers, failed, current, onPick, label } = props;
  const { t } = useT();
  const now = useNow(60_000);
  const [words, setWords] = useState('');
  const [active, setActive] = useState(0);
  const listId = useId();
  const choices = choicesOf(props, words, t, now);
  const at = Math.min(active, choices.length - 1);
  const optionId = (index: number): string => `${listId}-${index}`;

  function onKeyDown(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && choices.length > 0) {
      event.preventDefault();
      const next = (at + step + choices.length) % choices.length;
      setActive(next);
      document.getElementById(optionId(next))?.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter') {
      event.preventDefault();
      const chosen = choices[at];
      if (chosen !== undefined) {
        onPick(chosen.taker);
      }
    }
  }

  return (
    <div className="flex flex-col gap-1.5">
      <input
        type="text"
        role="combobox"
        aria-label={label}
        aria-expanded
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={choices.length === 0 ? undefined : optionId(at)}
        placeholder={label}
        autoComplete="off"
        spellCheck={false}
        value={words}
        onChange={(event) => {
          setWords(event.target.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
        className="h-9 w-full rounded-lg border border-line-strong bg-paper px-3 text-sm placeholder:text-ink-3 focus:border-thread focus:outline-none"
      />
      <div id={listId} role="listbox" aria-label={label} className="max-h-72 overflow-y-auto">
        {choices.map((choice, index) => (
          // The field keeps the focus and has the keys; a press on a line does the same.
          // eslint-disable-next-line jsx-a11y/click-events-have-key-events
          <div
            key={choice.key}
            id={optionId(index)}
            role="option"
            tabIndex={-1}
            aria-selected={current !== null && same(current, choice.taker)}
            data-active={index === at}
            onClick={() => onPick(choice.taker)}
            onPointerMove={() => setActive(index)}
            className="flex cursor-pointer items-center gap-2.5 rounded-lg px-2 py-1.5 text-sm aria-selected:font-semibold data-[active=true]:bg-thread-soft"
          >
            {choice.icon}
            <span className="min-w-0 flex-1 truncate">{choice.label}</span>
            {choice.detail !== null && <span className="shrink-0 text-xs text-ink-3">{choice.detail}</span>}
          </div>
        ))}
      </div>
      {choices.length === 0 && <p className="px-2 pb-1 text-sm text-ink-3">{t('team.assign.none')}</p>}
      {failed && takers === undefined && (
        <p role="alert" className="px-2 pb-1 text-sm text-danger">
          {t('team.assign.failed')}
        </p>
      )}
    </div>
  );
}

function same(one: Taker, other: Taker): boolean {
  return (
    (one.kind === 'user' && other.kind === 'user' && one.user === other.user) ||
    (one.kind === 'team' && other.kind === 'team' && one.team === other.team) ||
    (one.kind === 'nobody' && other.kind === 'nobody')
  );
}

const PICTURE = 'grid size-7 shrink-0 place-items-center rounded-full bg-pressed text-ink-2';

function choicesOf(
  { takers, me, withMe, nobodyLabel }: TakerListProps,
  words: string,
  t: ReturnType<typeof useT>['t'],
  now: number,
): Choice[] {
  const others = (takers?.people ?? []).filter((person) => person.user !== me && isCalled(person, words));
  const sought = fold(words.trim());
  const fits = (name: string): boolean => fold(name).includes(sought);
  const person = ({ user, name, seenAt }: Person): Choice => ({
    key: `user ${user}`,
    taker: { kind: 'user', user },
    label: name === user ? user : `${name} (${user})`,
    detail: now - Date.parse(seenAt) < HERE_MS ? t('team.assign.here') : null,
    icon: <Avatar name={name} phone={user} size="sm" />,
  });
  const choices: Choice[] = [];
  if (withMe && (fits(t('team.assign.me')) || fits(me))) {
    choices.push({
      key: 'me',
      taker: { kind: 'user', user: me },
      label: t('team.assign.me'),
      detail: null,
      icon: <Avatar name={me} phone={me} size="sm" />,
    });
  }
  choices.push(...others.map(person));
  for (const team of takers?.teams ?? []) {
    const label = t('team.assign.team', { team });
    if (fits(label)) {
      choices.push({
        key: `team ${team}`,
        taker: { kind: 'team', team },
        label,
        detail: null,
        icon: (
          <span className={PICTURE} aria-hidden="true">
            <Users className="size-4" />
          </span>
        ),
      });
    }
  }
  if (fits(nobodyLabel)) {
    choices.push({
      key: 'nobody',
      taker: { kind: 'nobody' },
      label: nobodyLabel,
      detail: null,
      icon: (
        <span className={PICTURE} aria-hidden="true">
          <UserRound className="size-4" />
        </span>
      ),
    });
  }
  return choices;
}
