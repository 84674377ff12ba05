/** The browser's storage, which may be full, forbidden or hold another version's words. */
export function readStored(key: string, shelf: Shelf = 'local'): unknown {
  try {
    const text = storageOf(shelf).getItem(key);
    return text === null ? undefined : (JSON.parse(text) as unknown);
  } catch {
    return undefined;
  }
}

export function writeStored(key: string, value: unknown, shelf: Shelf = 'local'): void {
  try {
    if (value === undefined) {
      storageOf(shelf).removeItem(key);
    } else {
      storageOf(shelf).setItem(key, JSON.stringify(value));
    }
  } catch {
    // Without storage the page works until it is closed.
  }
}

/** `session` is this tab's alone and ends with it; both live through a reload. */
type Shelf = 'local' | 'session';

function storageOf(shelf: Shelf): Storage {
  return shelf === 'local' ? window.localStorage : window.sessionStorage;
}
