import { render } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Command } from './commands';
import { ariaKeys, commands, groupOf, isSingleKey, keyNames, useCommand } from './commands';
import { changeSettings } from './settings';

function Registered({ command }: { command: Command }) {
  useCommand(command);
  return null;
}

function press(key: string, more: KeyboardEventInit = {}, on: Element = document.body): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more });
  on.dispatchEvent(event);
  return event;
}

function add(html: string): Element {
  const holder = document.createElement('div');
  holder.innerHTML = html;
  document.body.append(holder);
  return holder.firstElementChild ?? holder;
}

beforeEach(() => changeSettings({ singleKeys: true }));
afterEach(() => document.body.replaceChildren());

const here = (keys: string | string[], more: Partial<Command> = {}) => {
  const run = vi.fn();
  const shown = render(<Registered command={{ id: 'thread.test', title: 'Test', keys, run, ...more }} />);
  return { run, ...shown };
};

describe('a command', () => {
  it('runs at its key, and no longer when its component is gone', () => {
    const { run, unmount } = here('e');
    expect(press('e').defaultPrevented).toBe(true);
    press('x');
    press('E', { shiftKey: true });
    press('e', { ctrlKey: true });
    expect(run).toHaveBeenCalledTimes(1);
    unmount();
    press('e');
    expect(run).toHaveBeenCalledTimes(1);
    expect(commands()).toEqual([]);
  });

  it('does what its component last said', () => {
    const first = vi.fn();
    const second = vi.fn();
    const command = { id: 'thread.test', title: 'Test', keys: 'e' };
    const { rerender } = render(<Registered command={{ ...command, run: first }} />);
    rerender(<Registered command={{ ...command, run: second }} />);
    press('e');
    expect(first).not.toHaveBeenCalled();
    expect(second).toHaveBeenCalledOnce();
  });

  it.each(['<input>', '<textarea></textarea>', '<select></select>', '<p contenteditable="true"></p>'])(
    'leaves bare keys to %s but takes a chord',
    (field) => {
      const { run } = here(['e', 'mod+k']);
      const target = add(field);
      expect(press('e', {}, target).defaultPrevented).toBe(false);
      expect(run).not.toHaveBeenCalled();
      press('k', { ctrlKey: true }, target);
      expect(run).toHaveBeenCalledOnce();
    },
  );

  it('is not heard under a dialog, unless it says so, and its bare key not inside a menu', () => {
    const under = here(['e', 'mod+j']);
    const over = here(['q', 'mod+k'], { id: 'app.over', overDialogs: true });
    press('e', {}, add('<div role="dialog"><button></button></div>').firstElementChild ?? undefined);
    expect(under.run).not.toHaveBeenCalled();
    add('<dialog open></dialog>');
    press('e');
    press('j', { ctrlKey: true });
    press('q');
    expect(under.run).not.toHaveBeenCalled();
    expect(over.run).not.toHaveBeenCalled();
    press('k', { ctrlKey: true });
    expect(over.run).toHaveBeenCalledOnce();
  });

  it('keeps its chord when single keys are switched off', () => {
    const { run } = here(['e', 'g i', '?', 'shift+n', 'alt+ArrowDown', 'mod+k']);
    changeSettings({ singleKeys: false });
    press('e');
    press('g');
    press('i');
    press('?', { shiftKey: true });
    press('N', { shiftKey: true });
    expect(run).not.toHaveBeenCalled();
    press('ArrowDown', { altKey: true });
    press('k', { ctrlKey: true });
    expect(run).toHaveBeenCalledTimes(2);
  });

  it('takes two keys one after the other, which the second alone does not disturb', () => {
    const go = here('g i', { id: 'go.inbox' });
    const panel = here('i', { id: 'thread.contact' });
    press('g');
    press('i');
    expect(go.run).toHaveBeenCalledOnce();
    expect(panel.run).not.toHaveBeenCalled();
    press('i');
    expect(panel.run).toHaveBeenCalledOnce();
    press('g');
    press('x');
    press('i');
    expect(go.run).toHaveBeenCalledOnce();
  });

  it('reads a sign however the keyboard writes it', () => {
    const { run } = here(['[', '?', '/']);
    press('?', { shiftKey: true });
    press('/', { shiftKey: true });
    press('[', { ctrlKey: true, altKey: true, modifierAltGraph: true });
    expect(run).toHaveBeenCalledTimes(3);
    press('/', { ctrlKey: true });
    expect(run).toHaveBeenCalledTimes(3);
  });

  it('repeats while the key is held only if it may', () => {
    const once = here('e');
    const often = here('j', { id: 'list.next', repeats: true });
    press('e', { repeat: true });
    press('j', { repeat: true });
    expect(once.run).not.toHaveBeenCalled();
    expect(often.run).toHaveBeenCalledOnce();
  });

  it('gives way to an older one of the same key while it is not possible', () => {
    const older = here('e', { id: 'thread.close' });
    const newer = here('e', { id: 'list.close', when: false });
    press('e');
    expect(older.run).toHaveBeenCalledOnce();
    expect(newer.run).not.toHaveBeenCalled();
  });

  it('stands once in the list, as the one that came last', () => {
    here('e', { title: 'One' });
    here('e', { title: 'Two' });
    expect(commands().map(({ title }) => title)).toEqual(['Two']);
  });
});

describe('keys', () => {
  it.each([
    ['e', true],
    ['shift+n', true],
    ['g i', true],
    ['?', true],
    ['mod+k', false],
    ['alt+ArrowUp', false],
    ['Escape', false],
  ])('%s may be pressed by accident: %s', (combo, single) => {
    expect(isSingleKey(combo)).toBe(single);
  });

  it('are named as they are printed', () => {
    expect(keyNames('mod+k')).toEqual([['Ctrl', 'K']]);
    expect(keyNames('g i')).toEqual([['G'], ['I']]);
    expect(keyNames('alt+ArrowDown')).toEqual([['Alt', '↓']]);
    expect(ariaKeys('mod+k')).toBe('Control+k');
  });

  it('belong to the group of their id', () => {
    expect(groupOf({ id: 'thread.close', title: '', run: vi.fn() })).toBe('thread');
    expect(groupOf({ id: 'help', title: '', run: vi.fn() })).toBe('app');
  });
});
