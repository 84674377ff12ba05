import { useQuery } from '@tanstack/react-query';
import type { RefObject } from 'react';
import { useEffect, useId, useRef, useState } from 'react';
import { useT } from '@/shared/i18n/i18n';
import { useMe } from '@/shared/me';
import { takersQuery } from '@/shared/team/people';
import { Avatar } from '@/shared/ui/avatar';
import { typeInto } from './field-edit';
import type { Calling } from './mention';
import { called, callingAt, candidates } from './mention';
import '@/shared/team/texts';

interface MentionProps {
  threadId: string;
  area: RefObject<HTMLTextAreaElement | null>;
  text: string;
  onChange: (text: string) => void;
}

/** Beside a note that is being written: completes the name after an `@` of those who may read it. */
export function MentionMenu({ threadId, area, text, onChange }: MentionProps) {
  const { t } = useT();
  const me = useMe();
  const listId = useId();
  const { data } = useQuery(takersQuery(threadId));
  const [calling, setCalling] = useState<Calling | null>(null);
  const [refused, setRefused] = useState<number | null>(null);
  const [active, setActive] = useState(0);
  const found =
    calling === null || calling.at === refused ? [] : candidates(data?.people ?? [], calling.words, me.user);
  const at = Math.min(active, found.length - 1);
  const open = found.length > 0;
  const optionId = (index: number): string => `${listId}-${index}`;

  // Where the writer's caret is decides who is being called; it moves by keys, presses and programs.
  useEffect(() => {
    const field = area.current;
    if (field === null) {
      return;
    }
    const look = (): void => {
      const here = document.activeElement === field && field.selectionStart === field.selectionEnd;
      const next = here ? callingAt(field.value, field.selectionStart) : null;
      setCalling((known) => (known?.at === next?.at && known?.words === next?.words ? known : next));
      if (next === null) {
        setRefused(null);
      }
    };
    look();
    document.addEventListener('selectionchange', look);
    field.addEventListener('input', look);
    field.addEventListener('blur', look);
    return () => {
      document.removeEventListener('selectionchange', look);
      field.removeEventListener('input', look);
      field.removeEventListener('blur', look);
    };
  }, [area, text]);

  const take = (user: string): void => {
    const field = area.current;
    if (field === null || calling === null) {
      return;
    }
    const next = called(field.value, calling, field.selectionStart, user);
    if (!typeInto(field, next.words, calling.at)) {
      onChange(next.text);
    }
    setCalling(null);
    setActive(0);
    requestAnimationFrame(() => {
      field.focus();
      field.setSelectionRange(next.caret, next.caret);
    });
  };

  // The list has the arrows and Enter while it is there, before the field sends with Enter.
  const keys = useRef<(event: KeyboardEvent) => void>(() => undefined);
  useEffect(() => {
    keys.current = (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      const chosen = found[at];
      if (!open || chosen === undefined || event.isComposing) {
        return;
      }
      if (step !== undefined) {
        setActive((at + step + found.length) % found.length);
      } else if (event.key === 'Escape') {
        setRefused(calling?.at ?? null);
      } else if ((event.key === 'Enter' && !event.shiftKey) || event.key === 'Tab') {
        take(chosen.user);
      } else {
        return;
      }
      event.preventDefault();
      event.stopPropagation();
    };
  });
  useEffect(() => {
    const field = area.current;
    const pressed = (event: KeyboardEvent): void => keys.current(event);
    field?.addEventListener('keydown', pressed);
    return () => field?.removeEventListener('keydown', pressed);
  }, [area]);

  // What a screen reader has to know stands on the field itself.
  const activeId = open ? optionId(at) : null;
  useEffect(() => {
    const field = area.current;
    if (field === null || activeId === null) {
      return;
    }
    field.setAttribute('aria-autocomplete', 'list');
    field.setAttribute('aria-controls', listId);
    field.setAttribute('aria-activedescendant', activeId);
    return () => {
      for (const name of ['aria-autocomplete', 'aria-controls', 'aria-activedescendant']) {
        field.removeAttribute(name);
      }
    };
  }, [area, activeId, listId]);

  if (!open) {
    return null;
  }
  return (
    <div
      id={listId}
      role="listbox"
      aria-label={t('team.mention.menu')}
      data-mentions
      className="pop absolute bottom-full left-3 z-30 mb-1.5 w-72 max-w-[calc(100%-1.5rem)] rounded-xl border border-line bg-raised p-1.5 shadow-float"
    >
      {found.map(({ user, name }, index) => (
        // The field keeps the focus and has the keys; a press on a line does the same.
        // eslint-disable-next-line jsx-a11y/click-events-have-key-events
        <div
          key={user}
          id={optionId(index)}
          role="option"
          tabIndex={-1}
          aria-selected={index === at}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => take(user)}
          onPointerMove={() => setActive(index)}
          className="flex cursor-pointer items-center gap-2.5 rounded-lg px-2 py-1.5 text-sm aria-selected:bg-thread-soft"
        >
          <Avatar name={name} phone={user} size="sm" />
          <span className="min-w-0 truncate font-medium">{name}</span>
          {name !== user && <span className="truncate text-ink-3">@{user}</span>}
        </div>
      ))}
    </div>
  );
}
