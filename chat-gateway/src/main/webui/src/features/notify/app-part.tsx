import { useEffect, useState } from 'react';
import { useT } from '@/shared/i18n/i18n';
import { installOffer } from '@/shared/notify/install';
import { changeSettings, settings } from '@/shared/settings';
import { useStore } from '@/shared/store';
import { Button } from '@/shared/ui/button';
import { Part, Switch } from './parts';
import { stampOf } from './stamp';

export interface KeptReading {
  at: number;
  conversations: number;
}

interface AppPartProps {
  whatIsKept: () => Promise<KeptReading | undefined>;
  onWipe: () => Promise<void>;
}

/** The installed app, and what this browser keeps for reading without a network. */
export function AppPart({ whatIsKept, onWipe }: AppPartProps) {
  const { t, language } = useT();
  const { offline } = useStore(settings);
  const [kept, setKept] = useState<KeptReading | null>(null);
  useEffect(() => {
    let here = true;
    const look = (): void => {
      void whatIsKept().then((found) => {
        if (here) {
          setKept(found ?? null);
        }
      });
    };
    look();
    const timer = setInterval(look, 5_000);
    return () => {
      here = false;
      clearInterval(timer);
    };
  }, [whatIsKept, offline]);

  return (
    <Part title={t('push.app.title')}>
      <Install />
      <Switch
        label={t('push.app.offline')}
        hint={t('push.app.offlineText')}
        on={offline}
        onChange={(on) => changeSettings({ offline: on })}
      />
      {offline && (
        <div className="flex flex-wrap items-center gap-3 pl-13 text-sm max-sm:pl-0">
          <p data-kept={kept?.conversations ?? 0} className="text-ink-2">
            {kept === null
              ? t('push.app.nothingKept')
              : t('push.app.kept', {
                  count: kept.conversations,
                  time: stampOf(new Date(kept.at), language),
                })}
          </p>
          {kept !== null && (
            <Button look="plain" onClick={() => void onWipe().then(() => setKept(null))}>
              {t('push.app.wipe')}
            </Button>
          )}
        </div>
      )}
    </Part>
  );
}

/** A browser that cannot say how it shows the page shows it as a page. */
function isInstalled(): boolean {
  const asked = (window as Partial<Pick<Window, 'matchMedia'>>).matchMedia?.('(display-mode: standalone)');
  return asked?.matches === true;
}

function Install() {
  const { t } = useT();
  const offer = useStore(installOffer);
  if (isInstalled()) {
    return <p className="text-sm text-ink-2">{t('push.app.installed')}</p>;
  }
  return (
    <div className="flex flex-wrap items-center gap-3 text-sm">
      <p className="min-w-60 flex-1 text-pretty text-ink-2">
        {t('push.app.installText')}
        {offer === null && ` ${t('push.app.installHint')}`}
      </p>
      {offer !== null && (
        <Button
          look="soft"
          onClick={() => {
            installOffer.set(null);
            void offer.prompt();
          }}
        >
          {t('push.app.install')}
        </Button>
      )}
    </div>
  );
}
