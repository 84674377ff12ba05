import { fireEvent, render, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { SignedImage } from './signed-image';

it('asks once for a new address when its own no longer works, and shows the picture from there', () => {
  const onStale = vi.fn();
  const drawn = (url: string) => <SignedImage url={url} alt="A box" onStale={onStale} />;
  const { rerender } = render(drawn('/media/1?signed=a'));
  rerender(drawn('/media/1?signed=b'));
  expect(screen.getByRole('img')).toHaveAttribute('src', '/media/1?signed=a');
  expect(onStale).not.toHaveBeenCalled();

  fireEvent.error(screen.getByRole('img'));
  expect(screen.getByRole('img')).toHaveAttribute('src', '/media/1?signed=b');
  fireEvent.error(screen.getByRole('img'));
  expect(screen.queryByRole('img')).not.toBeInTheDocument();
  expect(onStale).toHaveBeenCalledOnce();

  rerender(drawn('/media/1?signed=c'));
  expect(screen.getByRole('img')).toHaveAttribute('src', '/media/1?signed=c');
});
