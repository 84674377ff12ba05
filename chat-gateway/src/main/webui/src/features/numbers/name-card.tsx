import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Ban, Check } from 'lucide-react';
import { useId, useState } from 'react';
import { useT } from '@/shared/i18n/i18n';
import { problemAt, problemBeside } from '@/shared/provisioning/asking';
import { isColor, numberColors } from '@/shared/provisioning/colors';
import { Card } from '@/shared/ui/card';
import type { OwnNumber } from '@/shared/provisioning/numbers';
import { putName } from '@/shared/provisioning/numbers';
import { rememberNumber } from './remember';
import { SaveRow } from './save-row';
import { field } from './filter-bar';

const LONGEST = 60;

/** What people call the number, and its colour. */
export function NameCard({ number }: { number: OwnNumber }) {
  const { t } = useT();
  const id = useId();
  const client = useQueryClient();
  const was = { name: number.name ?? '', color: isColor(number.color) ? number.color.toLowerCase() : null };
  const [typed, setTyped] = useState<string | null>(null);
  const [picked, setPicked] = useState<string | null | undefined>(undefined);
  // What was not touched follows what others save.
  const name = typed ?? was.name;
  const color = picked === undefined ? was.color : picked;
  const changed = name.trim() !== was.name || color !== was.color;
  const saving = useMutation({
    mutationFn: () => putName(number.did, name.trim(), color),
    onSuccess: (saved) => {
      rememberNumber(client, saved);
      setTyped(null);
      setPicked(undefined);
    },
  });
  const wrong = problemAt(saving.error, 'name');
  const known = numberColors.some(({ value }) => value === was.color);

  return (
    <Card title={t('numbers.name.title')}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (changed && !saving.isPending) {
            saving.mutate();
          }
        }}
      >
        <label htmlFor={`${id}-name`} className="mb-1 block text-sm font-medium">
          {t('numbers.name.name')}
        </label>
        <input
          id={`${id}-name`}
          value={name}
          maxLength={LONGEST}
          autoComplete="off"
          aria-invalid={wrong !== undefined}
          aria-describedby={`${id}-hint ${id}-wrong`}
          onChange={(event) => {
            setTyped(event.target.value);
            saving.reset();
          }}
          className={`${field} w-full aria-invalid:border-danger`}
        />
        <p id={`${id}-hint`} className="mt-1 text-xs text-ink-3">
          {t('numbers.name.hint')}
        </p>
        <p id={`${id}-wrong`} role="alert" className="text-xs text-danger empty:hidden">
          {wrong}
        </p>
        <fieldset className="mt-4">
          <legend className="mb-1.5 text-sm font-medium">{t('numbers.name.color')}</legend>
          <div className="flex flex-wrap gap-1.5">
            <Swatch
              group={id}
              label={t('numbers.name.noColor')}
              color={null}
              checked={color === null}
              onChange={setPicked}
            />
            {!known && was.color !== null && (
              <Swatch
                group={id}
                label={t('numbers.name.otherColor', { value: was.color })}
                color={was.color}
                checked={color === was.color}
                onChange={setPicked}
              />
            )}
            {numberColors.map((one) => (
              <Swatch
                key={one.name}
                group={id}
                label={t(`numbers.color.${one.name}`)}
                color={one.value}
                checked={color === one.value}
                onChange={setPicked}
              />
            ))}
          </div>
          <p role="alert" className="mt-1 text-xs text-danger empty:hidden">
            {problemAt(saving.error, 'color')}
          </p>
        </fieldset>
        <SaveRow
          changed={changed}
          saving={saving.isPending}
          saved={saving.isSuccess && !changed ? t('numbers.saved') : undefined}
          problem={problemBeside(saving.error, ['name', 'color'], t)}
        />
      </form>
    </Card>
  );
}

interface SwatchProps {
  group: string;
  label: string;
  color: string | null;
  checked: boolean;
  onChange: (color: string | null) => void;
}

/** One of the colours: a radio button, so that arrows move between them. */
function Swatch({ group, label, color, checked, onChange }: SwatchProps) {
  return (
    <label
      title={label}
      className="relative grid size-9 place-items-center rounded-full has-checked:ring-2 has-checked:ring-thread has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-thread"
    >
      <input
        type="radio"
        name={`${group}-color`}
        aria-label={label}
        checked={checked}
        onChange={() => onChange(color)}
        className="absolute inset-0 cursor-pointer opacity-0"
      />
      {color === null ? (
        <span
          aria-hidden="true"
          className="grid size-7 place-items-center rounded-full border border-dashed border-line-strong text-ink-3"
        >
          <Ban className="size-4" />
        </span>
      ) : (
        <span
          aria-hidden="true"
          style={{ backgroundColor: color }}
          className="grid size-7 place-items-center rounded-full text-white"
        >
          {checked && <Check className="size-4" strokeWidth={3} />}
        </span>
      )}
    </label>
  );
}
