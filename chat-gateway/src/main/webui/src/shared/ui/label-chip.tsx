import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { labelsQuery, unknownLabel } from '../workspace/labels';
import type { Label } from '../workspace/labels';
import './label-chip.css';

/** A label of the catalogue by its key: the key itself until the catalogue is read, null when it has no such label. */
export function useLabel(key: string): Label | null {
  const { data, isSuccess } = useQuery({
    ...labelsQuery,
    select: (labels) => labels.find((label) => label.key === key),
  });
  return data ?? (isSuccess ? null : unknownLabel(key));
}

const sizes = {
  sm: 'rounded px-1.5 text-xs leading-[1.35]',
  md: 'rounded-md px-2 py-0.5 text-xs font-medium',
};

interface LabelChipProps {
  labelKey: string;
  /** `sm` fits into a line of small text. */
  size?: keyof typeof sizes;
  className?: string;
  /** With it the chip has a button that takes the label off. */
  remove?: { label: string; onRemove: () => void };
}

/** A label in its colour, as a word: the colour is never the only sign of it. */
export function LabelChip({ labelKey, size = 'sm', className = '', remove }: LabelChipProps) {
  const label = useLabel(labelKey);
  // A deleted label may stand in a conversation for a moment longer.
  return label === null ? null : <LabelTag label={label} size={size} className={className} remove={remove} />;
}

/** A label that is known, for where there are many. */
export function LabelTag({
  label: { key, name, color },
  size = 'sm',
  className = '',
  remove,
}: Omit<LabelChipProps, 'labelKey' | 'remove'> & {
  label: Label;
  remove?: LabelChipProps['remove'] | undefined;
}) {
  return (
    <span
      data-label={key}
      data-label-color={color}
      title={name}
      className={`label-color inline-flex max-w-28 shrink-0 items-center ${sizes[size]} ${className}`}
    >
      <span className="truncate">{name}</span>
      {remove !== undefined && (
        <button
          type="button"
          aria-label={remove.label}
          onClick={remove.onRemove}
          className="-mr-1.5 grid size-6 shrink-0 place-items-center rounded hover:opacity-70"
        >
          <X className="size-3.5" aria-hidden="true" />
        </button>
      )}
    </span>
  );
}

/** The colour alone, beside a label's name. */
export function LabelDot({ color, className = '' }: { color: Label['color']; className?: string }) {
  return (
    <span
      aria-hidden="true"
      data-label-color={color}
      className={`label-dot inline-block size-2.5 shrink-0 rounded-full ${className}`}
    />
  );
}
