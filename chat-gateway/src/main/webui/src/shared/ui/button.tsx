import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';

type Look = 'solid' | 'soft' | 'plain' | 'danger' | 'grave';

const looks: Record<Look, string> = {
  solid: 'bg-thread text-on-thread hover:bg-thread-strong',
  soft: 'bg-thread-soft text-thread-strong hover:brightness-[0.97] dark:hover:brightness-110',
  plain: 'text-ink-2 hover:bg-hover hover:text-ink',
  danger: 'text-danger hover:bg-danger-soft',
  grave: 'bg-danger text-paper hover:brightness-90',
};

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  look?: Look;
  ref?: Ref<HTMLButtonElement>;
}

/** The shape of a button, for links that act like one. */
export function buttonClass(look: Look = 'solid'): string {
  return `inline-flex h-9 shrink-0 items-center justify-center gap-2 rounded-lg px-3.5 text-sm font-semibold whitespace-nowrap transition-colors disabled:opacity-50 ${looks[look]}`;
}

export function Button({ look = 'solid', className = '', type = 'button', ...rest }: ButtonProps) {
  return <button type={type} className={`${buttonClass(look)} ${className}`} {...rest} />;
}

interface IconButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  label: string;
  small?: boolean;
  children: ReactNode;
  ref?: Ref<HTMLButtonElement>;
}

/** A button that is only a picture: its name is also its tooltip. */
export function IconButton({
  label,
  small = false,
  children,
  className = '',
  type = 'button',
  ...rest
}: IconButtonProps) {
  return (
    <button
      type={type}
      aria-label={label}
      title={label}
      className={`grid ${small ? 'size-8' : 'size-9'} shrink-0 place-items-center rounded-full text-ink-2 transition-colors hover:bg-hover hover:text-ink disabled:opacity-40 aria-expanded:bg-thread-soft aria-expanded:text-thread-strong aria-pressed:bg-thread-soft aria-pressed:text-thread-strong ${className}`}
      {...rest}
    >
      {children}
    </button>
  );
}
