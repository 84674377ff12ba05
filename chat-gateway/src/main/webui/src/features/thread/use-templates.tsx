import { useQuery } from '@tanstack/react-query';
import { BookText } from 'lucide-react';
import type { KeyboardEvent, ReactNode, RefObject, SyntheticEvent } from 'react';
import { useId, useMemo, useState } from 'react';
import type { Thread } from '@/shared/contract';
import { formatPhone } from '@/shared/format';
import { useT } from '@/shared/i18n/i18n';
import { numberName, useMe } from '@/shared/me';
import { IconButton } from '@/shared/ui/button';
import type { Gap, Template, Values } from '@/shared/workspace/templates';
import { callAt, filled, fitting, gapsOf, templatesQuery } from '@/shared/workspace/templates';
import '@/shared/workspace/texts';
import { GapsQuestion } from './gaps-question';
import { TemplateMenu } from './template-menu';

interface TemplatesOptions<Send> {
  area: RefObject<HTMLTextAreaElement | null>;
  text: string;
  setText: (text: string) => void;
  thread: Thread;
  /** Nothing can be written right now. */
  off: boolean;
  /** A note is nobody's text: it may say what it likes. */
  asNote: boolean;
  /** Sends what is written, with what is open in it. */
  send: (how: Send & { unfilled: true }) => void;
}

interface Templates<Send> {
  /** For the text field: what it says of the menu, and where its cursor is. */
  field: {
    'aria-autocomplete'?: 'list';
    'aria-controls'?: string | undefined;
    'aria-activedescendant'?: string | undefined;
    onSelect: (event: SyntheticEvent<HTMLTextAreaElement>) => void;
  };
  /** Whether the key was the menu's. */
  onKeyDown: (event: KeyboardEvent<HTMLTextAreaElement>) => boolean;
  /** Whether something is still to be filled in: then the agent is asked, and may have it sent in the same way. */
  holds: (body: string, how: Send) => boolean;
  /** Opens the menu for who does not know the slash. */
  button: ReactNode;
  /** The menu, the places that are still open, and the question; above the text field. */
  panel: ReactNode;
}

/** Templates in the composer: a slash calls them, what is not known is marked, and nothing leaves with it unseen. */
export function useTemplates<Send extends object>({
  area,
  text,
  setText,
  thread,
  off,
  asNote,
  send,
}: TemplatesOptions<Send>): Templates<Send> {
  const { t, language } = useT();
  const me = useMe();
  const id = useId();
  const { data: templates } = useQuery(templatesQuery);
  const [cursor, setCursor] = useState<number | null>(null);
  const [active, setActive] = useState(0);
  /** Where the call begins that was closed with Escape. */
  const [closedAt, setClosedAt] = useState<number | null>(null);
  const [asked, setAsked] = useState<{ text: string; how: Send } | null>(null);

  const call = off || cursor === null ? null : callAt(text, cursor);
  const found = useMemo(
    () => (call === null || templates === undefined ? [] : fitting(templates, call.typed)),
    [call?.typed, templates], // eslint-disable-line react-hooks/exhaustive-deps
  );
  const nothingThere = templates?.length === 0 && call?.typed === '' && call.from === 0 && text === '/';
  const open = call !== null && call.from !== closedAt && (found.length > 0 || nothingThere);
  const chosen = open ? found[Math.min(active, found.length - 1)] : undefined;
  // Only when a template is looked at: it is dear, and this runs with every letter.
  const values = (): Values => ({
    'contact.name': thread.displayName ?? '',
    'contact.first': (thread.displayName ?? '').trim().split(/\s+/)[0] ?? '',
    'agent.name': me.name === '' ? me.user : me.name,
    'number.name': numberName(me, thread.did),
    'number.phone': formatPhone(thread.did),
    today: new Intl.DateTimeFormat(language === 'es' ? 'es-US' : 'en-US', { dateStyle: 'long' }).format(
      new Date(),
    ),
  });
  const gaps = asNote ? [] : gapsOf(text);
  const question = asked !== null && asked.text === text && gaps.length > 0 ? asked : null;

  function select(from: number, to: number): void {
    requestAnimationFrame(() => {
      area.current?.focus();
      area.current?.setSelectionRange(from, to);
    });
  }

  function goTo(gap: Gap): void {
    setAsked(null);
    select(gap.from, gap.to);
  }

  function insert(template: Template): void {
    if (call === null) {
      return;
    }
    const body = filled(template.body, values());
    const next = text.slice(0, call.from) + body + text.slice(call.to);
    setText(next);
    setCursor(null);
    setClosedAt(null);
    setAsked(null);
    // What is to be filled in is written over by what the agent types.
    const gap = gapsOf(body)[0];
    if (gap === undefined) {
      select(call.from + body.length, call.from + body.length);
    } else {
      select(call.from + gap.from, call.from + gap.to);
    }
  }

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>): boolean {
    if (!open || event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey) {
      return false;
    }
    const count = found.length;
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };
    const step = steps[event.key];
    if (step !== undefined && count > 0) {
      event.preventDefault();
      setActive((Math.min(active, count - 1) + step + count) % count);
      return true;
    }
    if ((event.key === 'Enter' || event.key === 'Tab') && !event.shiftKey && chosen !== undefined) {
      event.preventDefault();
      insert(chosen);
      return true;
    }
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      setClosedAt(call.from);
      return true;
    }
    return false;
  }

  function callFromButton(): void {
    const field = area.current;
    const place = field?.selectionStart ?? text.length;
    const lead = place === 0 || /\s$/.test(text.slice(0, place)) ? '/' : ' /';
    setText(text.slice(0, place) + lead + text.slice(field?.selectionEnd ?? place));
    setClosedAt(null);
    setActive(0);
    setCursor(place + lead.length);
    select(place + lead.length, place + lead.length);
  }

  const optionId = (template: Template): string => `${id}-${template.id}`;
  return {
    field: {
      'aria-autocomplete': 'list',
      'aria-controls': open ? `${id}-list` : undefined,
      'aria-activedescendant': chosen === undefined ? undefined : optionId(chosen),
      onSelect: (event) => {
        const { selectionStart, selectionEnd } = event.currentTarget;
        const next = selectionStart === selectionEnd ? selectionStart : null;
        if (next !== cursor) {
          setCursor(next);
          setActive(0);
        }
        if (
          closedAt !== null &&
          (next === null || callAt(event.currentTarget.value, next)?.from !== closedAt)
        ) {
          setClosedAt(null);
        }
      },
    },
    onKeyDown,
    holds: (body, how) => {
      const held = gapsOf(body).length > 0;
      setAsked(held ? { text, how } : null);
      return held;
    },
    button: (
      <IconButton label={t('workspace.menu.open')} disabled={off} onClick={callFromButton}>
        <BookText className="size-5" aria-hidden="true" />
      </IconButton>
    ),
    panel: (
      <>
        {open && (
          <TemplateMenu
            listId={`${id}-list`}
            optionId={optionId}
            templates={found}
            chosen={chosen}
            values={values()}
            onChoose={insert}
          />
        )}
        {question !== null && gaps[0] !== undefined && (
          <GapsQuestion
            gaps={gaps}
            onFill={goTo}
            onSend={() => {
              setAsked(null);
              send({ ...question.how, unfilled: true });
            }}
          />
        )}
        {question === null && gaps.length > 0 && !open && (
          <div data-gaps className="mb-2 flex flex-wrap items-center gap-1.5 px-1 text-xs text-warn">
            <span className="font-semibold">{t('workspace.menu.openGaps', { count: gaps.length })}</span>
            {gaps.slice(0, 4).map((gap) => (
              <button
                key={gap.from}
                type="button"
                aria-label={t('workspace.menu.next', { gap: gap.text })}
                onClick={() => goTo(gap)}
                className="min-h-6 rounded-md bg-warn-soft px-1.5 font-mono hover:underline"
              >
                {gap.text}
              </button>
            ))}
          </div>
        )}
      </>
    ),
  };
}
