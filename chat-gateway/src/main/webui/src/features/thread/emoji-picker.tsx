import { EmojiPicker as Picker } from 'frimousse';
import { useT } from '@/shared/i18n/i18n';
import './texts';

/** Emoji by name, in the agent's language; the names come from our own origin. */
export function EmojiPicker({ onPick }: { onPick: (emoji: string) => void }) {
  const { t, language } = useT();
  return (
    <Picker.Root
      locale={language}
      emojibaseUrl="/emoji"
      columns={8}
      className="flex h-80 flex-col"
      onEmojiSelect={({ emoji }) => onPick(emoji)}
    >
      <Picker.Search
        aria-label={t('emoji.search')}
        placeholder={t('emoji.search')}
        className="mb-2 h-9 rounded-lg border border-transparent bg-linen px-3 text-sm placeholder:text-ink-3 focus:border-thread focus:outline-none"
      />
      <Picker.Viewport className="relative min-h-0 flex-1 outline-none">
        <Picker.Loading className="absolute inset-0 grid place-items-center text-sm text-ink-3">
          {t('emoji.loading')}
        </Picker.Loading>
        <Picker.Empty className="absolute inset-0 grid place-items-center text-sm text-ink-3">
          {t('emoji.none')}
        </Picker.Empty>
        <Picker.List
          className="pb-1 select-none"
          components={{
            CategoryHeader: ({ category, ...props }) => (
              <div className="bg-raised px-1.5 pt-2 pb-1 text-xs font-semibold text-ink-3" {...props}>
                {category.label}
              </div>
            ),
            Row: ({ children, ...props }) => (
              <div className="scroll-my-1" {...props}>
                {children}
              </div>
            ),
            Emoji: ({ emoji, ...props }) => (
              <button
                type="button"
                aria-label={emoji.label}
                title={emoji.label}
                className="grid size-9 place-items-center rounded-lg text-xl data-[active]:bg-thread-soft"
                {...props}
              >
                {emoji.emoji}
              </button>
            ),
          }}
        />
      </Picker.Viewport>
    </Picker.Root>
  );
}
