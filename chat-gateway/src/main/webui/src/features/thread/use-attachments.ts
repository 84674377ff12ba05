import { useCallback, useEffect, useRef, useState } from 'react';
import type { T } from '@/shared/i18n/i18n';
import { useT } from '@/shared/i18n/i18n';
import { uploadMedia } from './api/upload-media';
import type { OutgoingMedia } from './outbox';
import type { Fitted } from './picture';
import { canFit, fitPicture, UnreadablePicture } from './picture';
import { problemText } from './problem-text';

/** What the server takes in one message. */
export const MOST_PICTURES = 5;

export interface Attachment {
  key: string;
  name: string;
  preview: string;
  state: 'uploading' | 'ready' | 'failed';
  problem: string | null;
  media: OutgoingMedia | null;
  /** Not chosen, but drawn to make a long text an MMS. */
  heading: boolean;
}

export interface Attachments {
  all: readonly Attachment[];
  /** @returns what is to be said about what was chosen, if anything */
  add: (files: Iterable<File>, options?: { heading: boolean }) => string | null;
  remove: (key: string) => void;
  restore: (media: readonly OutgoingMedia[]) => void;
  clear: () => void;
}

/** Images that go with the next message; each is made fit and on its way to the server as soon as it is chosen. */
export function useAttachments(): Attachments {
  const { t } = useT();
  const [all, setAll] = useState<readonly Attachment[]>([]);
  const count = useRef(0);
  const aborts = useRef(new Map<string, AbortController>());
  useEffect(() => {
    count.current = all.length;
  }, [all]);

  const change = useCallback((key: string, values: Partial<Attachment>) => {
    setAll((before) => before.map((one) => (one.key === key ? { ...one, ...values } : one)));
  }, []);

  const add = useCallback(
    (files: Iterable<File>, { heading } = { heading: false }) => {
      let remark: string | null = null;
      for (const file of files) {
        if (!file.type.startsWith('image/')) {
          remark = t('composer.notImage');
          continue;
        }
        if (count.current >= MOST_PICTURES) {
          remark = t('compose.picture.tooMany', { count: MOST_PICTURES });
          break;
        }
        if (file.type === 'image/gif') {
          remark ??= t('compose.picture.still');
        }
        count.current += 1;
        const key = crypto.randomUUID();
        const abort = new AbortController();
        aborts.current.set(key, abort);
        const preview = URL.createObjectURL(file);
        setAll((before) => [
          ...before,
          {
            key,
            name: heading ? t('compose.mms.heading') : file.name,
            preview,
            state: 'uploading',
            problem: null,
            media: null,
            heading,
          },
        ]);
        fitted(file)
          .then(async (fit) => {
            const shown = fit.file === file ? preview : URL.createObjectURL(fit.file);
            if (shown !== preview) {
              change(key, { preview: shown });
              URL.revokeObjectURL(preview);
            }
            const media = await uploadMedia(fit.file, abort.signal);
            change(key, { state: 'ready', media: { ...outgoingOf(media, fit, shown), heading } });
          })
          .catch((error: unknown) => {
            if (!abort.signal.aborted) {
              change(key, { state: 'failed', problem: reasonOf(error, t) });
            }
          });
      }
      return remark;
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
        heading: one.heading === true,
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

/** Where the browser cannot, the server makes it fit. */
async function fitted(file: File): Promise<Partial<Fitted> & { file: File }> {
  return canFit() ? fitPicture(file) : { file };
}

function outgoingOf(
  { id, contentType, bytes, name }: Awaited<ReturnType<typeof uploadMedia>>,
  { file, width, height }: Partial<Fitted> & { file: File },
  url: string,
): OutgoingMedia {
  return {
    id,
    name: name ?? file.name,
    contentType: contentType ?? file.type,
    bytes: bytes ?? file.size,
    url,
    width,
    height,
  };
}

function reasonOf(error: unknown, t: T): string {
  return error instanceof UnreadablePicture
    ? t('compose.picture.unreadable')
    : problemText(error as Error, t);
}
