import { Check, Copy } from 'lucide-react';
import type { ReactNode } from 'react';
import { useMemo, useState } from 'react';
import { formatNumber } from '@/shared/format';
import { useT } from '@/shared/i18n/i18n';
import { Button } from '@/shared/ui/button';
import { Choice, Section } from './parts';
import { bytesOf, hexDump, isFaithful, MOST_BYTES_SHOWN } from './raw';
import { RawText } from './raw-text';

const box =
  'max-h-96 overflow-auto rounded-xl border border-line bg-linen p-3 font-mono text-xs leading-relaxed';
const looks = ['text', 'bytes'] as const;

export function Headers({ headers }: { headers: Record<string, string | string[]> }) {
  const { t } = useT();
  const lines = Object.entries(headers).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map((one) => [name, one] as const),
  );
  if (lines.length === 0) {
    return null;
  }
  return (
    <Section title={t('journal.delivery.headers')}>
      <dl className={`${box} max-h-56`}>
        {lines.map(([name, value], index) => (
          <div key={index} className="[overflow-wrap:anywhere]">
            <dt className="inline font-semibold text-ink-2">
              <RawText text={name} />:{' '}
            </dt>
            <dd className="inline">
              <RawText text={value} />
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

/** A body as it came: as text with signs for what is invisible, or byte by byte. */
export function RawBody({ title, text, base64 }: { title: string; text: string; base64: string | null }) {
  const { t, language } = useT();
  const [look, setLook] = useState<(typeof looks)[number]>('text');
  const [copied, setCopied] = useState(false);
  const bytes = useMemo(() => (base64 === null ? null : bytesOf(base64)), [base64]);
  const faithful = bytes === null || isFaithful(text, bytes);
  return (
    <Section
      title={title}
      aside={
        <>
          {bytes !== null && (
            <Choice
              label={title}
              values={looks}
              value={look}
              textOf={(one) =>
                one === 'text' ? t('journal.delivery.asText') : t('journal.delivery.asBytes')
              }
              onChange={setLook}
            />
          )}
          <Button
            look="plain"
            onClick={() => {
              void navigator.clipboard.writeText(text).then(() => setCopied(true));
            }}
          >
            {copied ? (
              <Check className="size-4 text-good" aria-hidden="true" />
            ) : (
              <Copy className="size-4" aria-hidden="true" />
            )}
            <span aria-live="polite">
              {copied ? t('journal.delivery.copied') : t('journal.delivery.copy')}
            </span>
          </Button>
        </>
      }
    >
      {!faithful && <p className="mb-2 text-xs font-medium text-warn">{t('journal.delivery.unfaithful')}</p>}
      {text === '' && (bytes === null || bytes.length === 0) ? (
        <p className="text-sm text-ink-3">{t('journal.delivery.noBody')}</p>
      ) : look === 'bytes' && bytes !== null ? (
        <>
          <Box name={title} look="bytes">
            {hexDump(bytes)}
          </Box>
          {bytes.length > MOST_BYTES_SHOWN && (
            <p className="mt-1 text-xs text-ink-3">
              {t('journal.delivery.firstBytes', { formatted: formatNumber(MOST_BYTES_SHOWN, language) })}
            </p>
          )}
        </>
      ) : (
        <Box name={title} look="text">
          <RawText text={text} />
        </Box>
      )}
      {look === 'text' && text !== '' && (
        <p className="mt-1 text-xs text-ink-3">{t('journal.delivery.wrap')}</p>
      )}
    </Section>
  );
}

/** Wide or long content scrolls inside its own box, by keyboard too. */
function Box({ name, look, children }: { name: string; look: 'text' | 'bytes'; children: ReactNode }) {
  return (
    <pre
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      role="region"
      aria-label={name}
      data-raw={look}
      className={`${box} ${look === 'text' ? '[overflow-wrap:anywhere] whitespace-pre-wrap' : ''}`}
    >
      {children}
    </pre>
  );
}
