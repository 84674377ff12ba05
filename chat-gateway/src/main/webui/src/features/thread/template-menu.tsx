import { useEffect, useRef } from 'react';
import { useT } from '@/shared/i18n/i18n';
import { TemplatePreview } from '@/shared/workspace/template-preview';
import type { Template, Values } from '@/shared/workspace/templates';
import { filled } from '@/shared/workspace/templates';
import { SegmentCounter } from './segment-counter';

interface TemplateMenuProps {
  listId: string;
  optionId: (template: Template) => string;
  templates: readonly Template[];
  chosen: Template | undefined;
  values: Values;
  onChoose: (template: Template) => void;
}

/** What fits what was typed after the slash, and how the chosen one will read. The text field keeps the focus. */
export function TemplateMenu({ listId, optionId, templates, chosen, values, onChoose }: TemplateMenuProps) {
  const { t } = useT();
  const list = useRef<HTMLDivElement>(null);
  const body = chosen === undefined ? '' : filled(chosen.body, values);

  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);

  return (
    <div
      data-template-menu
      className="pop absolute inset-x-3 bottom-full z-20 mb-2 overflow-hidden rounded-xl border border-line bg-raised shadow-float md:inset-x-4"
    >
      <p role="status" className={templates.length === 0 ? 'p-4 text-sm text-ink-3' : 'sr-only'}>
        {templates.length === 0
          ? t('workspace.menu.none')
          : t('workspace.menu.shown', { count: templates.length })}
      </p>
      {templates.length > 0 && (
        <div className="flex max-h-72 max-md:flex-col">
          <div
            ref={list}
            id={listId}
            role="listbox"
            aria-label={t('workspace.menu.title')}
            className="min-h-0 min-w-0 flex-1 overflow-y-auto p-1.5"
          >
            {templates.map((template) => (
              // The text field has the focus and the keys; a press here is the same as Enter there.
              <button
                type="button"
                tabIndex={-1}
                key={template.id}
                id={optionId(template)}
                role="option"
                aria-selected={template === chosen}
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => onChoose(template)}
                className="flex min-h-9 w-full items-baseline gap-2.5 rounded-lg px-2.5 py-1.5 text-left text-sm hover:bg-hover aria-selected:bg-thread-soft"
              >
                <span className="max-w-40 shrink-0 truncate font-mono text-[0.8125rem] text-thread-strong">
                  /{template.shortcut}
                </span>
                <span className="min-w-0 flex-1 truncate">{template.title}</span>
                {template.team != null && (
                  <span className="shrink-0 text-xs text-ink-3">{template.team}</span>
                )}
              </button>
            ))}
          </div>
          {chosen !== undefined && (
            <div className="flex min-w-0 flex-1 flex-col gap-2 border-line bg-linen p-3 max-md:max-h-28 max-md:border-t md:border-l">
              <div className="min-h-0 flex-1 overflow-y-auto">
                <TemplatePreview text={body} label={t('workspace.menu.preview')} />
              </div>
              <div className="flex items-baseline gap-3 max-md:hidden">
                <span aria-hidden="true" className="text-xs text-ink-3">
                  {t('workspace.menu.keys')}
                </span>
                <div className="ml-auto">
                  <SegmentCounter text={body} mms={false} />
                </div>
              </div>
            </div>
          )}
        </div>
      )}
    </div>
  );
}
