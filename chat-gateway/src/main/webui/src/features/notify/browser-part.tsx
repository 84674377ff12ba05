import { useQueryClient } from '@tanstack/react-query';
import { BellOff, BellRing, CircleHelp } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { T } from '@/shared/i18n/i18n';
import { useT } from '@/shared/i18n/i18n';
import { useMe } from '@/shared/me';
import type { Subscribed } from '@/shared/device';
import { said } from '@/shared/notify/notice';
import type { PushView } from '@/shared/notify/rules';
import { pushKey } from '@/shared/notify/rules';
import { changeSettings, settings } from '@/shared/settings';
import { useStore } from '@/shared/store';
import { Button } from '@/shared/ui/button';
import { sendTrial } from './api/send-trial';
import { Part, Switch } from './parts';
import { canBePushed, subscribe, subscribedAs, unsubscribe } from './subscription';
import { usePermission } from './use-permission';

/** How long a trial may take before we say that it has not arrived. */
const TRIAL_MS = 15_000;

interface BrowserPartProps {
  push: PushView;
  /** The page's own sound, for listening to it. */
  chime: () => void;
}

/** What this browser allows, and what it does. */
export function BrowserPart({ push, chime }: BrowserPartProps) {
  const { t } = useT();
  const { desktop, sound } = useStore(settings);
  const [permission, askAgain] = usePermission();
  return (
    <Part title={t('push.browser.title')}>
      <Standing permission={permission} />
      {permission === 'default' && (
        <div>
          <Button onClick={() => void Notification.requestPermission().then(askAgain)}>
            {t('push.browser.allow')}
          </Button>
        </div>
      )}
      {permission === 'granted' && (
        <>
          <Switch
            label={t('push.browser.desktop')}
            on={desktop}
            onChange={(on) => changeSettings({ desktop: on })}
          />
          <PushSwitch push={push} />
        </>
      )}
      <Switch label={t('push.browser.sound')} on={sound} onChange={(on) => changeSettings({ sound: on })}>
        <Button look="soft" onClick={chime}>
          {t('push.browser.listen')}
        </Button>
      </Switch>
    </Part>
  );
}

function Standing({ permission }: { permission: NotificationPermission | 'unsupported' }) {
  const { t } = useT();
  const [Icon, look, title, lines] = {
    granted: [BellRing, 'bg-linen text-good', t('push.browser.granted'), []],
    default: [
      CircleHelp,
      'bg-warn-soft text-warn',
      t('push.browser.default'),
      [t('push.browser.defaultText')],
    ],
    denied: [
      BellOff,
      'bg-danger-soft text-danger',
      t('push.browser.denied'),
      [t('push.browser.deniedText'), t('push.browser.deniedSystem')],
    ],
    unsupported: [
      BellOff,
      'bg-warn-soft text-warn',
      t('push.browser.unsupported'),
      [t('push.browser.unsupportedText')],
    ],
  }[permission] as [typeof BellOff, string, string, string[]];
  return (
    <div
      data-permission={permission}
      role="status"
      className={`flex gap-3 rounded-xl px-3.5 py-2.5 text-sm ${look}`}
    >
      <Icon className="mt-0.5 size-4.5 shrink-0" aria-hidden="true" />
      <div className="min-w-0">
        <p className="font-semibold">{title}</p>
        {lines.map((line) => (
          <p key={line} className="mt-1 text-pretty text-ink-2">
            {line}
          </p>
        ))}
      </div>
    </div>
  );
}

type Trial = 'none' | 'under-way' | 'arrived' | 'late' | { failed: string };

function PushSwitch({ push }: { push: PushView }) {
  const { t } = useT();
  const me = useMe();
  const client = useQueryClient();
  const [known, setKnown] = useState<Subscribed | null | undefined>();
  const [working, setWorking] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const { publicKey } = push;

  useEffect(() => {
    let here = true;
    void subscribedAs(me.user).then((found) => here && setKnown(found ?? null));
    return () => {
      here = false;
    };
  }, [me.user]);

  if (publicKey == null || !canBePushed()) {
    return (
      <p data-push="off" className="text-sm text-ink-3">
        {publicKey == null ? t('push.browser.pushOff') : t('push.browser.unsupported')}
      </p>
    );
  }
  const change = async (on: boolean): Promise<void> => {
    setWorking(true);
    setProblem(null);
    try {
      await (on ? subscribe(me.user, publicKey) : unsubscribe());
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
    setKnown((await subscribedAs(me.user)) ?? null);
    setWorking(false);
    await client.invalidateQueries({ queryKey: pushKey });
  };
  const told = known?.id;
  // The server may have forgotten it, because its push service said that it is gone.
  const on = told !== undefined && push.browsers.some(({ id }) => id === told);
  const others = push.browsers.filter(({ id }) => id !== told).length;
  return (
    <>
      <Switch
        label={t('push.browser.push')}
        hint={working ? t('push.browser.working') : t('push.browser.pushText')}
        on={on}
        disabled={working || known === undefined}
        onChange={(next) => void change(next)}
      />
      {problem !== null && (
        <p role="alert" className="text-sm text-danger">
          {t('push.browser.pushFailed', { reason: problem })}
        </p>
      )}
      {on && <TrialLine id={told} />}
      {others > 0 && <p className="text-sm text-ink-3">{t('push.browser.others', { count: others })}</p>}
    </>
  );
}

/** Sends one by the whole way that real ones take, and says whether it came. */
function TrialLine({ id }: { id: string }) {
  const { t } = useT();
  const [trial, setTrial] = useState<Trial>('none');
  const underWay = trial === 'under-way';

  useEffect(() => {
    if (!underWay) {
      return undefined;
    }
    const heard = (event: MessageEvent): void => {
      const message = said.safeParse(event.data);
      if (message.success && message.data.hilo === 'trial') {
        setTrial('arrived');
      }
    };
    navigator.serviceWorker.addEventListener('message', heard);
    const timer = setTimeout(() => setTrial('late'), TRIAL_MS);
    return () => {
      navigator.serviceWorker.removeEventListener('message', heard);
      clearTimeout(timer);
    };
  }, [underWay]);

  const send = (): void => {
    setTrial('under-way');
    sendTrial(id).catch((error: unknown) => {
      setTrial({ failed: error instanceof Error ? error.message : String(error) });
    });
  };
  return (
    <div className="flex flex-wrap items-center gap-3 text-sm">
      <Button look="soft" disabled={underWay} onClick={send}>
        {t('push.browser.test')}
      </Button>
      <p
        role="status"
        data-trial={typeof trial === 'string' ? trial : 'failed'}
        className="min-w-0 flex-1 text-ink-2"
      >
        {textOf(trial, t)}
      </p>
    </div>
  );
}

function textOf(trial: Trial, t: T): string {
  if (typeof trial !== 'string') {
    return t('push.notSaved', { reason: trial.failed });
  }
  switch (trial) {
    case 'none':
      return '';
    case 'under-way':
      return t('push.browser.testing');
    case 'arrived':
      return t('push.browser.arrived');
    case 'late':
      return t('push.browser.late');
  }
}
