import * as z from 'zod/mini';

/**
 * What this browser keeps for the signed-in agent beside the page: for reading without a network, and so that its service
 * worker, which sees no other storage of ours, knows whose browser it is. Signing out empties it.
 */

const DATABASE = 'hilo';
const VERSION = 1;
const SHELF = 'kept';

/** That this browser is told by web push. */
const subscribed = z.object({
  user: z.string(),
  /** The server's name for it. */
  id: z.string(),
  language: z.enum(['es', 'en']),
  publicKey: z.string(),
  /** When the server was last told that it is still here. */
  at: z.number(),
});
export type Subscribed = z.output<typeof subscribed>;

export async function readSubscribed(): Promise<Subscribed | undefined> {
  const found = subscribed.safeParse(await readKept('subscribed'));
  return found.success ? found.data : undefined;
}

type Name = 'subscribed' | 'reading';

/** Undefined as well where the browser keeps nothing: in a private window, or when there is no room. */
export async function readKept(name: Name): Promise<unknown> {
  return on('readonly', (shelf) => shelf.get(name) as IDBRequest<unknown>);
}

export async function keep(name: Name, value: unknown): Promise<void> {
  await on('readwrite', (shelf) => shelf.put(value, name));
}

export async function throwAway(name?: Name): Promise<void> {
  await on('readwrite', (shelf) => (name === undefined ? shelf.clear() : shelf.delete(name)));
}

let opened: Promise<IDBDatabase> | null = null;

async function on<T>(
  mode: IDBTransactionMode,
  work: (shelf: IDBObjectStore) => IDBRequest<T>,
): Promise<T | undefined> {
  try {
    opened ??= open();
    const transaction = (await opened).transaction(SHELF, mode);
    const request = work(transaction.objectStore(SHELF));
    return await new Promise<T>((resolve, reject) => {
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error ?? new Error('given up'));
    });
  } catch {
    opened = null;
    return undefined;
  }
}

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, VERSION);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(SHELF);
    };
    request.onsuccess = () => {
      // A newer release in another tab must not wait for this one.
      request.result.onversionchange = () => {
        request.result.close();
        opened = null;
      };
      resolve(request.result);
    };
    request.onerror = () => reject(request.error ?? new Error('no database'));
    request.onblocked = () => reject(new Error('blocked'));
  });
}
