import { lazy, Suspense } from 'react';
import { keptAt } from '@/shared/kept-at';
import { useStore } from '@/shared/store';

const KeptNote = lazy(async () => ({ default: (await import('@/features/notify/kept-note')).KeptNote }));

/** Says that what is on the screen was laid aside earlier, as long as nobody answers. */
export function KeptBanner() {
  const at = useStore(keptAt);
  return (
    at !== null && (
      <Suspense>
        <KeptNote at={at} />
      </Suspense>
    )
  );
}
