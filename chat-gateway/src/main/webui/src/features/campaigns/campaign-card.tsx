import { useQuery } from '@tanstack/react-query';
import { BadgeCheck, ChevronDown, Clock, Pencil } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { useNow } from '@/shared/clock';
import { formatAgo, formatNumber, formatPhone, formatStamp } from '@/shared/format';
import { useT } from '@/shared/i18n/i18n';
import type { Campaign } from '@/shared/provisioning/campaigns';
import { campaignName, classesQuery, freePlaces } from '@/shared/provisioning/campaigns';
import { NumberStateMark, nameOf } from '@/shared/provisioning/number-state';
import { numbersQuery } from '@/shared/provisioning/numbers';
import { IconButton } from '@/shared/ui/button';
import { classWords, rateWords } from './classes';
import { EditCampaign } from './edit-campaign';

/** From this part of the places on it is worth a colour. */
const NEAR = 0.9;

/** One campaign: whether it may send, how fast, for how many numbers. */
export function CampaignCard({ campaign }: { campaign: Campaign }) {
  const { t, language } = useT();
  const [editing, setEditing] = useState(false);
  const classes = useQuery(classesQuery);
  const known = classes.data?.find((one) => one.class === campaign.class);
  const now = useNow(60_000);
  const rate = rateWords({ ...campaign, perNumber: known?.perNumber ?? false }, t, language);
  const name = campaignName(campaign);
  return (
    <article
      aria-label={name}
      data-campaign={campaign.id}
      className="rounded-2xl border border-line bg-raised p-4 md:p-5"
    >
      <div className="flex items-start gap-2">
        <div className="min-w-0 flex-1">
          <h2 className="text-base font-semibold [overflow-wrap:anywhere]">{name}</h2>
          <p className="text-xs text-ink-3">
            <code>{campaign.id}</code>
            {campaign.brandId != null && ` · ${t('campaigns.page.brand', { brand: campaign.brandId })}`}
          </p>
        </div>
        <Approval approved={campaign.approved} />
        <IconButton small label={t('campaigns.page.edit', { name })} onClick={() => setEditing(true)}>
          <Pencil className="size-4" aria-hidden="true" />
        </IconButton>
      </div>
      <p className="mt-2 text-sm [overflow-wrap:anywhere]">
        {campaign.useCase == null || campaign.useCase === '' ? (
          <span className="text-ink-3">{t('campaigns.page.noUseCase')}</span>
        ) : (
          campaign.useCase
        )}
      </p>
      <Places campaign={campaign} />
      <dl className="mt-3 text-sm">
        <dt className="text-xs text-ink-3">{t('campaigns.page.class')}</dt>
        <dd data-class={campaign.class}>
          <span className="font-semibold">{campaign.class === '' ? '–' : campaign.class}</span>{' '}
          <span className="text-ink-2">{classWords(campaign.class, t, known?.words)}</span>
          {rate !== null && <span className="block text-ink-2">{rate}</span>}
          {campaign.perDay != null && (
            <span className="block text-ink-2">
              {t('campaigns.page.perDay', { formatted: formatNumber(campaign.perDay, language) })}
            </span>
          )}
        </dd>
      </dl>
      {!campaign.approved && (
        <p className="mt-2 text-sm text-pretty text-warn">{t('campaigns.select.notApproved')}</p>
      )}
      <Members campaign={campaign} />
      {campaign.listedAt != null && (
        <p className="mt-2 text-xs text-ink-3">
          {t('campaigns.page.listed')}{' '}
          <time dateTime={campaign.listedAt} title={formatStamp(new Date(campaign.listedAt), language)}>
            {formatAgo(now - Date.parse(campaign.listedAt), language)}
          </time>
        </p>
      )}
      {editing && <EditCampaign campaign={campaign} onClose={() => setEditing(false)} />}
    </article>
  );
}

function Approval({ approved }: { approved: boolean }) {
  const { t } = useT();
  return (
    <span
      data-approved={approved}
      className={`mt-0.5 inline-flex items-center gap-1 rounded-md px-2 py-0.5 text-xs font-semibold whitespace-nowrap ${approved ? 'bg-thread-soft text-good' : 'bg-warn-soft text-warn'}`}
    >
      {approved ? (
        <BadgeCheck className="size-3.5" aria-hidden="true" />
      ) : (
        <Clock className="size-3.5" aria-hidden="true" />
      )}
      {approved ? t('campaigns.page.approved') : t('campaigns.page.notApproved')}
    </span>
  );
}

/** How many numbers are in it, as a bar and in words. */
function Places({ campaign }: { campaign: Campaign }) {
  const { t, language } = useT();
  const { count, limit } = campaign;
  const part = limit === 0 ? 0 : Math.min(1, count / limit);
  const look = count >= limit ? 'bg-danger' : part >= NEAR ? 'bg-warn' : 'bg-thread';
  const words = t('campaigns.page.places', {
    taken: formatNumber(count, language),
    limit: formatNumber(limit, language),
  });
  return (
    <div className="mt-3">
      <div className="flex items-baseline justify-between gap-2 text-sm">
        <span className="tabular-nums">{words}</span>
        <span
          className={`text-xs ${count >= limit ? 'font-semibold text-danger' : part >= NEAR ? 'font-semibold text-warn' : 'text-ink-3'}`}
        >
          {count >= limit
            ? t('campaigns.page.full')
            : t('campaigns.select.places', { count: freePlaces(campaign) })}
        </span>
      </div>
      <div
        role="meter"
        aria-label={t('campaigns.page.meter')}
        aria-valuemin={0}
        aria-valuemax={limit}
        aria-valuenow={Math.min(count, limit)}
        aria-valuetext={words}
        className="mt-1 h-2 overflow-hidden rounded-full bg-linen ring-1 ring-line-strong"
      >
        <div className={`h-full rounded-full ${look}`} style={{ width: `${part * 100}%` }} />
      </div>
    </div>
  );
}

/** The numbers in it that Hilo manages. */
function Members({ campaign }: { campaign: Campaign }) {
  const { t } = useT();
  const [open, setOpen] = useState(false);
  const numbers = useQuery({ ...numbersQuery, enabled: open });
  const members = numbers.data?.filter((number) => number.campaignId === campaign.id) ?? [];
  const others = Math.max(0, campaign.count - campaign.own);
  return (
    <div className="mt-3">
      <button
        type="button"
        aria-expanded={open}
        disabled={campaign.own === 0}
        onClick={() => setOpen(!open)}
        className="group inline-flex min-h-8 items-center gap-1 rounded-lg text-sm font-medium text-thread-strong hover:underline disabled:text-ink-3 disabled:no-underline"
      >
        {campaign.own > 0 && (
          <ChevronDown
            className="size-4 transition-transform group-aria-expanded:rotate-180"
            aria-hidden="true"
          />
        )}
        {t('campaigns.page.own', { count: campaign.own })}
      </button>
      {others > 0 && (
        <span className="ml-2 text-xs text-ink-3">{t('campaigns.page.others', { count: others })}</span>
      )}
      {open && (
        <ul aria-label={t('campaigns.page.members', { name: campaignName(campaign) })} className="mt-1">
          {members.map((number) => (
            <li
              key={number.did}
              className="flex flex-wrap items-center gap-x-3 border-t border-line py-1.5 text-sm"
            >
              <Link
                href={`/numbers/${number.did}`}
                className="min-w-0 flex-1 truncate font-medium text-thread-strong hover:underline"
              >
                {nameOf(number)}
              </Link>
              <span className="text-xs text-ink-3 tabular-nums">{formatPhone(number.did)}</span>
              <NumberStateMark state={number.state} />
            </li>
          ))}
          {numbers.data === undefined && (
            <li role="status" className="py-1.5 text-sm text-ink-3">
              {t('campaigns.page.loading')}
            </li>
          )}
        </ul>
      )}
    </div>
  );
}
