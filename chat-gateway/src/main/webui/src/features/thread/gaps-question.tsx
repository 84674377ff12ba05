import { TriangleAlert } from 'lucide-react';
import { useEffect, useId, useRef } from 'react';
import { useT } from '@/shared/i18n/i18n';
import { Button } from '@/shared/ui/button';
import type { Gap } from '@/shared/workspace/templates';

interface GapsQuestionProps {
  gaps: readonly Gap[];
  onFill: (gap: Gap) => void;
  onSend: () => void;
}

/** Asked before a text leaves in which something is still to be filled in. */
export function GapsQuestion({ gaps, onFill, onSend }: GapsQuestionProps) {
  const { t, language } = useT();
  const id = useId();
  const fill = useRef<HTMLButtonElement>(null);
  useEffect(() => fill.current?.focus(), []);

  return (
    <div
      role="alertdialog"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-text`}
      data-gaps-question
      className="pop mb-2 flex flex-wrap items-center gap-x-3 gap-y-2 rounded-xl bg-warn-soft px-3.5 py-2 text-sm text-warn"
    >
      <TriangleAlert className="size-4 shrink-0" aria-hidden="true" />
      <p className="min-w-0 flex-1 basis-60">
        <strong id={`${id}-title`} className="font-semibold">
          {t('workspace.menu.askTitle')}.
        </strong>{' '}
        <span id={`${id}-text`}>
          {t('workspace.menu.ask', {
            gaps: new Intl.ListFormat(language).format([...new Set(gaps.map((gap) => gap.text))]),
          })}
        </span>
      </p>
      <Button ref={fill} onClick={() => gaps[0] !== undefined && onFill(gaps[0])}>
        {t('workspace.menu.fill')}
      </Button>
      <Button look="plain" onClick={onSend}>
        {t('workspace.menu.sendAnyway')}
      </Button>
    </div>
  );
}
