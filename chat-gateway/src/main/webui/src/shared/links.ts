export type Piece = { kind: 'text'; text: string } | { kind: 'link'; text: string; href: string };

/** Signs that turn the direction of what follows could make an address read as another one. */
const ADDRESS = /\b(?:https?:\/\/|www\.)[^\s<>"'`\u061C\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]+/giu;
/** Punctuation that ends the sentence, not the address. */
const TAIL = /[.,;:!?…»”’*_~]+$/u;

function closeBrackets(text: string): string {
  let address = text.replace(TAIL, '');
  while (/[)\]}]$/.test(address)) {
    const close = address.at(-1) ?? '';
    const open = { ')': '(', ']': '[', '}': '{' }[close] ?? '';
    if (address.split(open).length >= address.split(close).length) {
      break;
    }
    address = address.slice(0, -1).replace(TAIL, '');
  }
  return address;
}

/**
 * Only http and https, and no name before the host: `https://bank.example@evil.example` leads to evil.example, and
 * nobody reads it that way.
 */
function isSafe(href: string): boolean {
  if (!URL.canParse(href)) {
    return false;
  }
  const { protocol, username, password } = new URL(href);
  return /^https?:$/.test(protocol) && username === '' && password === '';
}

/** The host as the browser goes there, when the text shows it otherwise: letters of other alphabets look like ours. */
export function realHost({ text, href }: { text: string; href: string }): string | null {
  const { host } = new URL(href);
  return text.toLowerCase().includes(host) ? null : host;
}

/** Cuts a customer's text into words and web addresses. Only http and https become links. */
export function pieces(body: string): Piece[] {
  const result: Piece[] = [];
  let from = 0;
  for (const match of body.matchAll(ADDRESS)) {
    const text = closeBrackets(match[0]);
    const href = /^www\./i.test(text) ? `https://${text}` : text;
    if (!isSafe(href)) {
      continue;
    }
    if (match.index > from) {
      result.push({ kind: 'text', text: body.slice(from, match.index) });
    }
    result.push({ kind: 'link', text, href });
    from = match.index + text.length;
  }
  if (from < body.length) {
    result.push({ kind: 'text', text: body.slice(from) });
  }
  return result;
}

const ONLY_EMOJI =
  /^(?:\p{Extended_Pictographic}(?:\p{Emoji_Modifier}|\uFE0F|\u200D\p{Extended_Pictographic})*\s*){1,3}$/u;

/** One to three emoji and nothing else: shown large. */
export function isJumbo(body: string): boolean {
  return body.length <= 40 && ONLY_EMOJI.test(body.trim());
}
