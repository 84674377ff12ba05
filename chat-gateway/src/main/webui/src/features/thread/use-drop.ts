import { useEffect, useEffectEvent, useState } from 'react';

/**
 * Files dropped anywhere on the conversation, and whether some hang above it. Beside it they do nothing: the browser
 * would leave the page for them.
 */
export function useDrop(enabled: boolean, onFiles: (files: File[]) => void): boolean {
  const [above, setAbove] = useState(false);
  const dropped = useEffectEvent((event: DragEvent) => {
    if (enabled && isInside(event)) {
      onFiles([...(event.dataTransfer?.files ?? [])]);
    }
  });
  const isWelcome = useEffectEvent((event: DragEvent) => enabled && isInside(event));
  useEffect(() => {
    const over = (event: DragEvent): void => {
      if (event.dataTransfer?.types.includes('Files') === true) {
        event.preventDefault();
        const welcome = isWelcome(event);
        event.dataTransfer.dropEffect = welcome ? 'copy' : 'none';
        setAbove(welcome);
      }
    };
    const leave = (event: DragEvent): void => {
      if (event.relatedTarget === null) {
        setAbove(false);
      }
    };
    const drop = (event: DragEvent): void => {
      if (event.dataTransfer?.types.includes('Files') === true) {
        event.preventDefault();
        setAbove(false);
        dropped(event);
      }
    };
    document.addEventListener('dragover', over);
    document.addEventListener('dragleave', leave);
    document.addEventListener('drop', drop);
    return () => {
      document.removeEventListener('dragover', over);
      document.removeEventListener('dragleave', leave);
      document.removeEventListener('drop', drop);
    };
  }, []);
  return above && enabled;
}

function isInside({ target }: DragEvent): boolean {
  return target instanceof Element && target.closest('#main') !== null;
}
