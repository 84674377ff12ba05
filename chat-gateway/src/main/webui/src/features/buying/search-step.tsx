import { useInfiniteQuery } from '@tanstack/react-query';
import { LoaderCircle, Search as SearchIcon } from 'lucide-react';
import type { ReactNode, SubmitEvent } from 'react';
import { useEffect, useId, useRef, useState } from 'react';
import { problemAt, problemBeside, reasonOf } from '@/shared/provisioning/asking';
import { formatNumber, formatPhone } from '@/shared/format';
import { useT } from '@/shared/i18n/i18n';
import { formatMoney } from '@/shared/provisioning/money';
import { Button } from '@/shared/ui/button';
import { Roving } from '@/shared/ui/roving';
import { Skeleton } from '@/shared/ui/states';
import type { AvailableNumber, Search } from './api/available';
import { availableQuery } from './api/available';
import { areaCodesOf, stateName, stateOfAreaCode, statesByName } from './area-codes';
import { hold, letGo, MOST_HELD, rememberSearch, useCart } from './cart';
import type { LookingFor } from './looking-for';
import { isThreeDigits, markOf, nothing, places, searchOf, useLookingFor, written } from './looking-for';
import { placeOf } from './place';

const field =
  'h-10 w-full rounded-xl border border-line-strong bg-raised px-3 text-sm focus:border-thread focus:outline-2 focus:outline-thread/30 aria-invalid:border-danger';
const asked = ['npa', 'nxx', 'state', 'ratecenter', 'pattern'] as const;

function useFound(search: Search | null) {
  return useInfiniteQuery(availableQuery(search));
}
type Finding = ReturnType<typeof useFound>;

/** What is for sale, and what of it is held on the screen. */
export function SearchStep() {
  const { t } = useT();
  const [looking, look] = useLookingFor();
  const results = useRef<HTMLElement>(null);
  const search = searchOf(looking);
  const found = useFound(search);
  const address = written(looking).toString();
  useEffect(() => {
    if (address !== '') {
      rememberSearch(address);
    }
  }, [address]);
  return (
    <>
      <SearchForm
        looking={looking}
        busy={found.isFetching && !found.isFetchingNextPage}
        error={found.error}
        onLook={(next) => {
          if (written(next).toString() === address) {
            void found.refetch();
          } else {
            look(next);
          }
        }}
      />
      {search !== null && (
        <section
          ref={results}
          tabIndex={-1}
          aria-label={t('campaigns.buying.results')}
          className="mt-4 outline-none"
        >
          <Found
            found={found}
            looking={looking}
            onLook={(next) => {
              // The button that was pressed goes with the empty result.
              results.current?.focus();
              look(next);
            }}
          />
        </section>
      )}
    </>
  );
}

interface SearchFormProps {
  looking: LookingFor;
  busy: boolean;
  error: Error | null;
  onLook: (next: LookingFor) => void;
}

function SearchForm({ looking, busy, error, onLook }: SearchFormProps) {
  const { t, language } = useT();
  const id = useId();
  const [typed, setTyped] = useState(looking);
  const address = written(looking).toString();
  const [shown, setShown] = useState(address);
  if (shown !== address) {
    // A suggestion or the browser's way back has changed what is looked for.
    setShown(address);
    setTyped(looking);
  }
  const [tried, setTried] = useState(false);
  const set = (values: Partial<LookingFor>): void => setTyped((value) => ({ ...value, ...values }));
  const digitsOnly = (text: string, most: number): string => text.replace(/\D/g, '').slice(0, most);
  const problems = {
    npa:
      typed.npa === ''
        ? typed.state === ''
          ? t('campaigns.buying.where')
          : undefined
        : isThreeDigits(typed.npa)
          ? undefined
          : t('campaigns.buying.threeDigits'),
    nxx: typed.nxx === '' || isThreeDigits(typed.nxx) ? undefined : t('campaigns.buying.threeDigits'),
  };
  const said = (name: (typeof asked)[number]): string | undefined =>
    (tried && (name === 'npa' || name === 'nxx') ? problems[name] : undefined) ?? problemAt(error, name);
  const otherwise = problemBeside(error, asked, t);

  function submit(event: SubmitEvent<HTMLFormElement>): void {
    event.preventDefault();
    if (busy) {
      return;
    }
    setTried(true);
    if (problems.npa === undefined && problems.nxx === undefined) {
      onLook({ ...typed, ratecenter: typed.ratecenter.trim() });
    } else {
      event.currentTarget
        .querySelector<HTMLInputElement>(`[name=${problems.npa === undefined ? 'nxx' : 'npa'}]`)
        ?.focus();
    }
  }

  return (
    <form
      role="search"
      aria-label={t('campaigns.buying.search')}
      noValidate
      onSubmit={submit}
      className="rounded-2xl border border-line bg-raised p-4"
    >
      <div className="grid grid-cols-2 gap-x-3 gap-y-3 md:grid-cols-[7rem_7rem_minmax(9rem,1fr)_minmax(9rem,1fr)]">
        <Field id={`${id}-npa`} label={t('campaigns.buying.areaCode')} problem={said('npa')}>
          <input
            id={`${id}-npa`}
            name="npa"
            value={typed.npa}
            inputMode="numeric"
            autoComplete="off"
            placeholder="786"
            aria-invalid={said('npa') !== undefined}
            aria-describedby={`${id}-npa-problem`}
            onChange={(event) => set({ npa: digitsOnly(event.target.value, 3) })}
            className={field}
          />
        </Field>
        <Field id={`${id}-nxx`} label={t('campaigns.buying.exchange')} problem={said('nxx')}>
          <input
            id={`${id}-nxx`}
            name="nxx"
            value={typed.nxx}
            inputMode="numeric"
            autoComplete="off"
            placeholder="555"
            aria-invalid={said('nxx') !== undefined}
            aria-describedby={`${id}-nxx-problem`}
            onChange={(event) => set({ nxx: digitsOnly(event.target.value, 3) })}
            className={field}
          />
        </Field>
        <Field id={`${id}-state`} label={t('campaigns.buying.state')} problem={said('state')}>
          <select
            id={`${id}-state`}
            value={typed.state}
            aria-describedby={`${id}-state-problem`}
            onChange={(event) => set({ state: event.target.value })}
            className={field}
          >
            <option value="">{t('campaigns.buying.anyState')}</option>
            {statesByName(language).map((state) => (
              <option key={state} value={state}>
                {stateName(state, language)}
              </option>
            ))}
          </select>
        </Field>
        <Field id={`${id}-rate`} label={t('campaigns.buying.rateCenter')} problem={said('ratecenter')}>
          <input
            id={`${id}-rate`}
            value={typed.ratecenter}
            maxLength={40}
            autoComplete="off"
            placeholder="Miami"
            aria-describedby={`${id}-rate-problem`}
            onChange={(event) => set({ ratecenter: event.target.value })}
            className={field}
          />
        </Field>
      </div>
      <div className="mt-3 flex flex-wrap items-end gap-3">
        <Field id={`${id}-place`} label={t('campaigns.buying.digits')} problem={said('pattern')}>
          <span className="flex gap-1.5">
            <select
              id={`${id}-place`}
              value={typed.place}
              onChange={(event) =>
                set({ place: places.find((place) => place === event.target.value) ?? 'ends' })
              }
              className={`${field} w-36`}
            >
              {places.map((place) => (
                <option key={place} value={place}>
                  {t(`campaigns.buying.place.${place}`)}
                </option>
              ))}
            </select>
            <input
              value={typed.digits}
              inputMode="numeric"
              autoComplete="off"
              placeholder="2020"
              aria-label={t('campaigns.buying.digitsLabel')}
              aria-describedby={`${id}-place-problem`}
              onChange={(event) => set({ digits: digitsOnly(event.target.value, 10) })}
              className={`${field} w-28`}
            />
          </span>
        </Field>
        <Button type="submit" className="h-10 aria-disabled:opacity-50" aria-disabled={busy}>
          {busy ? (
            <LoaderCircle className="size-4 animate-spin" aria-hidden="true" />
          ) : (
            <SearchIcon className="size-4" aria-hidden="true" />
          )}
          {busy ? t('campaigns.buying.searching') : t('campaigns.buying.find')}
        </Button>
        {isThreeDigits(typed.npa) && stateOfAreaCode(typed.npa) !== null && (
          <p className="pb-2.5 text-xs text-ink-3">
            {t('campaigns.buying.codeIsIn', {
              code: typed.npa,
              state: stateName(stateOfAreaCode(typed.npa) ?? '', language),
            })}
          </p>
        )}
      </div>
      <p role="alert" className="mt-2 text-sm text-danger empty:hidden">
        {otherwise === undefined ? '' : t('campaigns.notDone', { reason: otherwise })}
      </p>
    </form>
  );
}

function Field({
  id,
  label,
  problem,
  children,
}: {
  id: string;
  label: string;
  problem: string | undefined;
  children: ReactNode;
}) {
  return (
    <div className="min-w-0">
      <label htmlFor={id} className="mb-1 block text-sm font-medium">
        {label}
      </label>
      {children}
      <p id={`${id}-problem`} role="alert" className="mt-1 text-xs text-danger empty:hidden">
        {problem}
      </p>
    </div>
  );
}

function Found({
  found,
  looking,
  onLook,
}: {
  found: Finding;
  looking: LookingFor;
  onLook: (next: LookingFor) => void;
}) {
  const { t, language } = useT();
  const cart = useCart();
  const id = useId();
  const numbers = found.data?.pages.flatMap((page) => page.items) ?? [];
  const full = cart.held.length >= MOST_HELD;
  if (found.data === undefined) {
    return found.isFetching ? (
      <Skeleton label={t('campaigns.buying.searching')}>
        <div className="grid gap-2 sm:grid-cols-2 xl:grid-cols-3">
          {Array.from({ length: 9 }, (_, index) => (
            <div key={index} className="h-16 rounded-xl bg-line" />
          ))}
        </div>
      </Skeleton>
    ) : null;
  }
  return (
    <>
      <div className="mb-2 flex items-baseline gap-3 text-sm text-ink-2">
        <p role="status">
          {numbers.length === 0
            ? t('campaigns.buying.none')
            : found.hasNextPage
              ? t('campaigns.buying.foundFirst', { formatted: formatNumber(numbers.length, language) })
              : t('campaigns.buying.found', {
                  count: numbers.length,
                  formatted: formatNumber(numbers.length, language),
                })}
        </p>
        {numbers.length > 0 && (
          <p id={id} className="text-xs text-ink-3 max-md:sr-only">
            {t('campaigns.buying.arrows')}
          </p>
        )}
      </div>
      {numbers.length === 0 ? (
        <Suggestions looking={looking} onLook={onLook} />
      ) : (
        <Roving label={t('campaigns.buying.results')} describedBy={id}>
          <ul className="grid gap-2 sm:grid-cols-2 xl:grid-cols-3">
            {numbers.map((number) => (
              <li key={number.did}>
                <Offer
                  number={number}
                  looking={looking}
                  held={cart.held.some(({ did }) => did === number.did)}
                  full={full}
                />
              </li>
            ))}
          </ul>
        </Roving>
      )}
      {found.hasNextPage && (
        <div className="mt-4 flex flex-col items-center gap-2">
          {found.isFetchNextPageError && (
            <p role="alert" className="text-sm text-danger">
              {t('campaigns.notDone', { reason: reasonOf(found.error, t) })}
            </p>
          )}
          <Button look="soft" disabled={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
            {found.isFetchingNextPage ? t('campaigns.buying.searching') : t('campaigns.buying.more')}
          </Button>
        </div>
      )}
    </>
  );
}

interface OfferProps {
  number: AvailableNumber;
  looking: LookingFor;
  held: boolean;
  full: boolean;
}

function Offer({ number, looking, held, full }: OfferProps) {
  const { t, language } = useT();
  return (
    <label
      data-offer={number.did}
      className="flex cursor-pointer items-center gap-3 rounded-xl border border-line bg-raised px-3.5 py-2.5 hover:bg-hover has-checked:border-thread has-checked:bg-thread-soft has-disabled:cursor-default has-disabled:opacity-60 has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-thread"
    >
      <input
        type="checkbox"
        checked={held}
        disabled={full && !held}
        onChange={() => (held ? letGo(number.did) : hold(number))}
        className="size-4.5 shrink-0 accent-thread outline-none"
      />
      <span className="min-w-0 flex-1">
        <span className="block font-semibold tabular-nums">
          <Marked did={number.did} looking={looking} />
        </span>
        <span className="block truncate text-xs text-ink-3">{placeOf(number, language)}</span>
      </span>
      <span className="shrink-0 text-right text-xs text-ink-2 tabular-nums">
        {number.monthlyPrice == null ? (
          t('campaigns.buying.noPrice')
        ) : (
          <>
            <span className="block font-semibold text-ink">
              {t('campaigns.buying.monthly', { price: formatMoney(number.monthlyPrice, language) })}
            </span>
            {number.setupPrice != null && (
              <span className="block">
                {t('campaigns.buying.once', { price: formatMoney(number.setupPrice, language) })}
              </span>
            )}
          </>
        )}
      </span>
    </label>
  );
}

/** A number with the digits that were asked for standing out. */
function Marked({ did, looking }: { did: string; looking: LookingFor }) {
  const shown = formatPhone(did);
  const mark = markOf(did, shown, looking);
  if (mark === null) {
    return shown;
  }
  return (
    <>
      {shown.slice(0, mark[0])}
      <mark className="rounded bg-pressed px-0.5 text-thread-strong">{shown.slice(mark[0], mark[1])}</mark>
      {shown.slice(mark[1])}
    </>
  );
}

/** Nothing there is an answer too: what to leave out, and where else to look. */
function Suggestions({ looking, onLook }: { looking: LookingFor; onLook: (next: LookingFor) => void }) {
  const { t, language } = useT();
  const state = looking.state === '' ? stateOfAreaCode(looking.npa) : looking.state;
  const ideas: { text: string; next: LookingFor }[] = [];
  if (looking.digits !== '') {
    const shorter = looking.digits.slice(1);
    if (shorter !== '') {
      ideas.push({
        text: t(`campaigns.buying.idea.${looking.place}`, { digits: shorter }),
        next: { ...looking, digits: shorter },
      });
    }
    ideas.push({ text: t('campaigns.buying.idea.anyDigits'), next: { ...looking, digits: '' } });
  }
  if (looking.nxx !== '') {
    ideas.push({
      text: t('campaigns.buying.idea.anyExchange', { exchange: looking.nxx }),
      next: { ...looking, nxx: '' },
    });
  }
  if (looking.ratecenter !== '') {
    ideas.push({
      text: t('campaigns.buying.idea.anyPlace', { place: looking.ratecenter }),
      next: { ...looking, ratecenter: '' },
    });
  }
  if (state !== null && looking.npa !== '') {
    ideas.push({
      text: t('campaigns.buying.idea.wholeState', { state: stateName(state, language) }),
      next: { ...looking, npa: '', nxx: '', state },
    });
    areaCodesOf(state)
      .filter((code) => code !== looking.npa)
      .slice(0, 4)
      .forEach((code) =>
        ideas.push({
          text: t('campaigns.buying.idea.code', { code }),
          next: { ...nothing, npa: code, digits: looking.digits, place: looking.place },
        }),
      );
  }
  return (
    <div className="rounded-2xl border border-dashed border-line-strong px-5 py-6">
      <p className="text-sm text-pretty text-ink-2">{t('campaigns.buying.noneText')}</p>
      {ideas.length > 0 && (
        <ul aria-label={t('campaigns.buying.ideas')} className="mt-3 flex flex-wrap gap-2">
          {ideas.map(({ text, next }) => (
            <li key={text}>
              <Button look="soft" onClick={() => onLook(next)}>
                {text}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
