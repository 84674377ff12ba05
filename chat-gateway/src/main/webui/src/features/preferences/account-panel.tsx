import { Bell, ChartColumn, Keyboard, LogOut, Phone, ScrollText, Tags } from 'lucide-react';
import { useId } from 'react';
import { Link } from 'wouter';
import { useT } from '@/shared/i18n/i18n';
import { isAdmin, isManager, useMe } from '@/shared/me';
import { changeSettings, settings, themes } from '@/shared/settings';
import { useStore } from '@/shared/store';
import { Avatar } from '@/shared/ui/avatar';
import { LanguageSwitch } from './language-switch';
import { SwitchButton } from '@/shared/ui/switch';

interface AccountPanelProps {
  journalOpen: number;
  onShortcuts: () => void;
  close: () => void;
}

/** What the account's menu holds. */
export function AccountPanel({ journalOpen, onShortcuts, close }: AccountPanelProps) {
  const { t } = useT();
  const me = useMe();
  const { theme, sound, singleKeys, undoSend } = useStore(settings);
  const name = me.name === '' ? me.user : me.name;
  const role = (['admin', 'manager', 'agent'] as const).find((one) => me.roles.includes(one));
  const item = 'flex w-full items-center gap-2.5 rounded-lg px-2.5 py-2 text-left text-sm hover:bg-hover';
  return (
    <>
      <div className="flex items-center gap-3 px-2.5 pt-1.5 pb-2.5">
        <Avatar name={name} phone={me.user} size="lg" />
        <div className="min-w-0">
          <p className="truncate font-semibold">{name}</p>
          <p className="truncate text-xs text-ink-3">
            {[role === undefined ? null : t(`session.roles.${role}`), ...me.teams]
              .filter(Boolean)
              .join(' · ')}
          </p>
        </div>
      </div>
      <hr className="mb-2 border-line" />
      <Setting label={t('settings.language')}>
        <LanguageSwitch />
      </Setting>
      <Setting label={t('settings.theme')}>
        <div role="group" aria-label={t('settings.theme')} className="inline-flex rounded-lg bg-linen p-0.5">
          {themes.map((one) => (
            <button
              key={one}
              type="button"
              aria-pressed={theme === one}
              onClick={() => changeSettings({ theme: one })}
              className="rounded-md px-2 py-1 text-[0.8125rem] text-ink-2 hover:text-ink aria-pressed:bg-raised aria-pressed:font-semibold aria-pressed:text-ink aria-pressed:shadow-card"
            >
              {t(`settings.themes.${one}`)}
            </button>
          ))}
        </div>
      </Setting>
      <Switch label={t('settings.sound')} on={sound} onChange={(on) => changeSettings({ sound: on })} />
      <Switch
        label={t('settings.singleKeys')}
        on={singleKeys}
        onChange={(on) => changeSettings({ singleKeys: on })}
      />
      <Switch
        label={t('settings.undoSend')}
        on={undoSend}
        onChange={(on) => changeSettings({ undoSend: on })}
      />
      <hr className="my-2 border-line" />
      <Link href="/board" onClick={close} className={`${item} md:hidden`}>
        <ChartColumn className="size-4 text-ink-3" aria-hidden="true" />
        {t('app.board')}
      </Link>
      {isManager(me) && (
        <Link href="/numbers" onClick={close} className={`${item} md:hidden`}>
          <Phone className="size-4 text-ink-3" aria-hidden="true" />
          {t('app.numbers')}
        </Link>
      )}
      {isManager(me) && (
        <Link href="/workspace" onClick={close} className={`${item} md:hidden`}>
          <Tags className="size-4 text-ink-3" aria-hidden="true" />
          {t('app.workspace')}
        </Link>
      )}
      {isAdmin(me) && (
        <Link href="/journal" onClick={close} className={`${item} md:hidden`}>
          <ScrollText className="size-4 text-ink-3" aria-hidden="true" />
          {journalOpen === 0 ? t('app.journal') : t('app.journalOpen', { count: journalOpen })}
        </Link>
      )}
      <Link href="/settings/notifications" onClick={close} className={item}>
        <Bell className="size-4 text-ink-3" aria-hidden="true" />
        {t('settings.notifications')}
      </Link>
      <button
        type="button"
        className={item}
        onClick={() => {
          close();
          onShortcuts();
        }}
      >
        <Keyboard className="size-4 text-ink-3" aria-hidden="true" />
        {t('settings.shortcuts')}
      </button>
      <a href="/logout" className={item}>
        <LogOut className="size-4 text-ink-3" aria-hidden="true" />
        {t('session.signOut')}
      </a>
    </>
  );
}

function Setting({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div className="px-2.5 py-1">
      <p className="mb-1 text-xs font-medium text-ink-3">{label}</p>
      {children}
    </div>
  );
}

function Switch({ label, on, onChange }: { label: string; on: boolean; onChange: (on: boolean) => void }) {
  const id = useId();
  return (
    <div className="flex items-center gap-3 px-2.5 py-1.5 text-sm">
      <span id={id} className="flex-1">
        {label}
      </span>
      <SwitchButton size="sm" aria-labelledby={id} on={on} onChange={onChange} />
    </div>
  );
}
