import { HUES, hueOf, initialsOf } from '../format';

const sizes = {
  sm: 'size-7 text-[0.6875rem]',
  md: 'size-11 text-[0.9375rem]',
  lg: 'size-10 text-sm',
  xl: 'size-16 text-xl',
};

interface AvatarProps {
  name: string | null | undefined;
  phone: string;
  size?: keyof typeof sizes;
}

/**
 * Initials on a colour that belongs to the number. Says nothing that the name beside it does not say, so the style sheet
 * draws them: as text they would be a visible name that a button around them does not have.
 */
export function Avatar({ name, phone, size = 'md' }: AvatarProps) {
  return (
    <span
      aria-hidden="true"
      data-hue={hueOf(phone) % HUES}
      data-initials={initialsOf(name, phone)}
      className={`avatar grid shrink-0 place-items-center rounded-full font-semibold tabular-nums select-none ${sizes[size]}`}
    />
  );
}
