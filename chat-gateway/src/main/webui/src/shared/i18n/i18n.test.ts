import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { boardEn } from './board-en';
import { boardEs } from './board-es';
import { campaignsEn } from './campaigns-en';
import { campaignsEs } from './campaigns-es';
import { composeEn } from './compose-en';
import { composeEs } from './compose-es';
import { contactEn } from './contact-en';
import { contactEs } from './contact-es';
import { en } from './en';
import { es } from './es';
import { journalEn } from './journal-en';
import { journalEs } from './journal-es';
import { listEn } from './list-en';
import { listEs } from './list-es';
import { numbersEn } from './numbers-en';
import { numbersEs } from './numbers-es';
import { paletteEn } from './palette-en';
import { paletteEs } from './palette-es';
import { pushEn } from './push-en';
import { pushEs } from './push-es';
import { talkEn } from './talk-en';
import { talkEs } from './talk-es';
import { teamEn } from './team-en';
import { teamEs } from './team-es';
import { workspaceEn } from './workspace-en';
import { workspaceEs } from './workspace-es';

function flatten(texts: object, path = ''): Map<string, string> {
  const result = new Map<string, string>();
  for (const [key, value] of Object.entries(texts) as [string, unknown][]) {
    const name = path === '' ? key : `${path}.${key}`;
    if (typeof value === 'string') {
      result.set(name, value);
    } else {
      flatten(value as object, name).forEach((text, inner) => result.set(inner, text));
    }
  }
  return result;
}

const variables = (text: string): string[] =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? '').sort();

const english = flatten({
  ...en,
  ...talkEn,
  thread: { ...en.thread, ...talkEn.thread },
  message: { ...en.message, ...talkEn.message },
  search: { ...en.search, ...talkEn.search },
  board: boardEn,
  campaigns: campaignsEn,
  compose: composeEn,
  contact: contactEn,
  journal: journalEn,
  narrow: listEn,
  numbers: numbersEn,
  palette: paletteEn,
  push: pushEn,
  team: teamEn,
  workspace: workspaceEn,
});
const spanish = flatten({
  ...es,
  ...talkEs,
  thread: { ...es.thread, ...talkEs.thread },
  message: { ...es.message, ...talkEs.message },
  search: { ...es.search, ...talkEs.search },
  board: boardEs,
  campaigns: campaignsEs,
  compose: composeEs,
  contact: contactEs,
  journal: journalEs,
  narrow: listEs,
  numbers: numbersEs,
  palette: paletteEs,
  push: pushEs,
  team: teamEs,
  workspace: workspaceEs,
});

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      return entry.name === 'i18n' || entry.name === 'test' ? [] : sources(path);
    }
    return /\.tsx?$/.test(entry.name) && !entry.name.includes('.test.') ? [readFileSync(path, 'utf8')] : [];
  });
}

const code = sources(join(import.meta.dirname, '../..')).join('\n');

describe('the texts', () => {
  it('have the same keys in both languages', () => {
    expect([...spanish.keys()]).toEqual([...english.keys()]);
  });

  it('are never empty and use the same variables in both languages', () => {
    for (const [key, text] of english) {
      const other = spanish.get(key) ?? '';
      expect(other.trim(), key).not.toBe('');
      expect(variables(other), key).toEqual(variables(text));
    }
  });

  it('are translated, except for words that are the same', () => {
    const same = [...english].filter(([key, text]) => spanish.get(key) === text && /\p{L}{4,}/u.test(text));
    expect(same.map(([key]) => key)).toEqual([
      'app.name',
      'composer.emoji',
      'journal.delivery.asBytes',
      'numbers.one.webhook',
      'numbers.compare.fieldName.webhook',
    ]);
  });

  it('all exist where the code asks for them', () => {
    const asked = [...code.matchAll(/\bt\(\s*'([\w.-]+)'/g)].map((match) => match[1] ?? '');
    expect(asked.length).toBeGreaterThan(100);
    const missing = asked.filter((key) => !english.has(key) && !english.has(`${key}_other`));
    expect(missing).toEqual([]);
  });

  it('are all used', () => {
    const families = [...code.matchAll(/\bt\(\s*`([\w.-]+)\$\{/g)].map((match) => match[1] ?? '');
    const unused = [...english.keys()].filter((key) => {
      const name = key.replace(/_(one|other)$/, '');
      return !code.includes(`'${name}'`) && !families.some((family) => key.startsWith(family));
    });
    expect(unused).toEqual([]);
  });
});
