import { useLocation } from 'wouter';
import { DriftPage } from './drift-page';
import { ImportPage } from './import-page';
import { ListPage } from './list-page';
import { NumberPage } from './number-page';
import '@/shared/provisioning/texts';

/** Everything below /numbers: the table, one number, what differs, and what can be imported. */
export function NumbersPages() {
  const [path] = useLocation();
  // The router leaves an escaped plus as it is.
  const below = path.replace(/^\/numbers\/?/, '').replace(/%2B/gi, '+');
  return below === '' ? (
    <ListPage />
  ) : below === 'drift' ? (
    <DriftPage />
  ) : below === 'import' ? (
    <ImportPage />
  ) : (
    <NumberPage key={below} did={below} />
  );
}
