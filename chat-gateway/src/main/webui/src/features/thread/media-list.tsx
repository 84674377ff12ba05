import { useMutation } from '@tanstack/react-query';
import type { LucideIcon } from 'lucide-react';
import {
  CalendarDays,
  Clapperboard,
  Contact,
  FileDown,
  FileText,
  Image,
  ImageOff,
  LoaderCircle,
  Music,
  RotateCw,
} from 'lucide-react';
import { useState } from 'react';
import type { Media, Message } from '@/shared/contract';
import { formatBytes } from '@/shared/format';
import { useT } from '@/shared/i18n/i18n';
import { Problem } from '@/shared/problem';
import { SignedImage } from '@/shared/ui/signed-image';
import { toast } from '@/shared/ui/toast';
import { retryMedia } from './api/retry-media';
import { problemText } from './problem-text';

/** Pictures that not every browser decodes, and that the server does not either. */
const notShown = ['image/heic', 'image/avif', 'image/tiff'];

/** Whether there is something to look at: the server's own small picture, or an original that browsers show. */
export function isImage(media: Media): boolean {
  return media.thumbnailUrl != null || isShown(media);
}

/** Whether the original itself may be shown; without that, its small picture has to do. */
export function isShown(media: Media): boolean {
  const type = media.contentType ?? '';
  return type.startsWith('image/') && !notShown.includes(type);
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
      {message.media.map((media) => (
        <Attachment key={media.id} media={media} who={who} grid={grid} onOpen={onOpen} onStale={onStale} />
      ))}
    </div>
  );
}

interface AttachmentProps {
  media: Media;
  who: string;
  grid: boolean;
  onOpen: (mediaId: string) => void;
  onStale: () => void;
}

function Attachment({ media, who, grid, onOpen, onStale }: AttachmentProps) {
  // What was first drawn without its shape keeps that room: nothing moves when the shape becomes known.
  const [awaited] = useState(media.width == null);
  const url = media.thumbnailUrl ?? media.url;
  if (media.state === 'fetching') {
    return <Fetching media={media} small={grid} />;
  }
  if (media.state === 'failed' || media.url == null) {
    return <Failed media={media} wide={grid} />;
  }
  return url != null && isImage(media) ? (
    <Picture
      media={media}
      url={url}
      who={who}
      room={room(awaited ? {} : media, grid)}
      onOpen={onOpen}
      onStale={onStale}
    />
  ) : (
    <FileLine media={media} url={media.url} wide={grid} />
  );
}

interface Room {
  className: string;
  style: React.CSSProperties;
}

const WIDEST = 2.4;
const TALLEST = 0.7;

/** The place of a picture: of its own shape when that is known, within bounds; else of a usual one. */
function room(
  { width, height }: { width?: number | null | undefined; height?: number | null | undefined },
  small: boolean,
): Room {
  if (small) {
    return { className: 'h-36 w-[min(9rem,36vw)]', style: {} };
  }
  if (width == null || height == null || width < 1 || height < 1) {
    return { className: 'w-[min(20rem,64vw)]', style: { aspectRatio: '4 / 3' } };
  }
  const shape = Math.min(WIDEST, Math.max(TALLEST, width / height));
  return {
    className: shape < 1 ? 'w-[min(15rem,56vw)]' : 'w-[min(20rem,64vw)]',
    style: { aspectRatio: String(Math.round(shape * 1000) / 1000) },
  };
}

function Fetching({ media, small }: { media: Media; small: boolean }) {
  const { t } = useT();
  const { className, style } = room(media, small);
  return (
    <div
      role="status"
      data-media-state="fetching"
      style={style}
      className={`grid place-items-center rounded-xl bg-pressed/60 px-3 text-center text-sm text-ink-2 ${className}`}
    >
      <span className="grid justify-items-center gap-2">
        <LoaderCircle className="size-6 text-ink-3 motion-safe:animate-spin" aria-hidden="true" />
        {media.problem === 'scan-unavailable' ? t('media.problem.scan-unavailable') : t('media.fetching')}
      </span>
    </div>
  );
}

interface PictureProps {
  media: Media;
  url: string;
  who: string;
  room: Room;
  onOpen: (mediaId: string) => void;
  onStale: () => void;
}

function Picture({ media, url, who, room: place, onOpen, onStale }: PictureProps) {
  const { t } = useT();
  return (
    <button
      type="button"
      onClick={() => onOpen(media.id)}
      aria-label={t('media.open', { name: media.name ?? '' })}
      data-media-state="ready"
      style={place.style}
      className={`relative block overflow-hidden rounded-xl bg-pressed ${place.className}`}
    >
      <SignedImage url={url} alt={t('media.image', { name: who })} onStale={onStale} />
    </button>
  );
}

const problems = [
  'timed-out',
  'unreachable',
  'refused-address',
  'gone',
  'too-large',
  'unsafe-type',
  'infected',
  'broken',
] as const;

function box(wide: boolean): string {
  return `flex min-w-52 items-center gap-2.5 rounded-xl bg-pressed/60 px-3 py-2.5 text-sm ${wide ? 'col-span-2' : ''}`;
}

/** Why there is nothing to see, in words; and another try, where one may help. */
function Failed({ media, wide }: { media: Media; wide: boolean }) {
  const { t } = useT();
  const retry = useMutation({
    mutationFn: () => retryMedia(media.id, crypto.randomUUID()),
    onError: (error) => {
      // Somebody else was faster, and the news of that is on its way.
      if (!(error instanceof Problem && error.slug === 'not-retryable')) {
        toast(t('media.retryFailed', { reason: problemText(error, t) }));
      }
    },
  });
  const known = problems.find((problem) => problem === media.problem);
  const busy = retry.isPending;
  return (
    <div className={`${box(wide)} max-w-80 flex-wrap`} data-media-state="failed">
      <ImageOff className="size-5 shrink-0 text-danger" aria-hidden="true" />
      <span className="min-w-0 flex-1 basis-52 text-danger">
        {t('media.failed')} {known !== undefined && t(`media.problem.${known}`)}
      </span>
      {media.retryable === true && (
        <button
          type="button"
          disabled={busy}
          onClick={() => retry.mutate()}
          className="ml-7.5 inline-flex min-h-9 items-center gap-1.5 rounded-lg bg-paper px-3 text-sm font-bold text-thread-strong shadow-card hover:bg-pressed disabled:opacity-60"
        >
          <RotateCw className={`size-4 ${busy ? 'motion-safe:animate-spin' : ''}`} aria-hidden="true" />
          {t('media.retry')}
        </button>
      )}
    </div>
  );
}

type Kind = 'image' | 'video' | 'audio' | 'pdf' | 'contact' | 'appointment' | 'text' | 'unknown';

const icons: Record<Kind, LucideIcon> = {
  image: Image,
  video: Clapperboard,
  audio: Music,
  pdf: FileText,
  contact: Contact,
  appointment: CalendarDays,
  text: FileText,
  unknown: FileDown,
};

function kindOf(type: string): Kind {
  const family = (['image', 'video', 'audio'] as const).find((one) => type.startsWith(`${one}/`));
  if (family !== undefined) {
    return family;
  }
  switch (type) {
    case 'application/pdf':
      return 'pdf';
    case 'text/vcard':
      return 'contact';
    case 'text/calendar':
      return 'appointment';
    case 'text/plain':
      return 'text';
    default:
      return 'unknown';
  }
}

function FileLine({ media, url, wide }: { media: Media; url: string; wide: boolean }) {
  const { t, language } = useT();
  const kind = kindOf(media.contentType ?? '');
  const Icon = icons[kind];
  const word = t(`media.kind.${kind}`);
  return (
    <a
      href={url}
      target="_blank"
      rel="noopener noreferrer"
      className={`${box(wide)} hover:bg-pressed`}
      data-media-state="ready"
    >
      <Icon className="size-6 shrink-0 text-thread" aria-hidden="true" />
      <span className="min-w-0">
        <span className="block truncate font-medium">{media.name ?? word}</span>
        <span className="block text-xs text-ink-3">
          {media.name != null && word}
          {media.name != null && media.bytes != null && ' · '}
          {media.bytes != null && formatBytes(media.bytes, language)}
        </span>
      </span>
    </a>
  );
}
