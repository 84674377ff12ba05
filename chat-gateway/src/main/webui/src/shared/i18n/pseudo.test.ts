import { afterEach, describe, expect, it } from 'vitest';
import { processTexts, texts } from './i18n';
import { pseudo, speakPseudo } from './pseudo';

describe('the pseudo-language', () => {
  afterEach(() => processTexts('plain', (text) => text));

  it('writes every text between marks, longer, and readable', () => {
    expect(pseudo('Send')).toBe('⟦Séñd~~⟧');
    expect(pseudo('Conversations of today').length).toBeGreaterThan('Conversations of today'.length * 1.3);
    expect(pseudo('')).toBe('');
  });

  it('is spoken by all texts once it is asked for', () => {
    speakPseudo();
    expect(texts('app.inbox')).toMatch(/^⟦.*⟧$/);
  });
});
