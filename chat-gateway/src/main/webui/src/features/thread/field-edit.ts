/**
 * Puts words into a text field as if they had been typed there: the caret ends behind them, the field's own undo knows
 * of them, and React hears of the change.
 *
 * @returns false when the browser has no such way; then the field is as it was
 */
export function typeInto(
  field: HTMLTextAreaElement,
  words: string,
  from = field.selectionStart,
  to = field.selectionEnd,
): boolean {
  field.focus();
  field.setSelectionRange(from, to);
  const typed = field.value.slice(0, from) + words + field.value.slice(to);
  try {
    // Deprecated without a successor: nothing else keeps the undo history.
    /* eslint-disable @typescript-eslint/no-deprecated */
    const done =
      words === '' ? document.execCommand('delete') : document.execCommand('insertText', false, words);
    /* eslint-enable @typescript-eslint/no-deprecated */
    return done && field.value === typed;
  } catch {
    return false;
  }
}
