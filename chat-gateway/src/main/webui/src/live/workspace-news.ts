import type { QueryClient } from '@tanstack/react-query';
import type { Timing } from './socket';

/** What each part of the workspace is read as, by the first words of the queries' keys. */
const parts: Readonly<Record<string, readonly (readonly string[])[]>> = {
  labels: [['labels']],
  templates: [['templates']],
  // How long somebody has waited within them is on the board.
  hours: [['teams'], ['hours'], ['board']],
  people: [['people']],
  'contact-fields': [['contact-fields']],
  views: [['views']],
  push: [['push']],
};

/** Everybody hears of a change at the same moment: they ask over this time, and still see it within a second. */
export const SPREAD_MS = 400;

/** Reads again what the server says has changed; several words of the same part are one. */
export class WorkspaceNews {
  readonly #client: QueryClient;
  readonly #timing: Timing;
  readonly #asked = new Map<string, number>();

  constructor(client: QueryClient, timing: Timing) {
    this.#client = client;
    this.#timing = timing;
  }

  changed(part: string): void {
    if (parts[part] === undefined || this.#asked.has(part)) {
      return;
    }
    this.#asked.set(
      part,
      this.#timing.setTimeout(() => {
        this.#asked.delete(part);
        this.#read(part);
      }, this.#timing.random() * SPREAD_MS),
    );
  }

  /** Nobody was told while nobody listened. */
  missed(): void {
    Object.keys(parts).forEach((part) => this.changed(part));
  }

  #read(part: string): void {
    // Each change is recorded too; that page is read again with any of them.
    for (const queryKey of [...(parts[part] ?? []), ['audit']]) {
      void this.#client.invalidateQueries({ queryKey });
    }
  }
}
