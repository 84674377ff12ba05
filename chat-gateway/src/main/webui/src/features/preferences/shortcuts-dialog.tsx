import { Fragment } from 'react';
import { useT } from '@/shared/i18n/i18n';
import { Dialog } from '@/shared/ui/dialog';

export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const { t } = useT();
  const command = /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘' : 'Ctrl';
  const rows: [string[], string][] = [
    [[`${command} K`, '/'], t('keys.search')],
    [['Alt ↑'], t('keys.up')],
    [['Alt ↓'], t('keys.down')],
    [['↑', '↓'], t('keys.list')],
    [['Esc'], t('keys.escape')],
    [['Enter'], t('keys.send')],
    [['Shift Enter'], t('keys.line')],
    [['?'], t('keys.help')],
  ];
  return (
    <Dialog title={t('keys.title')} closeLabel={t('keys.close')} onClose={onClose}>
      <dl className="grid grid-cols-[1fr_auto] items-center gap-y-2.5 pt-2">
        {rows.map(([keys, what]) => (
          <Fragment key={what}>
            <dt className="text-sm">{what}</dt>
            <dd className="flex gap-1.5">
              {keys.map((key) => (
                <kbd
                  key={key}
                  className="rounded-md border border-line-strong bg-linen px-2 py-0.5 text-xs font-semibold text-ink-2"
                >
                  {key}
                </kbd>
              ))}
            </dd>
          </Fragment>
        ))}
      </dl>
      <p className="mt-4 text-xs text-ink-3">{t('keys.single')}</p>
    </Dialog>
  );
}
