/** As much of IndexedDB as `shared/device.ts` uses: one database with one shelf of values by name. */
export class FakeIndexedDb {
  readonly values = new Map<string, unknown>();
  #made = false;

  open(): IDBOpenDBRequest {
    const shelf = {
      get: (name: string) => this.#request(() => structuredClone(this.values.get(name))),
      put: (value: unknown, name: string) =>
        this.#request(() => {
          this.values.set(name, structuredClone(value));
        }),
      delete: (name: string) => this.#request(() => this.values.delete(name)),
      clear: () => this.#request(() => this.values.clear()),
    };
    const database = {
      createObjectStore: () => {
        this.#made = true;
      },
      transaction: () => {
        if (!this.#made) {
          throw new Error('there is no such shelf');
        }
        const transaction: {
          oncomplete?: (this: unknown, event: Event) => void;
          objectStore: () => unknown;
        } = {
          objectStore: () => shelf,
        };
        setTimeout(() => transaction.oncomplete?.(new Event('complete')), 0);
        return transaction;
      },
      close: () => undefined,
    };
    const request = { result: database } as unknown as IDBOpenDBRequest;
    setTimeout(() => {
      if (!this.#made) {
        request.onupgradeneeded?.call(request, new Event('upgradeneeded') as IDBVersionChangeEvent);
      }
      request.onsuccess?.call(request, new Event('success'));
    }, 0);
    return request;
  }

  #request(work: () => unknown): { result: unknown } {
    return { result: work() };
  }
}
