import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { en } from './en';
import { talkEn } from './talk-en';

const root = join(import.meta.dirname, '../..');

function files(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      return ['i18n', 'test', 'worker'].includes(entry.name) ? [] : files(path);
    }
    return /(?<!\.test|\.d)\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

const sources = new Map(files(root).map((path) => [path, readFileSync(path, 'utf8')]));

function resolved(from: string, name: string): string | undefined {
  const path = name.startsWith('@/') ? join(root, name.slice(2)) : join(dirname(from), name);
  return [`${path}.ts`, `${path}.tsx`].find((one) => existsSync(one));
}

function named(path: string, pattern: RegExp): string[] {
  return [...(sources.get(path) ?? '').matchAll(pattern)]
    .map((match) => resolved(path, match[1] ?? ''))
    .filter((one) => one !== undefined);
}

const beside = (path: string): string[] => [
  ...named(path, /^import (?!type )[^;]*? from '([@.][^']+)';/gm),
  ...named(path, /^import '([@.][^']+)';/gm),
];
const later = (path: string): string[] => named(path, /\bimport\('([^']+)'\)/g);

/** What is there as soon as a file is. */
function around(path: string, known: ReadonlySet<string> = new Set()): Set<string> {
  const found = new Set<string>();
  const open = [path];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (!found.has(next) && !known.has(next)) {
      found.add(next);
      open.push(...beside(next));
    }
  }
  return found;
}

function keysOf(texts: object, path = ''): string[] {
  return Object.entries(texts).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'string' ? [`${path}${key}`] : keysOf(value as object, `${path}${key}.`),
  );
}

const atOnce = new Set(keysOf(en));
const late = keysOf(talkEn).map((key) => key.replace(/_(one|other)$/, ''));

/** Texts of conversations that a file asks for; of those whose end is only known later, their beginning. */
function asks(path: string): string[] {
  const source = sources.get(path) ?? '';
  const whole = late.filter((key) => source.includes(`'${key}'`));
  const begun = [...source.matchAll(/\bt(?:exts)?\(\s*`([\w.-]+)\$\{/g)]
    .map((match) => match[1] ?? '')
    .filter((start) => late.some((key) => key.startsWith(start)))
    .filter((start) => ![...atOnce].some((key) => key.startsWith(start)));
  return [...whole, ...begun];
}

const main = join(root, 'app/main.tsx');
const texts = join(root, 'shared/i18n/talk-texts.ts');
const initial = around(main);
const name = (path: string): string => relative(root, path);

describe('texts that come late', () => {
  it('are not asked for by what is there first', () => {
    expect(initial.size).toBeGreaterThan(60);
    expect(initial).not.toContain(texts);
    expect([...initial].filter((path) => asks(path).length > 0).map(name)).toEqual([]);
  });

  it('are brought by whatever asks for them', () => {
    const entries = new Set([...sources.keys()].flatMap(later));
    expect(entries.size).toBeGreaterThan(30);
    const missing = [...entries].flatMap((entry) => {
      const here = around(entry, initial);
      const asking = [...here].filter((path) => asks(path).length > 0);
      return asking.length > 0 && !here.has(texts)
        ? asking.map((path) => `${name(entry)}: ${name(path)}`)
        : [];
    });
    expect(missing).toEqual([]);
  });
});
