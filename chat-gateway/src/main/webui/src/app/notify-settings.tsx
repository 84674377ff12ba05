import { NotifyPage } from '@/features/notify/notify-page';
import { throwAway } from '@/shared/device';
import { chime } from './chime';
import { whatIsKept } from './keepsake';

const wipe = () => throwAway('reading');

/** The page about notifications, with what it needs of the rest. */
export function NotifySettings() {
  return <NotifyPage chime={chime} whatIsKept={whatIsKept} onWipe={wipe} />;
}
