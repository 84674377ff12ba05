import { useState } from 'react';
import type { T } from '@/shared/i18n/i18n';
import { Problem, Unreachable } from '@/shared/problem';
import './texts';

/** Why something did not work, in the server's words where it has some. */
export function reasonOf(error: Error | null, t: T): string {
  if (error instanceof Problem) {
    const said = error.errors.map((one) => one.detail).join(' ');
    return said === '' ? (error.detail ?? (error.title === '' ? `HTTP ${error.status}` : error.title)) : said;
  }
  return error instanceof Unreachable ? t('numbers.unreachable') : (error?.message ?? '');
}

/** What a refusal says about a field or one of its items (`teams`, `teams/2`), to be shown there. */
export function problemAt(error: Error | null, field: string): string | undefined {
  if (!(error instanceof Problem)) {
    return undefined;
  }
  const said = error.errors
    .filter(({ pointer }) => {
      const path = pointer.replace(/^#?\//, '');
      return path === field || path.startsWith(`${field}/`);
    })
    .map(({ detail }) => detail);
  return said.length === 0 ? undefined : [...new Set(said)].join(' ');
}

/** What a refusal says beside what it says about these fields; undefined when every word belongs to one of them. */
export function problemBeside(error: Error | null, fields: readonly string[], t: T): string | undefined {
  if (error === null || fields.some((field) => problemAt(error, field) !== undefined)) {
    return undefined;
  }
  return reasonOf(error, t);
}

class Keys {
  #wish = '';
  #key = '';

  /** The key of a wish: the same as long as the same is wished for and nobody has answered. */
  of(wish: string): string {
    if (this.#key === '' || wish !== this.#wish) {
      this.#wish = wish;
      this.#key = crypto.randomUUID();
    }
    return this.#key;
  }

  /** What was asked has been answered, unless nobody was reached: the next time it is a new wish. */
  answered(error: Error | null): void {
    if (!(error instanceof Unreachable)) {
      this.#key = '';
    }
  }
}

/** Idempotency keys of one control: repeating what got no answer does nothing twice. */
export function useKeys(): Keys {
  return useState(() => new Keys())[0];
}
