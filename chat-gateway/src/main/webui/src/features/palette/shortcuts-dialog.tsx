import { Fragment, useId } from 'react';
import type { Command } from '@/shared/commands';
import { combosOf, commandGroups, groupOf, isSingleKey, titleOf, useCommands } from '@/shared/commands';
import { useT } from '@/shared/i18n/i18n';
import '@/shared/i18n/palette-texts';
import { changeSettings, settings } from '@/shared/settings';
import { useStore } from '@/shared/store';
import { Dialog } from '@/shared/ui/dialog';
import { Keys } from '@/shared/ui/keys';
import { SwitchButton } from '@/shared/ui/switch';

interface Row {
  title: string;
  combos: readonly string[];
}

/** Every key there is now, by what it is about, and the switch for those that are pressed by accident. */
export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const { t } = useT();
  const { singleKeys } = useStore(settings);
  const commands = useCommands();
  const label = useId();
  const hint = useId();
  const fixed: Partial<Record<string, Row[]>> = {
    list: [{ title: t('palette.keys.arrows'), combos: ['ArrowUp', 'ArrowDown'] }],
    composer: [
      { title: t('palette.keys.send'), combos: ['Enter'] },
      { title: t('palette.keys.line'), combos: ['shift+Enter'] },
    ],
    app: [{ title: t('palette.keys.escape'), combos: ['Escape'] }],
  };
  return (
    <Dialog title={t('palette.keys.title')} closeLabel={t('palette.keys.close')} onClose={onClose} wide>
      <div className="mb-4 flex items-center gap-4 rounded-xl bg-linen px-4 py-3">
        <div className="flex-1">
          <p id={label} className="text-sm font-semibold">
            {t('palette.keys.single')}
          </p>
          <p id={hint} className="text-xs text-ink-2">
            {t('palette.keys.singleHint')}
          </p>
        </div>
        <SwitchButton
          size="lg"
          aria-labelledby={label}
          aria-describedby={hint}
          on={singleKeys}
          onChange={(on) => changeSettings({ singleKeys: on })}
        />
      </div>
      <div className="gap-x-10 sm:columns-2">
        {commandGroups.map((group) => {
          const rows = [
            ...commands.filter((one) => groupOf(one) === group).flatMap(rowOf),
            ...(fixed[group] ?? []),
          ];
          return rows.length === 0 ? null : (
            <section key={group} aria-labelledby={`keys-${group}`} className="mb-5 break-inside-avoid">
              <h3
                id={`keys-${group}`}
                className="mb-1.5 text-xs font-bold tracking-wide text-thread uppercase"
              >
                {t(`palette.keys.group.${group}`)}
              </h3>
              <dl className="space-y-1.5">
                {rows.map(({ title, combos }) => (
                  <div key={title} className="flex min-h-7 items-center gap-3">
                    <dt className="flex-1 text-sm">{title}</dt>
                    <dd className="flex items-center gap-1.5">
                      {combos.map((combo, index) => (
                        <Fragment key={combo}>
                          {index > 0 && <span className="sr-only">{t('palette.keys.or')}</span>}
                          <span
                            className={!singleKeys && isSingleKey(combo) ? 'line-through opacity-50' : ''}
                          >
                            <Keys combo={combo} />
                          </span>
                        </Fragment>
                      ))}
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          );
        })}
      </div>
    </Dialog>
  );
}

function rowOf(command: Command): Row[] {
  const combos = combosOf(command);
  return combos.length === 0 ? [] : [{ title: titleOf(command), combos }];
}
