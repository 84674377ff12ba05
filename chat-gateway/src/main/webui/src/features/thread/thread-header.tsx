import { ArrowLeft, ShieldAlert, ShieldCheck, Tag } from 'lucide-react';
import type { ReactNode } from 'react';
import { useRef } from 'react';
import { Link } from 'wouter';
import type { Presence } from '@/live/bridge';
import { ariaKeys, useCommand } from '@/shared/commands';
import type { Thread } from '@/shared/contract';
import { formatPhone } from '@/shared/format';
import { useT } from '@/shared/i18n/i18n';
import type { Names } from '@/shared/team/people';
import { useNames } from '@/shared/team/people';
import '@/shared/team/texts';
import { Afterwards } from '@/shared/ui/afterwards';
import { Avatar } from '@/shared/ui/avatar';
import { IconButton } from '@/shared/ui/button';
import { LabelChip } from '@/shared/ui/label-chip';
import { NumberName } from '@/shared/ui/number-name';
import { Popover } from '@/shared/ui/popover';
import { AssignMenu } from './assign-menu';
import { LabelEditor } from './label-editor';
import { OutsideHours } from './outside-hours';
import { StateMenu } from './state-menu';
import { useThreadChange } from './use-thread-change';

const LABELS_KEY = 'l';

interface HeaderProps {
  thread: Thread;
  presence: Presence;
  /** Back to the list, on a phone. */
  backAddress: string;
  onConsent: () => void;
  /** The button of what else there is to know about the contact. */
  contact?: ReactNode;
}

/** Whose thread it is, who has it, and what state it is in. */
export function ThreadHeader({ thread, presence, backAddress, onConsent, contact }: HeaderProps) {
  const { t } = useT();
  const change = useThreadChange(thread);
  const names = useNames();
  const labeller = useRef<HTMLButtonElement>(null);
  useCommand({
    id: 'thread.labels',
    title: t('team.commands.labels'),
    keys: LABELS_KEY,
    run: () => labeller.current?.click(),
  });
  const phone = formatPhone(thread.external);
  const typing = presence.typing.map(names);
  const viewers = presence.viewers.map(names);
  const isTyping = typing.length > 0;

  return (
    <header className="flex min-h-16 items-center gap-1 border-b border-line bg-paper py-2 pr-3 pl-2 sm:gap-3 md:pl-5">
      <Link
        href={backAddress}
        aria-label={t('thread.back')}
        className="grid size-9 shrink-0 place-items-center rounded-full text-ink-2 hover:bg-hover md:hidden"
      >
        <ArrowLeft className="size-5" aria-hidden="true" />
      </Link>
      {/* A phone has room for either the face or the name. */}
      <span className="max-sm:hidden">
        <Avatar name={thread.displayName} phone={thread.external} size="lg" />
      </span>
      <div className="min-w-0 flex-1">
        <h2 className="flex items-baseline gap-2 leading-tight">
          <span className="truncate text-base font-semibold">{thread.displayName ?? phone}</span>
          {thread.displayName != null && (
            <span className="hidden shrink-0 text-sm text-ink-3 tabular-nums @2xl:inline">{phone}</span>
          )}
        </h2>
        {/* What does not fit beside the number goes to a second line, which nobody sees: the faces stay. */}
        <p className="relative flex h-[1.5em] flex-wrap overflow-hidden text-[0.8125rem] leading-[1.5] text-ink-3">
          {isTyping && (
            <span
              data-typing
              className="flex max-w-full items-center gap-1.5 font-medium text-thread max-md:hidden"
            >
              <TypingDots />
              <Here what="typing" people={typing} />
            </span>
          )}
          <span className={`max-w-full truncate ${isTyping ? 'md:hidden' : ''}`}>
            <span title={`${t('thread.ourNumber')}: ${formatPhone(thread.did)}`}>
              <NumberName did={thread.did} />
            </span>
          </span>
          <span
            className={`max-w-max min-w-0 flex-1 basis-8 overflow-hidden text-ellipsis whitespace-pre empty:hidden ${isTyping ? 'md:hidden' : ''}`}
          >
            <OutsideHours thread={thread} />
          </span>
          {viewers.length > 0 && !isTyping && (
            <span data-presence className="flex max-w-full text-thread max-md:hidden">
              <span aria-hidden="true" className="whitespace-pre">
                {' · '}
              </span>
              <Here what="viewing" people={viewers} />
            </span>
          )}
        </p>
      </div>

      <Colleagues {...presence} names={names} />

      <div className="flex shrink-0 items-center gap-1">
        <span className="mr-1 hidden items-center gap-1 @3xl:flex">
          {thread.labels.slice(0, 3).map((label) => (
            <LabelChip key={label} labelKey={label} size="md" />
          ))}
        </span>
        <Afterwards meanwhile={<div className="h-10 w-52" />}>
          <Popover
            label={t('thread.labels')}
            className="top-11 right-0 w-72"
            trigger={(props) => (
              <IconButton
                ref={labeller}
                label={t('thread.labels')}
                aria-keyshortcuts={ariaKeys(LABELS_KEY)}
                {...props}
              >
                <Tag className="size-[1.125rem]" aria-hidden="true" />
              </IconButton>
            )}
          >
            {() => (
              <LabelEditor labels={thread.labels} onChange={(labels) => change({ what: 'labels', labels })} />
            )}
          </Popover>
          <IconButton
            label={t('consent.title')}
            aria-haspopup="dialog"
            onClick={onConsent}
            className={thread.consent == null ? '' : 'text-warn'}
          >
            {thread.consent == null ? (
              <ShieldCheck className="size-[1.125rem]" aria-hidden="true" />
            ) : (
              <ShieldAlert className="size-[1.125rem]" aria-hidden="true" />
            )}
          </IconButton>
          <AssignMenu thread={thread} onChange={change} />
          <StateMenu thread={thread} onChange={change} />
          {contact}
        </Afterwards>
      </div>
    </header>
  );
}

function allOf(people: readonly string[], language: string): string {
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(people);
}

const MOST_NAMED = 3;

/**
 * Some people as a narrow line has room for them: by their first names where these differ, and how many more there are.
 */
export function namesOf(people: readonly string[], language: string): string {
  const first = people.map((name) => name.split(/\s+/, 1)[0] ?? name);
  const called = people.map((name, at) =>
    first.some((other, index) => index !== at && other === first[at]) ? name : (first[at] ?? name),
  );
  const more = called.length - MOST_NAMED;
  return allOf(more > 0 ? [...called.slice(0, MOST_NAMED - 1), `+${more + 1}`] : called, language);
}

/** That they are here or typing: short to the eye, with all their names to the ear. */
function Here({ what, people }: { what: 'typing' | 'viewing'; people: readonly string[] }) {
  const { t, language } = useT();
  const said = (list: typeof namesOf): string =>
    t(`thread.${what}`, { count: people.length, users: list(people, language) });
  return (
    <>
      <span aria-hidden="true" title={said(allOf)} className="truncate">
        {said(namesOf)}
      </span>
      <span className="sr-only">{said(allOf)}</span>
    </>
  );
}

const MOST_FACES = 3;

/** The faces of those who look at this conversation too. The line beside them says the same in words, where it has room. */
function Colleagues({ viewers, typing, names }: Presence & { names: Names }) {
  const { language } = useT();
  if (viewers.length === 0) {
    return null;
  }
  const more = viewers.length - MOST_FACES;
  return (
    <span
      aria-hidden="true"
      title={allOf(viewers.map(names), language)}
      className="flex shrink-0 -space-x-2 max-md:hidden"
    >
      {viewers.slice(0, MOST_FACES).map((user) => (
        <span
          key={user}
          title={names(user)}
          className={`rounded-full ring-2 ${typing.includes(user) ? 'ring-thread' : 'ring-paper'}`}
        >
          <Avatar name={names(user)} phone={user} size="sm" />
        </span>
      ))}
      {more > 0 && (
        <span className="grid size-7 place-items-center rounded-full bg-pressed text-[0.6875rem] font-semibold text-ink-2 ring-2 ring-paper">
          +{more}
        </span>
      )}
    </span>
  );
}

function TypingDots() {
  return (
    <span aria-hidden="true" className="inline-flex gap-0.5">
      {['', '[animation-delay:150ms]', '[animation-delay:300ms]'].map((delay) => (
        <span
          key={delay}
          className={`size-1 animate-[typing_1.1s_infinite] rounded-full bg-current ${delay}`}
        />
      ))}
    </span>
  );
}
