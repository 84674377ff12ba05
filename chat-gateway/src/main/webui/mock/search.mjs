const PAGE = 30;
const OPERATORS = {
  from: 'from',
  de: 'from',
  label: 'label',
  etiqueta: 'label',
  in: 'in',
  en: 'in',
  before: 'before',
  antes: 'before',
  after: 'after',
  despues: 'after',
};

const fold = (text) =>
  text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase();
const wordsOf = (text) =>
  [...text.matchAll(/[\p{L}\p{Nd}\u0300-\u036f]+/gu)].map((match) => ({
    text: fold(match[0]),
    start: match.index,
    end: match.index + match[0].length,
  }));

function read(q) {
  const text = q.trim();
  const question = { terms: [], from: [], label: [], in: [], before: null, after: null, wrong: undefined };
  for (const match of text.matchAll(/(-)?(?:(\p{L}+):)?(?:"([^"]*)(?:"|$)|([^\s"]*))/gu)) {
    const [piece, minus, name, quoted, bare] = match;
    const operator = OPERATORS[fold(name ?? '')];
    const value = (quoted ?? bare ?? '').trim();
    if (operator === undefined) {
      const words = wordsOf(piece).map((word) => word.text);
      const last = match.index + piece.length === text.length && quoted === undefined;
      if (words.length > 0) question.terms.push({ words, unwanted: minus !== undefined, unfinished: last });
    } else if (operator === 'before' || operator === 'after') {
      const at = Date.parse(/^(hoy|today)$/.test(value) ? new Date().toDateString() : value);
      if (Number.isNaN(at)) question.wrong ??= `q/${operator}`;
      else question[operator] = at;
    } else if (value === '') question.wrong ??= `q/${operator}`;
    else question[operator].push(fold(value));
  }
  return question;
}

function find(words, { words: parts, unfinished }) {
  const found = [];
  for (let from = 0; from + parts.length <= words.length; from += 1) {
    const fits = parts.every((part, index) =>
      unfinished && index === parts.length - 1
        ? words[from + index].text.startsWith(part)
        : words[from + index].text === part,
    );
    if (fits) found.push(...words.slice(from, from + parts.length));
  }
  return found;
}

/** As the server's search: words, operators, marks, pages; over what the mock has. */
export function search({ threads, parameters, me }) {
  const q = parameters.get('q') ?? '';
  const offset = Number(parameters.get('cursor') ?? 0);
  const question = read(q);
  if (question.wrong !== undefined) return { pointer: question.wrong };
  const digits = /^[+\d\s().-]+$/.test(q) ? q.replace(/\D/g, '') : '';
  const names = question.terms.flatMap((term) => term.words);
  const called = threads.filter((thread) =>
    digits.length > 2
      ? thread.external.includes(digits)
      : names.length > 0 && names.every((name) => fold(thread.displayName ?? '').includes(name)),
  );
  const hits = threads
    .filter(
      (thread) => question.label.length === 0 || thread.labels.some((one) => question.label.includes(one)),
    )
    .filter(
      (thread) =>
        question.in.length === 0 || question.in.some((part) => thread.did.includes(part.replace(/\D/g, ''))),
    )
    .flatMap((thread) =>
      thread.messages
        .filter((message) => message.direction !== 'system')
        .filter((message) => {
          const writer =
            message.direction === 'inbound' ? ['contact', 'contacto'] : [fold(message.author ?? '')];
          if (message.author === me.user) writer.push('me', 'yo');
          const at = Date.parse(message.createdAt);
          return (
            (question.from.length === 0 || question.from.some((one) => writer.includes(one))) &&
            (question.before === null || at < question.before) &&
            (question.after === null || at >= question.after)
          );
        })
        .flatMap((message) => {
          const words = wordsOf(message.body);
          const found = question.terms.map((term) => find(words, term));
          const answers = question.terms.every((term, index) => found[index].length > 0 !== term.unwanted);
          const marks = found
            .flat()
            .map((word) => [word.start, word.end])
            .sort((a, b) => a[0] - b[0]);
          return answers ? [{ message, thread, marks }] : [];
        }),
    )
    .sort((a, b) => Date.parse(b.message.createdAt) - Date.parse(a.message.createdAt));
  const next = new URLSearchParams(parameters);
  next.set('cursor', String(offset + PAGE));
  return {
    threads: offset === 0 ? called.slice(0, 10) : [],
    messages: hits.slice(offset, offset + PAGE),
    next: hits.length > offset + PAGE ? `/api/search?${next}` : undefined,
  };
}
