import { useInfiniteQuery } from '@tanstack/react-query';
import { FileText } from 'lucide-react';
import type { Media, Message } from '@/shared/contract';
import { formatBytes, formatDate, formatFull } from '@/shared/format';
import { useT } from '@/shared/i18n/i18n';
import { Button } from '@/shared/ui/button';
import { SignedImage } from '@/shared/ui/signed-image';
import { Skeleton } from '@/shared/ui/states';
import { galleryQuery } from './api/get-gallery';
import { Section } from './section';

interface GalleryProps {
  threadId: string;
  onPicture: (message: Message, mediaId: string) => void;
}

interface Shown {
  message: Message;
  media: Media;
}

/** Whether the server drew a small picture of it, or browsers show the original. */
function isPicture(media: Media): boolean {
  return (
    media.thumbnailUrl != null ||
    ['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'image/svg+xml'].includes(media.contentType ?? '')
  );
}

/** What was sent in this conversation to look at, the newest first; pictures as pictures, everything else by name. */
export function Gallery({ threadId, onPicture }: GalleryProps) {
  const { t, language } = useT();
  const gallery = useInfiniteQuery(galleryQuery(threadId));
  const all: Shown[] = (gallery.data?.pages ?? [])
    .flatMap((page) => page.messages)
    .flatMap((message) =>
      message.media
        .filter((media) => media.state === 'ready' && media.url != null)
        .map((media) => ({ message, media })),
    );
  const pictures = all.filter(({ media }) => isPicture(media));
  const files = all.filter(({ media }) => !isPicture(media));

  /** The arrows of the viewer go on to all pictures of the same side. */
  function open({ message, media }: Shown): void {
    const side = pictures.filter((one) => one.message.direction === message.direction);
    onPicture({ ...message, media: side.map((one) => one.media) }, media.id);
  }

  return (
    <Section title={t('contact.gallery')}>
      {gallery.isPending ? (
        <Skeleton label={t('contact.loading')}>
          <div className="h-20 rounded-lg bg-line" />
        </Skeleton>
      ) : gallery.data === undefined ? (
        <p role="alert" className="flex items-center gap-2 text-sm text-ink-2">
          {t('contact.galleryFailed')}
          <button type="button" onClick={() => void gallery.refetch()} className="font-semibold underline">
            {t('contact.again')}
          </button>
        </p>
      ) : all.length === 0 ? (
        <p className="text-sm text-ink-3">{t('contact.noMedia')}</p>
      ) : (
        <>
          {pictures.length > 0 && (
            <ul className="grid grid-cols-3 gap-1.5" data-gallery={pictures.length}>
              {pictures.map((shown) => (
                <li key={shown.media.id}>
                  <button
                    type="button"
                    aria-label={t('contact.openPicture', {
                      name: shown.media.name ?? '',
                      when: formatFull(new Date(shown.message.createdAt), language),
                    })}
                    title={shown.media.name ?? undefined}
                    onClick={() => open(shown)}
                    className="relative block aspect-square w-full overflow-hidden rounded-lg bg-pressed"
                  >
                    <SignedImage
                      url={shown.media.thumbnailUrl ?? shown.media.url ?? ''}
                      alt=""
                      onStale={() => void gallery.refetch()}
                    />
                  </button>
                </li>
              ))}
            </ul>
          )}
          {files.length > 0 && (
            <ul className="-mx-2 mt-2 flex flex-col">
              {files.map(({ media, message }) => (
                <li key={media.id}>
                  <a
                    href={media.url ?? ''}
                    target="_blank"
                    rel="noopener noreferrer"
                    className="flex items-center gap-2.5 rounded-lg px-2 py-1.5 text-sm hover:bg-hover"
                  >
                    <FileText className="size-5 shrink-0 text-thread" aria-hidden="true" />
                    <span className="min-w-0 flex-1">
                      <bdi className="block truncate font-medium">{media.name ?? t('contact.file')}</bdi>
                      <span className="block text-xs text-ink-3">
                        {formatDate(new Date(message.createdAt), language)}
                        {media.bytes != null && ` · ${formatBytes(media.bytes, language)}`}
                      </span>
                    </span>
                  </a>
                </li>
              ))}
            </ul>
          )}
          {gallery.hasNextPage && (
            <Button
              look="plain"
              className="mt-2 w-full"
              disabled={gallery.isFetchingNextPage}
              onClick={() => void gallery.fetchNextPage()}
            >
              {t('contact.more')}
            </Button>
          )}
        </>
      )}
    </Section>
  );
}
