import { useSearchParams } from 'wouter';

/**
 * The delivery or record that lies open over the list, kept in the address: `?delivery={id}` and `?record={place}`.
 * Places hold dots, and an address that ends in one is a file to the server; so they are never part of the path.
 */
export function useOpened(name: 'delivery' | 'record') {
  const [parameters, setParameters] = useSearchParams();
  return {
    id: parameters.get(name),
    /** Where a link to it leads: the same list below. */
    addressOf: (id: string): string => {
      const next = new URLSearchParams(parameters);
      next.set(name, id);
      return `?${next.toString()}`;
    },
    close: (): void => {
      setParameters((current) => {
        const next = new URLSearchParams(current);
        next.delete(name);
        return next;
      });
    },
    show: (id: string): void => {
      setParameters(
        (current) => {
          const next = new URLSearchParams(current);
          next.set(name, id);
          return next;
        },
        { replace: true },
      );
    },
  };
}
