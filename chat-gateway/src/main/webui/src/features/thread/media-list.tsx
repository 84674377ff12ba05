import { FileText, ImageOff, LoaderCircle } from 'lucide-react';
import { useState } from 'react';
import type { Media, Message } from '@/shared/contract';
import { formatBytes } from '@/shared/format';
import { useT } from '@/shared/i18n/i18n';

export function isImage(media: Media): boolean {
  return media.contentType?.startsWith('image/') === true;
}

interface MediaListProps {
  message: Message;
  who: string;
  onOpen: (mediaId: string) => void;
  /** An address no longer works: they live shortly. */
  onStale: () => void;
}

/** Attachments. An image has its room before it is there, so that nothing moves when it comes. */
export function MediaList({ message, who, onOpen, onStale }: MediaListProps) {
  const images = message.media.filter((media) => media.state === 'ready' && isImage(media));
  const grid = images.length > 1;
  return (
    <div className={`-mx-1.5 mb-1 grid gap-1 ${grid ? 'grid-cols-2' : ''}`}>
      {message.media.map((media) =>
        media.state === 'ready' && media.url != null && isImage(media) ? (
          <Picture
            key={media.id}
            media={media}
            url={media.url}
            who={who}
            small={grid}
            onOpen={onOpen}
            onStale={onStale}
          />
        ) : (
          <FileLine key={media.id} media={media} wide={grid} />
        ),
      )}
    </div>
  );
}

interface PictureProps {
  media: Media;
  url: string;
  who: string;
  small: boolean;
  onOpen: (mediaId: string) => void;
  onStale: () => void;
}

function Picture({ media, url, who, small, onOpen, onStale }: PictureProps) {
  const { t } = useT();
  // A newly signed address of the same picture is no reason to load it again.
  const [shown, setShown] = useState(url);
  const [broken, setBroken] = useState<string | null>(null);
  const failed = broken !== null && broken === url;
  if (broken !== null && broken !== url && shown !== url) {
    setShown(url);
  }
  return (
    <button
      type="button"
      onClick={() => onOpen(media.id)}
      aria-label={t('media.open', { name: media.name ?? '' })}
      className={`relative block overflow-hidden rounded-xl bg-pressed ${small ? 'h-36 w-[min(9rem,36vw)]' : 'h-60 w-[min(20rem,64vw)]'}`}
    >
      {failed ? (
        <span className="grid size-full place-items-center text-ink-3">
          <ImageOff className="size-7" aria-hidden="true" />
        </span>
      ) : (
        <img
          src={shown}
          alt={t('media.image', { name: who })}
          loading="lazy"
          decoding="async"
          className="size-full object-cover"
          onError={() => {
            if (broken === null) {
              onStale();
            }
            setBroken(shown);
          }}
        />
      )}
    </button>
  );
}

const problems = [
  'too-large',
  'not-found',
  'forbidden',
  'unreachable',
  'too-slow',
  'bad-address',
  'too-many-redirects',
] as const;

function FileLine({ media, wide }: { media: Media; wide: boolean }) {
  const { t, language } = useT();
  const box = `flex min-w-52 items-center gap-2.5 rounded-xl bg-pressed/60 px-3 py-2.5 text-sm ${wide ? 'col-span-2' : ''}`;
  if (media.state === 'fetching') {
    return (
      <div className={box} data-media-state="fetching">
        <LoaderCircle className="size-5 shrink-0 animate-spin text-ink-3" aria-hidden="true" />
        <span className="text-ink-2">{t('media.fetching')}</span>
      </div>
    );
  }
  if (media.state === 'failed' || media.url == null) {
    const known = problems.find((problem) => problem === media.problem);
    return (
      <div className={`${box} text-danger`} data-media-state="failed">
        <ImageOff className="size-5 shrink-0" aria-hidden="true" />
        <span>
          {t('media.failed')} {known !== undefined && t(`media.problem.${known}`)}
        </span>
      </div>
    );
  }
  return (
    <a
      href={media.url}
      target="_blank"
      rel="noopener noreferrer"
      className={`${box} hover:bg-pressed`}
      data-media-state="ready"
    >
      <FileText className="size-6 shrink-0 text-thread" aria-hidden="true" />
      <span className="min-w-0">
        <span className="block truncate font-medium">{media.name ?? t('media.file')}</span>
        {media.bytes != null && (
          <span className="block text-xs text-ink-3">{formatBytes(media.bytes, language)}</span>
        )}
      </span>
    </a>
  );
}
