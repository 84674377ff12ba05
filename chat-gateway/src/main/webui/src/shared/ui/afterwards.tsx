import type { ReactNode } from 'react';
import { useDeferredValue } from 'react';

interface AfterwardsProps {
  /** Keeps its place in the frame of the press. */
  meanwhile?: ReactNode;
  children: ReactNode;
}

/** What comes one frame later than what is around it, so that a press is answered at once whatever follows from it. */
export function Afterwards({ meanwhile = null, children }: AfterwardsProps) {
  return useDeferredValue(true, false) ? children : meanwhile;
}
