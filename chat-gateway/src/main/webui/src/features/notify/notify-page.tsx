import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useT } from '@/shared/i18n/i18n';
import { useTitle } from '@/shared/use-title';
import type { PushRules, PushView } from '@/shared/notify/rules';
import { pushKey, pushQuery } from '@/shared/notify/rules';
import { Problem } from '@/shared/problem';
import { PageHeader } from '@/shared/ui/page-header';
import { FailedState, Skeleton } from '@/shared/ui/states';
import { putRules } from './api/put-rules';
import type { KeptReading } from './app-part';
import { AppPart } from './app-part';
import { BrowserPart } from './browser-part';
import { QuietPart } from './quiet-part';
import { RulesPart } from './rules-part';
import './texts';

interface NotifyPageProps {
  chime: () => void;
  whatIsKept: () => Promise<KeptReading | undefined>;
  onWipe: () => Promise<void>;
}

/** How this agent is told of new texts: in this browser, elsewhere, and when not. */
export function NotifyPage({ chime, whatIsKept, onWipe }: NotifyPageProps) {
  const { t } = useT();
  const client = useQueryClient();
  const push = useQuery(pushQuery);
  const saving = useMutation({
    // One after the other, so that the last choice is the one that stays.
    scope: { id: 'push-rules' },
    mutationFn: putRules,
    onMutate: (rules) => {
      const before = client.getQueryData<PushView>(pushKey);
      client.setQueryData<PushView>(pushKey, (known) => known && { ...known, rules });
      return before;
    },
    onError: (_, __, before) => client.setQueryData(pushKey, before),
  });
  const title = t('push.title');
  useTitle(title);

  const change = (rules: Partial<PushRules>): void => {
    const known = client.getQueryData<PushView>(pushKey);
    if (known !== undefined) {
      saving.mutate({ ...known.rules, ...rules });
    }
  };
  return (
    <main id="main" className="h-full overflow-y-auto bg-paper">
      <div className="mx-auto flex max-w-3xl flex-col gap-4 px-4 py-5 md:px-8 md:py-7">
        <PageHeader title={title} lead={t('push.lead')} />
        <p role="status" data-saved={saving.status} className="sr-only">
          {saving.isSuccess ? t('push.saved') : ''}
        </p>
        {saving.error !== null && (
          <p role="alert" className="rounded-xl bg-danger-soft px-3.5 py-2 text-sm text-danger">
            {t('push.notSaved', {
              reason: saving.error instanceof Problem ? saving.error.message : t('push.unreachable'),
            })}
          </p>
        )}
        {push.data === undefined ? (
          push.error === null ? (
            <Skeleton label={t('push.loading')}>
              <div className="h-64 rounded-2xl bg-line" />
            </Skeleton>
          ) : (
            <FailedState
              text={t('push.failed')}
              retryLabel={t('push.retry')}
              onRetry={() => void push.refetch()}
            />
          )
        ) : (
          <>
            <BrowserPart push={push.data} chime={chime} />
            <RulesPart rules={push.data.rules} previewAllowed={push.data.previewAllowed} onChange={change} />
            <QuietPart rules={push.data.rules} onChange={change} />
          </>
        )}
        <AppPart whatIsKept={whatIsKept} onWipe={onWipe} />
      </div>
    </main>
  );
}
