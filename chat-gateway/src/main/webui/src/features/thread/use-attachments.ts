import { useCallback, useRef, useState } from 'react';
import { useT } from '@/shared/i18n/i18n';
import { uploadMedia } from './api/upload-media';
import type { OutgoingMedia } from './outbox';
import { problemText } from './problem-text';

export interface Attachment {
  key: string;
  name: string;
  preview: string;
  state: 'uploading' | 'ready' | 'failed';
  problem: string | null;
  media: OutgoingMedia | null;
}

export interface Attachments {
  all: readonly Attachment[];
  /** @returns false when something in the list is not an image */
  add: (files: Iterable<File>) => boolean;
  remove: (key: string) => void;
  restore: (media: readonly OutgoingMedia[]) => void;
  clear: () => void;
}

/** Images that go with the next message; each is on its way to the server as soon as it is chosen. */
export function useAttachments(): Attachments {
  const { t } = useT();
  const [all, setAll] = useState<readonly Attachment[]>([]);
  const aborts = useRef(new Map<string, AbortController>());

  const change = useCallback((key: string, values: Partial<Attachment>) => {
    setAll((before) => before.map((one) => (one.key === key ? { ...one, ...values } : one)));
  }, []);

  const add = useCallback(
    (files: Iterable<File>) => {
      let onlyImages = true;
      for (const file of files) {
        if (!file.type.startsWith('image/')) {
          onlyImages = false;
          continue;
        }
        const key = crypto.randomUUID();
        const preview = URL.createObjectURL(file);
        const abort = new AbortController();
        aborts.current.set(key, abort);
        setAll((before) => [
          ...before,
          { key, name: file.name, preview, state: 'uploading', problem: null, media: null },
        ]);
        uploadMedia(file, abort.signal).then(
          ({ id, contentType, bytes, name }) =>
            change(key, {
              state: 'ready',
              media: {
                id,
                name: name ?? file.name,
                contentType: contentType ?? file.type,
                bytes: bytes ?? file.size,
                url: preview,
              },
            }),
          (error: unknown) => {
            if (!abort.signal.aborted) {
              change(key, { state: 'failed', problem: problemText(error as Error, t) });
            }
          },
        );
      }
      return onlyImages;
    },
    [change, t],
  );

  const remove = useCallback((key: string) => {
    aborts.current.get(key)?.abort();
    aborts.current.delete(key);
    setAll((before) => before.filter((one) => one.key !== key));
  }, []);

  const restore = useCallback((media: readonly OutgoingMedia[]) => {
    setAll((before) => [
      ...media.map((one): Attachment => ({
        key: one.id,
        name: one.name,
        preview: one.url ?? '',
        state: 'ready',
        problem: null,
        media: one,
      })),
      ...before,
    ]);
  }, []);

  const clear = useCallback(() => {
    aborts.current.clear();
    setAll([]);
  }, []);

  return { all, add, remove, restore, clear };
}
