import { ChevronLeft, ChevronRight, ExternalLink, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { Message } from '@/shared/contract';
import { useT } from '@/shared/i18n/i18n';
import { isImage, isShown } from './media-list';
import './texts';

interface LightboxProps {
  message: Message;
  mediaId: string;
  who: string;
  onClose: () => void;
}

/** A message's images, as large as the window allows. */
export function Lightbox({ message, mediaId, who, onClose }: LightboxProps) {
  const { t } = useT();
  const dialog = useRef<HTMLDialogElement>(null);
  const images = message.media.filter((media) => isImage(media) && media.url != null);
  const [index, setIndex] = useState(() =>
    Math.max(
      0,
      images.findIndex((media) => media.id === mediaId),
    ),
  );
  const media = images[index];
  const button =
    'grid size-11 place-items-center rounded-full bg-black/50 text-white hover:bg-black/70 disabled:opacity-30 focus-visible:outline-white';

  useEffect(() => {
    if (dialog.current?.open === false) {
      dialog.current.showModal();
    }
  }, []);

  function go(step: number): void {
    setIndex((at) => Math.min(images.length - 1, Math.max(0, at + step)));
  }

  return (
    // The arrows page as the buttons do; a press beside the image closes, as Escape does.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <dialog
      ref={dialog}
      aria-label={t('media.viewer')}
      onClose={onClose}
      onKeyDown={(event) => {
        if (event.key === 'ArrowRight') {
          go(1);
        } else if (event.key === 'ArrowLeft') {
          go(-1);
        }
      }}
      onClick={(event) => {
        if (!(event.target as Element).closest('img, a, button')) {
          dialog.current?.close();
        }
      }}
      className="m-0 size-full max-h-none max-w-none bg-black/85 p-0 backdrop:bg-transparent"
    >
      <div className="flex size-full items-center justify-center p-4 md:p-12">
        {media !== undefined && (
          <img
            src={(isShown(media) ? media.url : media.thumbnailUrl) ?? ''}
            alt={t('media.image', { name: who })}
            className="max-h-full max-w-full rounded-lg object-contain"
          />
        )}
      </div>
      <div className="absolute top-4 right-4 flex gap-2">
        <a
          href={media?.url ?? ''}
          target="_blank"
          rel="noopener noreferrer"
          aria-label={t('media.download')}
          title={t('media.download')}
          className={button}
        >
          <ExternalLink className="size-5" aria-hidden="true" />
        </a>
        <button
          type="button"
          aria-label={t('media.close')}
          onClick={() => dialog.current?.close()}
          className={button}
        >
          <X className="size-5" aria-hidden="true" />
        </button>
      </div>
      {images.length > 1 && (
        <>
          <button
            type="button"
            aria-label={t('media.previous')}
            disabled={index === 0}
            onClick={() => go(-1)}
            className={`${button} absolute top-1/2 left-4 -translate-y-1/2`}
          >
            <ChevronLeft className="size-6" aria-hidden="true" />
          </button>
          <button
            type="button"
            aria-label={t('media.next')}
            disabled={index === images.length - 1}
            onClick={() => go(1)}
            className={`${button} absolute top-1/2 right-4 -translate-y-1/2`}
          >
            <ChevronRight className="size-6" aria-hidden="true" />
          </button>
        </>
      )}
    </dialog>
  );
}
