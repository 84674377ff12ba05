import { Store } from '../store';

/** The browser's offer to install the page; it can be taken once. */
export interface InstallOffer extends Event {
  prompt(): Promise<unknown>;
}

export const installOffer = new Store<InstallOffer | null>(null);

/** Keeps the offer for the page where somebody looks for it, instead of a bar over the conversations. */
export function followInstallOffer(): void {
  window.addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    installOffer.set(event as InstallOffer);
  });
  window.addEventListener('appinstalled', () => installOffer.set(null));
}
