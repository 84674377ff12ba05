import { useEffect, useRef, useSyncExternalStore } from 'react';
import { settings } from './settings';

/** Where a command stands in the list of shortcuts. */
export const commandGroups = ['go', 'list', 'thread', 'composer', 'app'] as const;
export type CommandGroup = (typeof commandGroups)[number];

export interface Command {
  /** Names it for ever: `thread.close`. Of two with one id the one that came last counts. */
  id: string;
  /** What it does, in the agent's language. A function when its texts come late: it is asked when somebody looks. */
  title: string | (() => string);
  /** Without it: the part of the id before the first dot if that is a group, else `app`. */
  group?: CommandGroup;
  /**
   * What starts it, perhaps in several ways: `e`, `shift+n`, `?`, `mod+k`, `alt+ArrowDown`, one after the other `g i`.
   * `mod` is ⌘ on a Mac and Ctrl elsewhere. A sign such as `[` or `?` is meant however the keyboard makes it.
   */
  keys?: string | readonly string[];
  run: () => void;
  /** It is there, but cannot be done now; also evaluated when a key is pressed. */
  when?: boolean | (() => boolean);
  /** Other words somebody may look for it by; never shown. */
  words?: string;
  /** Holding the key down does it again and again. */
  repeats?: boolean;
  /** Its chord works over an open dialog too. */
  overDialogs?: boolean;
  /** It is a movement of the hand, such as "next": listed among the shortcuts, not offered by the palette. */
  onlyKeys?: boolean;
}

interface Entry {
  current: Command;
}

interface Stroke {
  key: string;
  mod: boolean;
  ctrl: boolean;
  alt: boolean;
  shift: boolean;
}

/** How long the second key of `g i` is waited for. */
const PATIENCE_MS = 1_500;

const entries: Entry[] = [];
const watchers = new Set<() => void>();
let version = 0;
let begun: { stroke: string; until: number } | null = null;

const onMac = (): boolean => /Mac|iPhone|iPad/.test(navigator.userAgent);

function changed(): void {
  version += 1;
  for (const watcher of [...watchers]) {
    watcher();
  }
}

/** Makes a command known and its keys work until what it returns is called. Components use {@link useCommand}. */
export function register(entry: Entry): () => void {
  if (entries.length === 0) {
    window.addEventListener('keydown', pressed);
  }
  entries.push(entry);
  changed();
  return () => {
    entries.splice(entries.indexOf(entry), 1);
    if (entries.length === 0) {
      window.removeEventListener('keydown', pressed);
      begun = null;
    }
    changed();
  };
}

/** A command that exists as long as the component does. What it does may change with each drawing. */
export function useCommand(command: Command): void {
  const entry = useRef<Entry>({ current: command });
  useEffect(() => {
    entry.current.current = command;
  });
  const { id } = command;
  useEffect(() => register(entry.current), [id]);
}

/** All commands there are now, the newest of each id, in the order in which they came. */
export function commands(): Command[] {
  const byId = new Map<string, Command>();
  for (const { current } of entries) {
    byId.set(current.id, current);
  }
  return [...byId.values()];
}

/** {@link commands}, followed. */
export function useCommands(): Command[] {
  useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => {
        watchers.delete(watcher);
      };
    },
    () => version,
  );
  return commands();
}

export const titleOf = ({ title }: Command): string => (typeof title === 'string' ? title : title());

export function possible({ when }: Command): boolean {
  return typeof when === 'function' ? when() : (when ?? true);
}

export function groupOf({ id, group }: Command): CommandGroup {
  return group ?? commandGroups.find((one) => id.startsWith(`${one}.`)) ?? 'app';
}

export function combosOf({ keys }: Command): readonly string[] {
  return keys === undefined ? [] : typeof keys === 'string' ? [keys] : keys;
}

/** Enter, arrows and the like have names. */
const isCharacter = (key: string): boolean => /^.$/u.test(key);

const isBare = ({ mod, ctrl, alt }: Stroke): boolean => !mod && !ctrl && !alt;

/** One of those that speech input may press by accident: no modifier but Shift, and a character (WCAG 2.1.4). */
export function isSingleKey(combo: string): boolean {
  return combo
    .split(' ')
    .map(strokeOf)
    .some((stroke) => isBare(stroke) && isCharacter(stroke.key));
}

/** As they stand on the keys; one list for each stroke of a sequence. */
export function keyNames(combo: string): string[][] {
  const mac = onMac();
  const names: Record<string, string> = {
    mod: mac ? '⌘' : 'Ctrl',
    ctrl: 'Ctrl',
    alt: mac ? '⌥' : 'Alt',
    shift: mac ? '⇧' : 'Shift',
    ArrowUp: '↑',
    ArrowDown: '↓',
    ArrowLeft: '←',
    ArrowRight: '→',
    Escape: 'Esc',
  };
  return combo
    .split(' ')
    .map((stroke) =>
      partsOf(stroke).map((part) => names[part] ?? (isCharacter(part) ? part.toUpperCase() : part)),
    );
}

/** For `aria-keyshortcuts` on the button that does the same. */
export function ariaKeys(combo: string): string {
  const names: Record<string, string> = {
    mod: onMac() ? 'Meta' : 'Control',
    ctrl: 'Control',
    alt: 'Alt',
    shift: 'Shift',
  };
  return combo
    .split(' ')
    .map((stroke) =>
      partsOf(stroke)
        .map((part) => names[part] ?? part)
        .join('+'),
    )
    .join(' ');
}

function partsOf(stroke: string): string[] {
  // "+" may be the key itself.
  const parts = stroke.split('+').filter((part) => part !== '');
  return stroke.endsWith('+') ? [...parts, '+'] : parts;
}

function strokeOf(text: string): Stroke {
  const parts = partsOf(text);
  const key = parts.at(-1) ?? '';
  return {
    key: isCharacter(key) ? key.toLowerCase() : key,
    mod: parts.slice(0, -1).includes('mod'),
    ctrl: parts.slice(0, -1).includes('ctrl'),
    alt: parts.slice(0, -1).includes('alt'),
    shift: parts.slice(0, -1).includes('shift'),
  };
}

/** Letters and figures stand where they stand; how a sign is made differs from keyboard to keyboard. */
function isSign(key: string): boolean {
  return isCharacter(key) && !/[\p{L}\p{N}\s]/u.test(key);
}

function fits(event: KeyboardEvent, text: string): boolean {
  const wanted = strokeOf(text);
  const key = isCharacter(event.key) ? event.key.toLowerCase() : event.key;
  if (key !== wanted.key) {
    return false;
  }
  const mac = onMac();
  if (isSign(key)) {
    // AltGr says Ctrl and Alt on some systems, and the option key writes signs on a Mac.
    const writes = event.getModifierState('AltGraph') || (event.altKey && (mac || event.ctrlKey));
    const chord = mac ? event.metaKey : event.ctrlKey && !writes;
    return chord === wanted.mod && (writes || event.altKey === wanted.alt) && !(mac && event.ctrlKey);
  }
  return (
    (mac ? event.metaKey : event.ctrlKey) === (wanted.mod || (!mac && wanted.ctrl)) &&
    (mac ? event.ctrlKey : event.metaKey) === (mac && wanted.ctrl) &&
    event.altKey === wanted.alt &&
    event.shiftKey === wanted.shift
  );
}

function isWriting(target: Element | null): boolean {
  return target?.closest('input, textarea, select, [contenteditable]:not([contenteditable="false"])') != null;
}

/** Menus and small dialogs have keys of their own. */
function isInside(target: Element | null): boolean {
  return target?.closest('dialog, [role="dialog"], [role="menu"], [role="listbox"]') != null;
}

/**
 * The one listener of the page. A bare key does nothing while somebody writes, in a menu, or over a dialog, and nothing
 * at all once such keys are switched off; a chord works everywhere but over a dialog.
 */
function pressed(event: KeyboardEvent): void {
  if (
    event.defaultPrevented ||
    event.isComposing ||
    ['Shift', 'Control', 'Alt', 'Meta'].includes(event.key)
  ) {
    return;
  }
  const target = event.target instanceof Element ? event.target : null;
  const covered = document.querySelector('dialog[open]') !== null;
  const free = !covered && !isWriting(target) && !isInside(target);
  const { singleKeys } = settings.get();
  const before = begun !== null && event.timeStamp <= begun.until ? begun.stroke : null;
  begun = null;

  const may = (combo: string): boolean => {
    const [first = '', second] = combo.split(' ');
    const stroke = second ?? first;
    if (second !== undefined ? before !== first : before !== null && isSingleKey(combo)) {
      return false;
    }
    return fits(event, stroke) && (free || !isBare(strokeOf(stroke))) && (singleKeys || !isSingleKey(combo));
  };
  const known = commands().reverse();
  const command = known.find(
    (one) =>
      (!covered || one.overDialogs === true) &&
      (!event.repeat || one.repeats === true) &&
      combosOf(one).some(may) &&
      possible(one),
  );
  if (command !== undefined) {
    event.preventDefault();
    command.run();
    return;
  }
  if (free && singleKeys && !event.repeat) {
    const first = known
      .flatMap(combosOf)
      .map((combo) => combo.split(' '))
      .find(([start = '', second]) => second !== undefined && fits(event, start))?.[0];
    begun = first === undefined ? null : { stroke: first, until: event.timeStamp + PATIENCE_MS };
  }
}
