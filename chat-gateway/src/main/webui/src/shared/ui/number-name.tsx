import { numberColor, numberName, useMe } from '@/shared/me';

/** What our people call one of our numbers, behind the colour they gave it. */
export function NumberName({ did }: { did: string }) {
  const me = useMe();
  const color = numberColor(me, did);
  return (
    <>
      {color !== null && (
        <span
          aria-hidden="true"
          data-color={color}
          style={{ backgroundColor: color }}
          className="mr-1.5 inline-block size-2 shrink-0 rounded-full align-baseline"
        />
      )}
      {numberName(me, did)}
    </>
  );
}
