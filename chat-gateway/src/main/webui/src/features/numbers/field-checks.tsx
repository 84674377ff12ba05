import { Check, TriangleAlert } from 'lucide-react';
import type { T } from '@/shared/i18n/i18n';
import { useT } from '@/shared/i18n/i18n';
import type { FieldCheck } from '@/shared/provisioning/numbers';

const fields = ['status', 'sms', 'mms', 'webhook', 'campaign'] as const;

function fieldText(field: string, t: T): string {
  const known = fields.find((one) => one === field);
  return known === undefined ? field : t(`numbers.compare.fieldName.${known}`);
}

/** Switches are said in words, names and the carrier's own words as they are. */
function valueText(value: string | null | undefined, absent: string, t: T): string {
  return value == null || value === ''
    ? absent
    : value === 'true'
      ? t('numbers.on')
      : value === 'false'
        ? t('numbers.off')
        : value;
}

interface FieldChecksProps {
  label: string;
  checks: readonly FieldCheck[];
  /** Leaves out what is as it should be. */
  onlyDifferent?: boolean;
}

/** Setting by setting: what it should be, what the carrier has. */
export function FieldChecks({ label, checks, onlyDifferent = false }: FieldChecksProps) {
  const { t } = useT();
  return (
    <table aria-label={label} className="w-full table-fixed text-left text-sm">
      <thead className="text-xs text-ink-3">
        <tr>
          <th scope="col" className="w-[26%] py-1 pr-3 font-medium">
            {t('numbers.compare.field')}
          </th>
          <th scope="col" className="py-1 pr-3 font-medium">
            {t('numbers.compare.wanted')}
          </th>
          <th scope="col" className="py-1 font-medium">
            {t('numbers.compare.actual')}
          </th>
        </tr>
      </thead>
      <tbody>
        {checks
          .filter((check) => !onlyDifferent || !check.same)
          .map((check) => (
            <tr
              key={check.field}
              data-field={check.field}
              data-same={check.same}
              className="border-t border-line align-top"
            >
              <th scope="row" className="py-1.5 pr-3 font-normal text-ink-2">
                {fieldText(check.field, t)}
              </th>
              <td className="py-1.5 pr-3 [overflow-wrap:anywhere]">
                {valueText(check.wanted, t('numbers.compare.anything'), t)}
              </td>
              <td
                className={`py-1.5 [overflow-wrap:anywhere] ${check.same ? '' : 'font-semibold text-danger'}`}
              >
                <span className="inline-flex items-start gap-1.5">
                  {check.same ? (
                    <Check
                      className="mt-0.5 size-4 shrink-0 text-good"
                      role="img"
                      aria-label={t('numbers.compare.fits')}
                    />
                  ) : (
                    <TriangleAlert className="mt-0.5 size-4 shrink-0" aria-hidden="true" />
                  )}
                  {valueText(check.actual, t('numbers.compare.nothing'), t)}
                </span>
              </td>
            </tr>
          ))}
      </tbody>
    </table>
  );
}
