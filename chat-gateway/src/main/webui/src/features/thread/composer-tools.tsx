import { CalendarClock, ImagePlus, Smile, StickyNote } from 'lucide-react';
import type { ReactNode } from 'react';
import { lazy, Suspense, useRef } from 'react';
import { useT } from '@/shared/i18n/i18n';
import { IconButton } from '@/shared/ui/button';
import { Popover } from '@/shared/ui/popover';

const SchedulePanel = lazy(async () => ({ default: (await import('./schedule-panel')).SchedulePanel }));
const EmojiPicker = lazy(async () => ({ default: (await import('./emoji-picker')).EmojiPicker }));

interface ToolsProps {
  asNote: boolean;
  /** Nothing may be sent. */
  closed: boolean;
  /** The number can send images. */
  canAttach: boolean;
  /** The contact's. */
  zone: string;
  opensAt: string | null;
  /** Opens their menu. */
  templates: ReactNode;
  onEmoji: (emoji: string) => void;
  onFiles: (files: Iterable<File>) => void;
  onSchedule: (at: Date) => void;
  onNote: () => void;
}

/** What can be put into a message, or done with it, beside its words. */
export function ComposerTools({ asNote, closed, canAttach, zone, opensAt, templates, ...on }: ToolsProps) {
  const { t } = useT();
  const files = useRef<HTMLInputElement>(null);
  return (
    <>
      <Popover
        label={t('composer.emoji')}
        className="bottom-11 left-0 w-80 max-w-[calc(100vw-1.5rem)]"
        trigger={(props) => (
          <IconButton label={t('composer.emoji')} {...props}>
            <Smile className="size-5.5" aria-hidden="true" />
          </IconButton>
        )}
      >
        {(close) => (
          <Suspense fallback={<p className="delayed h-80 p-4 text-sm text-ink-3">{t('emoji.loading')}</p>}>
            <EmojiPicker
              onPick={(emoji) => {
                close();
                on.onEmoji(emoji);
              }}
            />
          </Suspense>
        )}
      </Popover>
      {templates}
      <IconButton
        label={canAttach ? t('composer.attach') : t('compose.picture.cannot')}
        disabled={asNote || closed || !canAttach}
        onClick={() => files.current?.click()}
      >
        <ImagePlus className="size-5.5" aria-hidden="true" />
      </IconButton>
      <input
        ref={files}
        type="file"
        accept="image/*"
        multiple
        hidden
        data-attach
        onChange={(event) => {
          on.onFiles([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
      <Popover
        label={t('schedule.title')}
        className="bottom-11 -left-20 w-80 max-w-[calc(100vw-1.5rem)]"
        trigger={(props) => (
          <IconButton label={t('schedule.open')} disabled={asNote || closed} {...props}>
            <CalendarClock className="size-5" aria-hidden="true" />
          </IconButton>
        )}
      >
        {(close) => (
          <Suspense fallback={<p className="delayed h-56 p-4 text-sm text-ink-3">{t('emoji.loading')}</p>}>
            <SchedulePanel
              zone={zone}
              opensAt={opensAt}
              onPick={(at) => {
                close();
                on.onSchedule(at);
              }}
            />
          </Suspense>
        )}
      </Popover>
      <IconButton label={t('composer.note')} aria-pressed={asNote} onClick={on.onNote}>
        <StickyNote className="size-5" aria-hidden="true" />
      </IconButton>
    </>
  );
}
