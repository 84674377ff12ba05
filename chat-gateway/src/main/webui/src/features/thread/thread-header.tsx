import { ArrowLeft, Check, RotateCcw, ShieldAlert, ShieldCheck, Tag, UserPlus, X } from 'lucide-react';
import { Link } from 'wouter';
import type { Presence } from '@/live/bridge';
import type { Thread } from '@/shared/contract';
import { formatPhone } from '@/shared/format';
import { useT } from '@/shared/i18n/i18n';
import { useMe } from '@/shared/me';
import { Avatar } from '@/shared/ui/avatar';
import { Button, IconButton } from '@/shared/ui/button';
import { LabelChip } from '@/shared/ui/label-chip';
import { NumberName } from '@/shared/ui/number-name';
import { Popover } from '@/shared/ui/popover';
import { toast } from '@/shared/ui/toast';
import { useChangeThread } from './api/change-thread';
import { LabelEditor } from './label-editor';
import { OutsideHours } from './outside-hours';
import { problemText } from './problem-text';

interface HeaderProps {
  thread: Thread;
  presence: Presence;
  /** Back to the list, on a phone. */
  backAddress: string;
  onConsent: () => void;
}

/** Whose thread it is, who has it, and what state it is in. */
export function ThreadHeader({ thread, presence, backAddress, onConsent }: HeaderProps) {
  const { t, language } = useT();
  const me = useMe();
  const change = useChangeThread(thread.id, (error) =>
    toast(t('thread.changeFailed', { reason: problemText(error, t) })),
  );
  const phone = formatPhone(thread.external);
  const typing = namesOf(presence.typing, language);
  const viewers = namesOf(presence.viewers, language);

  return (
    <header className="flex min-h-16 items-center gap-3 border-b border-line bg-paper py-2 pr-3 pl-2 md:pl-5">
      <Link
        href={backAddress}
        aria-label={t('thread.back')}
        className="grid size-9 shrink-0 place-items-center rounded-full text-ink-2 hover:bg-hover md:hidden"
      >
        <ArrowLeft className="size-5" aria-hidden="true" />
      </Link>
      <Avatar name={thread.displayName} phone={thread.external} size="lg" />
      <div className="min-w-0 flex-1">
        <h2 className="flex items-baseline gap-2 leading-tight">
          <span className="truncate text-base font-semibold">{thread.displayName ?? phone}</span>
          {thread.displayName != null && (
            <span className="hidden shrink-0 text-sm text-ink-3 tabular-nums lg:inline">{phone}</span>
          )}
        </h2>
        <p className="truncate text-[0.8125rem] text-ink-3">
          {typing !== '' && (
            <span
              data-typing
              className="inline-flex items-center gap-1.5 font-medium text-thread max-md:hidden"
            >
              <TypingDots />
              {t('thread.typing', { count: presence.typing.length, users: typing })}
            </span>
          )}
          <span className={typing === '' ? '' : 'md:hidden'}>
            <span title={`${t('thread.ourNumber')}: ${formatPhone(thread.did)}`}>
              <NumberName did={thread.did} />
            </span>
            <OutsideHours thread={thread} />
            {viewers !== '' && typing === '' && (
              <span className="text-thread max-md:hidden" data-presence>
                {' · '}
                {t('thread.viewing', { count: presence.viewers.length, users: viewers })}
              </span>
            )}
          </span>
        </p>
      </div>

      <Colleagues {...presence} />

      <div className="flex shrink-0 items-center gap-1">
        <span className="mr-1 hidden items-center gap-1 xl:flex">
          {thread.labels.slice(0, 3).map((label) => (
            <LabelChip key={label} labelKey={label} size="md" />
          ))}
        </span>
        <Popover
          label={t('thread.labels')}
          className="top-11 right-0 w-72"
          trigger={(props) => (
            <IconButton label={t('thread.labels')} {...props}>
              <Tag className="size-[1.125rem]" aria-hidden="true" />
            </IconButton>
          )}
        >
          {() => (
            <LabelEditor
              labels={thread.labels}
              onChange={(labels) => change.mutate({ what: 'labels', labels })}
            />
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
        <Assignee
          assignee={thread.assignee ?? null}
          user={me.user}
          onChange={(assignee) => change.mutate({ what: 'assignee', assignee })}
        />
        {thread.state === 'closed' ? (
          <Button look="soft" onClick={() => change.mutate({ what: 'state', state: 'open' })}>
            <RotateCcw className="size-4" aria-hidden="true" />
            <span className="max-sm:sr-only">{t('thread.reopen')}</span>
          </Button>
        ) : (
          <IconButton
            label={t('thread.close')}
            onClick={() => change.mutate({ what: 'state', state: 'closed' })}
          >
            <Check className="size-5" aria-hidden="true" />
          </IconButton>
        )}
      </div>
    </header>
  );
}

export function namesOf(users: readonly string[], language: string): string {
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(users);
}

const MOST_FACES = 3;

/** The faces of those who look at this conversation too. The line beside them says the same in words. */
function Colleagues({ viewers, typing }: Presence) {
  if (viewers.length === 0) {
    return null;
  }
  const more = viewers.length - MOST_FACES;
  return (
    <span aria-hidden="true" className="flex shrink-0 -space-x-2 max-md:hidden">
      {viewers.slice(0, MOST_FACES).map((user) => (
        <span
          key={user}
          title={user}
          className={`rounded-full ring-2 ${typing.includes(user) ? 'ring-thread' : 'ring-paper'}`}
        >
          <Avatar name={user} phone={user} size="sm" />
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

interface AssigneeProps {
  assignee: string | null;
  user: string;
  onChange: (assignee: string | null) => void;
}

function Assignee({ assignee, user, onChange }: AssigneeProps) {
  const { t } = useT();
  if (assignee === null) {
    return (
      <Button look="soft" onClick={() => onChange(user)}>
        <UserPlus className="size-4" aria-hidden="true" />
        <span className="max-md:sr-only">{t('thread.assignMe')}</span>
      </Button>
    );
  }
  return (
    <Popover
      label={t('thread.assignee')}
      className="top-11 right-0 w-56"
      trigger={(props) => (
        <button
          type="button"
          aria-label={`${t('thread.assignee')}: ${assignee === user ? t('thread.you') : assignee}`}
          className="flex h-9 items-center gap-2 rounded-full border border-line px-1 text-sm font-medium hover:bg-hover md:pr-3"
          {...props}
        >
          <Avatar name={assignee} phone={assignee} size="sm" />
          <span className="hidden max-w-24 truncate md:inline">
            {assignee === user ? t('thread.you') : assignee}
          </span>
        </button>
      )}
    >
      {(close) => {
        const item =
          'flex w-full items-center gap-2.5 rounded-lg px-2.5 py-2 text-left text-sm hover:bg-hover';
        const choose = (next: string | null) => () => {
          onChange(next);
          close();
        };
        return (
          <>
            {assignee !== user && (
              <button type="button" className={item} onClick={choose(user)}>
                <UserPlus className="size-4 text-ink-3" aria-hidden="true" />
                {t('thread.assignMe')}
              </button>
            )}
            <button type="button" className={item} onClick={choose(null)}>
              <X className="size-4 text-ink-3" aria-hidden="true" />
              {t('thread.unassign')}
            </button>
          </>
        );
      }}
    </Popover>
  );
}
