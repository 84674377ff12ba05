import { processTexts } from './i18n';

/*
 * A language for finding faults: every text is written in it, longer and between marks, and stays readable. What stands
 * on a screen without marks was not translated, what lost a mark is cut off. Nobody chooses it in the settings; whoever
 * looks for such faults sets `hilo.pseudo` to `true` in the browser's storage and reloads.
 */

const plain = 'aceinouyACEINOUY';
const marked = 'àçéîñôûýÀÇÉÎÑÔÛÝ';

export function pseudo(text: string): string {
  if (text === '') {
    return text;
  }
  const written = text.replaceAll(/[aceinouy]/gi, (letter) => marked[plain.indexOf(letter)] ?? letter);
  // Spanish is about a fifth longer than English, German a third.
  const longer = '~'.repeat(Math.ceil(text.length * (text.length < 12 ? 0.5 : 0.3)));
  return `⟦${written}${longer}⟧`;
}

export function speakPseudo(): void {
  processTexts('pseudo', pseudo);
}
