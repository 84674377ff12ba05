import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Plus, Search } from 'lucide-react';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { formatMoment } from '@/shared/format';
import { useT } from '@/shared/i18n/i18n';
import { useNames } from '@/shared/team/people';
import { Button } from '@/shared/ui/button';
import { EmptyState } from '@/shared/ui/states';
import { teamsQuery } from '@/shared/workspace/teams';
import type { Template } from '@/shared/workspace/templates';
import { fitting, templatesQuery } from '@/shared/workspace/templates';
import { deleteTemplate } from './api/edit';
import { DeleteDialog, EditButtons, field, Loaded } from './parts';
import { TemplateDialog } from './template-dialog';

/** All templates, found by what is typed, with what can be done to each. */
export function TemplatesTab({ counter }: { counter: (text: string) => ReactNode }) {
  const { t, language } = useT();
  const client = useQueryClient();
  const templates = useQuery(templatesQuery);
  const teams = useQuery(teamsQuery);
  const names = useNames();
  const [sought, setSought] = useState('');
  const [editing, setEditing] = useState<Template | 'new' | null>(null);
  const [deleting, setDeleting] = useState<Template | null>(null);
  const again = () => client.invalidateQueries({ queryKey: templatesQuery.queryKey });
  const remove = useMutation({
    mutationFn: (template: Template) => deleteTemplate(template.id),
    onSuccess: () => {
      setDeleting(null);
      return again();
    },
  });

  return (
    <>
      <div className="mb-3 flex flex-wrap items-center gap-3">
        <div className="relative min-w-48 flex-1">
          <Search
            className="pointer-events-none absolute top-2.5 left-3 size-4 text-ink-3"
            aria-hidden="true"
          />
          <input
            type="search"
            value={sought}
            onChange={(event) => setSought(event.target.value)}
            aria-label={t('workspace.templates.search')}
            placeholder={t('workspace.templates.search')}
            className={`${field} pl-9`}
          />
        </div>
        <Button onClick={() => setEditing('new')}>
          <Plus className="size-4" aria-hidden="true" />
          {t('workspace.templates.new')}
        </Button>
      </div>
      <Loaded query={templates}>
        {(all) => {
          const shown = fitting(all, sought.trim());
          if (all.length === 0) {
            return (
              <EmptyState title={t('workspace.templates.none')} text={t('workspace.templates.noneText')} />
            );
          }
          if (shown.length === 0) {
            return <p className="px-1 py-6 text-sm text-ink-3">{t('workspace.templates.nothing')}</p>;
          }
          return (
            <ul
              aria-label={t('workspace.templates.list')}
              className="overflow-hidden rounded-2xl border border-line bg-raised"
            >
              {shown.map((template) => (
                <li
                  key={template.id}
                  data-template-row={template.shortcut}
                  className="flex items-start gap-3 border-line px-3 py-2.5 not-first:border-t md:px-4"
                >
                  <div className="min-w-0 flex-1">
                    <p className="flex flex-wrap items-baseline gap-x-2.5">
                      <span className="font-semibold">{template.title}</span>
                      <span className="font-mono text-[0.8125rem] text-thread-strong">
                        /{template.shortcut}
                      </span>
                      <span className="rounded bg-linen px-1.5 text-xs text-ink-2">
                        {template.team ?? t('workspace.templates.forAll')}
                      </span>
                    </p>
                    <p className="line-clamp-2 text-sm break-words text-ink-2" dir="auto">
                      {template.body}
                    </p>
                    <p className="mt-0.5 text-xs text-ink-3">
                      {names(template.updatedBy)},{' '}
                      {formatMoment(new Date(template.updatedAt), new Date(), language)}
                    </p>
                  </div>
                  <span className="flex shrink-0">
                    <EditButtons
                      edit={t('workspace.templates.edit', { title: template.title })}
                      remove={t('workspace.templates.delete', { title: template.title })}
                      onEdit={() => setEditing(template)}
                      onRemove={() => setDeleting(template)}
                    />
                  </span>
                </li>
              ))}
            </ul>
          );
        }}
      </Loaded>
      {editing !== null && (
        <TemplateDialog
          template={editing === 'new' ? null : editing}
          teams={teams.data?.map((team) => team.name) ?? []}
          counter={counter}
          onClose={() => setEditing(null)}
          onSaved={() => {
            setEditing(null);
            void again();
          }}
        />
      )}
      {deleting !== null && (
        <DeleteDialog
          title={t('workspace.templates.deleteTitle', { title: deleting.title })}
          text={t('workspace.templates.deleteText')}
          pending={remove.isPending}
          error={remove.error}
          onDelete={() => remove.mutate(deleting)}
          onClose={() => setDeleting(null)}
        />
      )}
    </>
  );
}
