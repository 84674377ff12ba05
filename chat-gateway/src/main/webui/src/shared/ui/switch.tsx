import type { ComponentProps } from 'react';

const sizes = {
  sm: { track: 'h-5 w-9', knob: 'size-4', on: 'translate-x-4' },
  md: { track: 'h-6 w-10', knob: 'size-5', on: 'translate-x-4' },
  lg: { track: 'h-6 w-11', knob: 'size-5', on: 'translate-x-5' },
};

interface SwitchButtonProps extends Omit<ComponentProps<'button'>, 'onChange' | 'children'> {
  on: boolean;
  onChange: (on: boolean) => void;
  size?: keyof typeof sizes;
}

/** On or off, at once. Its name stands beside it and is given by `aria-labelledby`. */
export function SwitchButton({ on, onChange, size = 'md', className = '', ...rest }: SwitchButtonProps) {
  const { track, knob, on: moved } = sizes[size];
  return (
    <button
      type="button"
      role="switch"
      aria-checked={on}
      onClick={() => onChange(!on)}
      className={`relative shrink-0 rounded-full bg-line-strong transition-colors disabled:opacity-50 aria-checked:bg-thread ${track} ${className}`}
      {...rest}
    >
      <span
        className={`absolute top-0.5 left-0.5 rounded-full bg-white shadow-card transition-transform ${knob} ${on ? moved : ''}`}
      />
    </button>
  );
}
