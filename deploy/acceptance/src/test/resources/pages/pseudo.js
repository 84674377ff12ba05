// Runs in a page whose texts are written in the pseudo-language: each stands between ⟦ and ⟧, longer than in English.
// Answers what a person would not find translated, and what is cut off. `data` are the strings that came from the server.
(data) => {
  const LETTERS = /\p{L}{3,}/u;
  const CALENDAR =
    /^(\W|\d|am|pm|mon|tue|wed|thu|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday|jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec|january|february|march|april|june|july|august|september|october|november|december|gmt|utc|est|edt|cst|cdt|mst|mdt|pst|pdt|today|yesterday|tomorrow|at|ago|in|sec|min|hr|hrs|days?|hours?|minutes?|seconds?|weeks?)+$/i;
  const known = data.map((text) => text.replace(/\s+/g, ' ').trim().toLowerCase()).filter((text) => text !== '');
  const all = known.join('\n');
  // Examples in fields, which are the same in every language.
  const examples = ['miami'];
  const isData = (text) => {
    const found = text.replace(/\s+/g, ' ').trim().toLowerCase();
    return examples.includes(found) || all.includes(found.replace(/…$/, '')) || known.some((one) => one.length > 2 && found.includes(one));
  };
  const shown = (element) => {
    const style = getComputedStyle(element);
    return style.visibility !== 'hidden' && style.display !== 'none' && element.getClientRects().length > 0;
  };
  // For ears only: a box of a pixel.
  const unseen = (element) => {
    for (let around = element; around !== null && around !== document.body; around = around.parentElement) {
      const { width, height } = around.getBoundingClientRect();
      if (width <= 1 && height <= 1 && getComputedStyle(around).overflow === 'hidden') return true;
    }
    return false;
  };
  const outside = (text) => text.replace(/⟦[^⟧]*⟧/gu, ' ');
  const untranslated = new Set();
  const clipped = new Set();
  const suspect = (text, where) => {
    const rest = outside(text).trim();
    if (LETTERS.test(rest) && !CALENDAR.test(rest) && !isData(rest)) untranslated.add(`${where}: ${rest.slice(0, 80)}`);
  };
  const isCut = (rectangle, element) => {
    for (let around = element; around !== null && around !== document.body; around = around.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(around);
      const box = around.getBoundingClientRect();
      if (around.closest('[data-scrolls], [role="log"]') === around) return false;
      const scrolls = (axis) => axis === 'auto' || axis === 'scroll';
      if (scrolls(overflowX) || scrolls(overflowY)) return false;
      if (overflowX !== 'visible' && (rectangle.right > box.right + 1 || rectangle.left < box.left - 1)) return true;
      if (overflowY !== 'visible' && (rectangle.bottom > box.bottom + 2 || rectangle.top < box.top - 2)) return true;
    }
    return rectangle.right > innerWidth + 1 || rectangle.left < -1;
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const element = node.parentElement;
    if (element === null || ['SCRIPT', 'STYLE', 'NOSCRIPT', 'KBD', 'CODE'].includes(element.tagName)) continue;
    if (!shown(element) || element.closest('[aria-hidden="true"], .sr-only, [data-message-id]')) continue;
    suspect(node.data, 'text');
    if (node.data.includes('⟦')) {
      const range = document.createRange();
      range.selectNodeContents(node);
      const visible = [...range.getClientRects()];
      if (!unseen(element) && visible.some((rectangle) => isCut(rectangle, element))) clipped.add(node.data.slice(0, 80));
    }
  }
  for (const name of ['aria-label', 'placeholder', 'title', 'alt', 'aria-description']) {
    for (const element of document.querySelectorAll(`[${name}]`)) {
      if (shown(element)) suspect(element.getAttribute(name), name);
    }
  }
  return { untranslated: [...untranslated], clipped: [...clipped] };
}
