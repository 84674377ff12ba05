import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { useSearchParams } from 'wouter';
import { useT } from '../i18n/i18n';
import { SwitchButton } from '../ui/switch';
import { teamsQuery } from '../workspace/teams';
import './texts';

const PARAMETER = 'hours';

export interface Opening {
  /** Whether it is known yet if any team has hours. */
  ready: boolean;
  /** Whether some team has hours, so that the choice matters. */
  matters: boolean;
  /** Whether waiting counts only while somebody is there. */
  on: boolean;
  choose: (on: boolean) => void;
}

/** Which hours of waiting count; kept in the address, as everything that is asked. */
export function useOpening(): Opening {
  const teams = useQuery(teamsQuery);
  const [parameters, setParameters] = useSearchParams();
  const matters = teams.data?.some(({ hours }) => hours != null) ?? false;
  return {
    ready: teams.isFetched,
    matters,
    on: matters && parameters.get(PARAMETER) !== 'all',
    choose: (on) =>
      setParameters(
        (current) => {
          const next = new URLSearchParams(current);
          if (on) {
            next.delete(PARAMETER);
          } else {
            next.set(PARAMETER, 'all');
          }
          return next;
        },
        { replace: true },
      ),
  };
}

/** The same choice at another page of these. */
export function useWithOpening(): (href: string) => string {
  const [parameters] = useSearchParams();
  const chosen = parameters.get(PARAMETER);
  return (href) => (chosen === null ? href : `${href}?${PARAMETER}=${encodeURIComponent(chosen)}`);
}

/** Nothing where no team has hours. */
export function OpeningSwitch({ opening }: { opening: Opening }) {
  const { t } = useT();
  const id = useId();
  if (!opening.matters) {
    return null;
  }
  return (
    <span className="inline-flex min-h-9 items-center gap-2 text-sm" data-opening={opening.on}>
      <span id={id}>{t('board.hours.switch')}</span>
      <SwitchButton
        size="sm"
        on={opening.on}
        onChange={opening.choose}
        aria-labelledby={id}
        aria-describedby={opening.on ? OPENING_NOTE : undefined}
      />
    </span>
  );
}

const OPENING_NOTE = 'opening-note';

/** What the figures leave out. */
export function OpeningNote({ opening, text }: { opening: Opening; text: string }) {
  return opening.on ? (
    <p id={OPENING_NOTE} className="text-xs text-ink-3">
      {text}
    </p>
  ) : null;
}
