import { numberName, useMe } from '@/shared/me';
import { useT } from '@/shared/i18n/i18n';
import type { Level, PushRules } from '@/shared/notify/rules';
import { levels } from '@/shared/notify/rules';
import { fieldClass, Part, Switch } from './parts';

interface RulesPartProps {
  rules: PushRules;
  previewAllowed: boolean;
  onChange: (change: Partial<PushRules>) => void;
}

/** What is worth being told, usually and number by number. */
export function RulesPart({ rules, previewAllowed, onChange }: RulesPartProps) {
  const { t } = useT();
  const me = useMe();
  const setNumber = (did: string, level: Level | undefined): void => {
    const numbers = Object.fromEntries(Object.entries(rules.numbers).filter(([other]) => other !== did));
    onChange({ numbers: level === undefined ? numbers : { ...numbers, [did]: level } });
  };
  return (
    <Part title={t('push.rules.title')} lead={t('push.rules.lead')}>
      <fieldset className="flex flex-col gap-1">
        <legend className="mb-1 text-xs font-medium text-ink-3">{t('push.rules.usual')}</legend>
        {levels.map((one) => (
          <label
            key={one}
            className="flex min-h-8 items-center gap-2.5 rounded-lg px-1.5 text-sm hover:bg-hover"
          >
            <input
              type="radio"
              name="usual"
              value={one}
              checked={rules.default === one}
              onChange={() => onChange({ default: one })}
              className="size-4 accent-thread"
            />
            {t(`push.rules.level.${one}`)}
          </label>
        ))}
      </fieldset>
      {me.numbers.length > 0 && (
        <div>
          <h3 className="text-xs font-medium text-ink-3">{t('push.rules.numbers')}</h3>
          <p className="mb-1.5 text-sm text-ink-3">{t('push.rules.numbersText')}</p>
          <ul className="flex max-h-80 flex-col gap-1 overflow-y-auto">
            {me.numbers.map(({ did }) => (
              <li key={did} className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
                <span className="min-w-40 flex-1 truncate">{numberName(me, did)}</span>
                <select
                  data-did={did}
                  aria-label={t('push.rules.ofNumber', { name: numberName(me, did) })}
                  value={rules.numbers[did] ?? ''}
                  onChange={({ target }) =>
                    setNumber(
                      did,
                      levels.find((one) => one === target.value),
                    )
                  }
                  className={`${fieldClass} max-w-full`}
                >
                  <option value="">{t('push.rules.asUsual')}</option>
                  {levels.map((one) => (
                    <option key={one} value={one}>
                      {t(`push.rules.level.${one}`)}
                    </option>
                  ))}
                </select>
              </li>
            ))}
          </ul>
        </div>
      )}
      <Switch
        label={t('push.rules.preview')}
        hint={previewAllowed ? undefined : t('push.rules.previewOff')}
        on={rules.preview && previewAllowed}
        disabled={!previewAllowed}
        onChange={(preview) => onChange({ preview })}
      />
      <Switch label={t('push.rules.sound')} on={rules.sound} onChange={(sound) => onChange({ sound })} />
    </Part>
  );
}
