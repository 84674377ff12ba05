import { Plus, X } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import { useT } from '@/shared/i18n/i18n';
import { Button } from '@/shared/ui/button';
import { Roving } from '@/shared/ui/roving';
import './texts';

const TEAM = /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,59}$/u;
/** More suggestions than these are found by typing. */
const MOST_SUGGESTED = 8;

/** The teams that numbers have, in the order of their names. */
export function teamsOf(numbers: readonly { teams: readonly string[] }[]): string[] {
  return [...new Set(numbers.flatMap((number) => number.teams))].sort((one, other) =>
    one.localeCompare(other),
  );
}

interface TeamsFieldProps {
  teams: readonly string[];
  /** Teams there are elsewhere, to choose from. */
  known: readonly string[];
  /** What the server said about them. */
  problem?: string | undefined;
  onChange: (teams: readonly string[]) => void;
}

/** The teams of a number as chips: what is chosen can be taken off, what exists is one press away. */
export function TeamsField({ teams, known, problem, onChange }: TeamsFieldProps) {
  const { t } = useT();
  const id = useId();
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const offered = known.filter((team) => !teams.includes(team));

  function add(team: string): void {
    const name = team.trim();
    if (name !== '' && !TEAM.test(name)) {
      setWrong(true);
      return;
    }
    if (name !== '' && !teams.includes(name)) {
      onChange([...teams, name]);
    }
    setText('');
    setWrong(false);
  }

  return (
    <div>
      <ul aria-label={t('numbers.teams.chosen')} className="mb-2 flex flex-wrap gap-1.5 empty:hidden">
        {teams.map((team) => (
          <li
            key={team}
            data-team={team}
            className="flex max-w-full items-center rounded-lg bg-thread-soft pl-2.5 text-sm text-thread-strong"
          >
            <span className="truncate">{team}</span>
            <button
              type="button"
              aria-label={t('numbers.teams.remove', { team })}
              onClick={() => {
                onChange(teams.filter((other) => other !== team));
                setWrong(false);
                input.current?.focus();
              }}
              className="grid size-8 shrink-0 place-items-center rounded-lg hover:text-danger"
            >
              <X className="size-3.5" aria-hidden="true" />
            </button>
          </li>
        ))}
      </ul>
      <label htmlFor={id} className="mb-1 block text-sm font-medium">
        {t('numbers.teams.team')}
      </label>
      <div className="flex gap-2">
        <input
          ref={input}
          id={id}
          value={text}
          list={`${id}-known`}
          maxLength={60}
          autoComplete="off"
          autoCapitalize="none"
          aria-invalid={wrong || problem !== undefined}
          aria-describedby={`${id}-problem`}
          onChange={(event) => {
            setText(event.target.value);
            setWrong(false);
          }}
          onKeyDown={(event) => {
            // Enter adds what is typed; the form is sent by its own button, or by Enter when nothing is typed.
            if ((event.key === 'Enter' || event.key === ',') && text.trim() !== '') {
              event.preventDefault();
              add(text);
            }
          }}
          className="h-9 min-w-0 flex-1 rounded-lg border border-line-strong bg-raised px-2.5 text-sm focus:border-thread focus:outline-2 focus:outline-thread/30 aria-invalid:border-danger"
        />
        <datalist id={`${id}-known`}>
          {offered.map((team) => (
            <option key={team} value={team} />
          ))}
        </datalist>
        <Button look="soft" disabled={text.trim() === ''} onClick={() => add(text)}>
          {t('numbers.teams.add')}
        </Button>
      </div>
      <p id={`${id}-problem`} role="alert" className="mt-1 text-xs text-danger empty:hidden">
        {wrong ? t('numbers.teams.tooLong') : problem}
      </p>
      {offered.length > 0 && (
        <Roving label={t('numbers.teams.existing')} className="mt-2 flex flex-wrap gap-1.5">
          {offered.slice(0, MOST_SUGGESTED).map((team) => (
            <button
              key={team}
              type="button"
              aria-label={t('numbers.teams.addTeam', { team })}
              onClick={() => {
                add(team);
                input.current?.focus();
              }}
              className="inline-flex min-h-8 max-w-full items-center gap-1 rounded-lg border border-line-strong px-2.5 text-sm text-ink-2 hover:bg-hover hover:text-ink"
            >
              <Plus className="size-3.5 shrink-0" aria-hidden="true" />
              <span className="truncate">{team}</span>
            </button>
          ))}
        </Roving>
      )}
    </div>
  );
}
