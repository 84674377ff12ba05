import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useRef, useState } from 'react';
import { formatPhone } from '@/shared/format';
import { useT } from '@/shared/i18n/i18n';
import { useMe } from '@/shared/me';
import { Button } from '@/shared/ui/button';
import { Dialog } from '@/shared/ui/dialog';
import { TemplatePreview } from '@/shared/workspace/template-preview';
import type { Template, Values } from '@/shared/workspace/templates';
import { filled, variables } from '@/shared/workspace/templates';
import type { TemplateContent } from './api/edit';
import { changeTemplate, createTemplate } from './api/edit';
import { about, Failure, Field, field, TextLine } from './parts';

interface TemplateDialogProps {
  /** Null for a new one. */
  template: Template | null;
  teams: readonly string[];
  counter: (text: string) => ReactNode;
  onClose: () => void;
  onSaved: () => void;
}

const MOST = 1_600;

/** Writes a template, and shows what a contact will read: one whose name is known, and one whose is not. */
export function TemplateDialog({ template, teams, counter, onClose, onSaved }: TemplateDialogProps) {
  const { t, language } = useT();
  const me = useMe();
  const area = useRef<HTMLTextAreaElement>(null);
  const [key] = useState(() => crypto.randomUUID());
  const [tries, setTries] = useState(0);
  const [draft, setDraft] = useState<TemplateContent>({
    team: template?.team ?? null,
    shortcut: template?.shortcut ?? '',
    title: template?.title ?? '',
    body: template?.body ?? '',
  });
  const ready = draft.shortcut !== '' && draft.title.trim() !== '' && draft.body.trim() !== '';
  const save = useMutation({
    mutationFn: () =>
      template === null
        ? createTemplate(draft, `${key}-${tries}`)
        : changeTemplate(template.id, { ...draft, version: template.version }),
    onSuccess: onSaved,
    // What was refused is another request when it has been mended.
    onError: () => setTries(tries + 1),
  });
  const [first] = me.numbers;
  const known: Values = {
    'contact.name': t('workspace.templates.sample.name'),
    'contact.first': t('workspace.templates.sample.first'),
    'agent.name': me.name === '' ? me.user : me.name,
    'number.name': first?.name ?? t('workspace.templates.sample.number'),
    'number.phone': formatPhone(first?.did ?? '+17865551234'),
    today: new Intl.DateTimeFormat(language === 'es' ? 'es-US' : 'en-US', { dateStyle: 'long' }).format(
      new Date(),
    ),
  };
  const text = filled(draft.body, known);
  const unknown = filled(draft.body, { ...known, 'contact.name': '', 'contact.first': '' });
  const offered = [...new Set([...teams, ...(draft.team === null ? [] : [draft.team])])];

  function insert(variable: string): void {
    const box = area.current;
    const [from, to] = [box?.selectionStart ?? draft.body.length, box?.selectionEnd ?? draft.body.length];
    const words = `{{${variable}}}`;
    setDraft({ ...draft, body: draft.body.slice(0, from) + words + draft.body.slice(to) });
    requestAnimationFrame(() => {
      box?.focus();
      box?.setSelectionRange(from + words.length, from + words.length);
    });
  }

  return (
    <Dialog
      wide
      title={template === null ? t('workspace.templates.newTitle') : t('workspace.templates.editTitle')}
      closeLabel={t('workspace.close')}
      onClose={onClose}
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) {
            save.mutate();
          }
        }}
      >
        <TextLine
          label={t('workspace.templates.titleField')}
          problem={about(save.error, 'title')}
          value={draft.title}
          maxLength={100}
          onChange={(title) => setDraft({ ...draft, title })}
        />
        <div className="grid gap-4 sm:grid-cols-2">
          <Field
            label={t('workspace.templates.shortcut')}
            hint={t('workspace.templates.shortcutHint')}
            problem={about(save.error, 'shortcut')}
          >
            {({ id, describedBy, invalid }) => (
              <span className="flex items-center rounded-lg border border-line-strong bg-raised focus-within:border-thread focus-within:outline-2 focus-within:outline-thread/30">
                <span aria-hidden="true" className="pl-2.5 font-mono text-ink-3">
                  /
                </span>
                <input
                  id={id}
                  aria-describedby={describedBy}
                  aria-invalid={invalid}
                  value={draft.shortcut}
                  maxLength={40}
                  required
                  autoCapitalize="none"
                  autoComplete="off"
                  spellCheck={false}
                  onChange={(event) =>
                    setDraft({
                      ...draft,
                      shortcut: event.target.value.replace(/\s+/g, '-').replace(/[^\p{L}\p{N}_-]/gu, ''),
                    })
                  }
                  className="h-9 min-w-0 flex-1 bg-transparent pr-2.5 pl-0.5 font-mono text-sm outline-none"
                />
              </span>
            )}
          </Field>
          <Field label={t('workspace.templates.team')} problem={about(save.error, 'team')}>
            {({ id, describedBy }) => (
              <select
                id={id}
                aria-describedby={describedBy}
                value={draft.team ?? ''}
                onChange={(event) =>
                  setDraft({ ...draft, team: event.target.value === '' ? null : event.target.value })
                }
                className={field}
              >
                <option value="">{t('workspace.templates.forAll')}</option>
                {offered.map((team) => (
                  <option key={team} value={team}>
                    {team}
                  </option>
                ))}
              </select>
            )}
          </Field>
        </div>
        <div>
          <Field
            label={t('workspace.templates.body')}
            hint={t('workspace.templates.fallback', { example: '{{contact.first|…}}' })}
            problem={about(save.error, 'body')}
          >
            {({ id, describedBy, invalid }) => (
              <textarea
                ref={area}
                id={id}
                aria-describedby={describedBy}
                aria-invalid={invalid}
                value={draft.body}
                maxLength={MOST}
                required
                rows={5}
                dir="auto"
                onChange={(event) => setDraft({ ...draft, body: event.target.value })}
                className="block w-full rounded-lg border border-line-strong bg-raised px-2.5 py-2 text-sm focus:border-thread focus:outline-2 focus:outline-thread/30"
              />
            )}
          </Field>
          <div
            role="group"
            aria-label={t('workspace.templates.insert')}
            className="mt-2 flex flex-wrap items-center gap-1.5 text-xs"
          >
            <span aria-hidden="true" className="text-ink-3">
              {t('workspace.templates.insert')}
            </span>
            {variables.map((variable) => (
              <button
                key={variable}
                type="button"
                title={`{{${variable}}}`}
                onClick={() => insert(variable)}
                className="min-h-6 rounded-md bg-thread-soft px-2 font-medium text-thread-strong hover:underline"
              >
                {t(`workspace.templates.variable.${variable}`)}
              </button>
            ))}
          </div>
        </div>
        {draft.body.trim() !== '' && (
          <div className="grid gap-3 rounded-xl bg-linen p-3 sm:grid-cols-2">
            <Sample title={t('workspace.templates.preview')} text={text} counter={counter} />
            {unknown !== text && (
              <Sample title={t('workspace.templates.previewUnknown')} text={unknown} counter={counter} />
            )}
          </div>
        )}
        <Failure error={save.error} fields={['title', 'shortcut', 'team', 'body']} />
        <div className="flex justify-end gap-2">
          <Button look="plain" onClick={onClose}>
            {t('workspace.cancel')}
          </Button>
          <Button type="submit" disabled={save.isPending || !ready}>
            {t('workspace.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function Sample({
  title,
  text,
  counter,
}: {
  title: string;
  text: string;
  counter: (text: string) => ReactNode;
}) {
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <h3 className="text-xs font-semibold text-ink-3">{title}</h3>
      <div className="rounded-xl rounded-br-sm bg-bubble-out px-3 py-2">
        <TemplatePreview text={text} label={title} />
      </div>
      {counter(text)}
    </div>
  );
}
