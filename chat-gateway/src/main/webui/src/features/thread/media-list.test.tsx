import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Media } from '@/shared/contract';
import { followLanguage } from '@/shared/i18n/i18n';
import { changeSettings } from '@/shared/settings';
import { aMessage } from '@/test/samples';
import { MediaList } from './media-list';

const server = setupServer();

beforeAll(() => {
  server.listen({ onUnhandledRequest: 'error' });
  void followLanguage();
});
beforeEach(() => changeSettings({ language: 'en' }));
afterEach(() => {
  cleanup();
  server.resetHandlers();
});
afterAll(() => server.close());

const ready: Media = {
  id: 'one',
  state: 'ready',
  contentType: 'image/jpeg',
  name: 'box.jpg',
  bytes: 48_211,
  url: '/media/one?e=1&s=x',
  thumbnailUrl: '/media/one/thumbnail?e=1&s=y',
  width: 1600,
  height: 1200,
};

function list(media: readonly Media[], client = new QueryClient()) {
  return (
    <QueryClientProvider client={client}>
      <MediaList
        message={aMessage({ media: [...media] })}
        who="Lucía"
        onOpen={opened}
        onStale={() => undefined}
      />
    </QueryClientProvider>
  );
}

const opened = vi.fn();

describe('the attachments of a message', () => {
  it('shows the small picture in a place of its shape, and opens the large one', async () => {
    render(list([ready]));
    expect(screen.getByRole('img', { name: 'Image from Lucía' })).toHaveAttribute('src', ready.thumbnailUrl);
    const place = screen.getByRole('button', { name: 'Open image box.jpg' });
    expect(place).toHaveStyle({ aspectRatio: '1.333' });
    place.focus();
    await userEvent.keyboard('{Enter}');
    expect(opened).toHaveBeenCalledWith('one');
  });

  it('keeps very long and very flat pictures within bounds', () => {
    render(list([{ ...ready, width: 20, height: 4000 }]));
    expect(screen.getByRole('button')).toHaveStyle({ aspectRatio: '0.7' });
    cleanup();
    render(list([{ ...ready, width: 4000, height: 20 }]));
    expect(screen.getByRole('button')).toHaveStyle({ aspectRatio: '2.4' });
  });

  it('does not move when a picture comes whose shape nobody knew', () => {
    const { rerender, container } = render(list([{ id: 'one', state: 'fetching' }]));
    expect(screen.getByRole('status')).toHaveTextContent('Fetching image…');
    const waiting = screen.getByRole('status');
    const before = [waiting.style.aspectRatio, width(waiting)];
    rerender(list([{ ...ready, width: 300, height: 900 }]));
    const shown = screen.getByRole('button');
    expect([shown.style.aspectRatio, width(shown)]).toEqual(before);
    expect(container.querySelectorAll('[data-media-state]')).toHaveLength(1);
  });

  it('says that it waits for the virus scanner', () => {
    render(list([{ id: 'one', state: 'fetching', problem: 'scan-unavailable' }]));
    expect(screen.getByRole('status')).toHaveTextContent('Waiting for the virus scanner…');
  });

  it.each([
    ['timed-out', 'took too long'],
    ['unreachable', 'did not answer'],
    ['refused-address', 'not one we fetch from'],
    ['gone', 'no longer has it'],
    ['too-large', 'too large'],
    ['unsafe-type', 'not safe to open'],
    ['infected', 'contains a virus'],
    ['broken', 'cannot be read'],
    ['a word of tomorrow', 'could not be fetched.'],
  ])('says why there is nothing: %s', (problem, words) => {
    render(list([{ id: 'one', state: 'failed', problem }]));
    expect(screen.getByText(/could not be fetched/)).toHaveTextContent(words);
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('asks again where that may help, with a key of its own for each press', async () => {
    const keys: (string | null)[] = [];
    server.use(
      http.post('/api/media/one/retry', ({ request }) => {
        keys.push(request.headers.get('Idempotency-Key'));
        return HttpResponse.json({ id: 'one', state: 'fetching' }, { status: 202 });
      }),
    );
    render(list([{ id: 'one', state: 'failed', problem: 'timed-out', retryable: true }]));
    const again = screen.getByRole('button', { name: 'Try again' });
    again.focus();
    await userEvent.keyboard('{Enter}');
    await vi.waitFor(() => expect(again).toBeEnabled());
    await userEvent.click(again);
    await vi.waitFor(() => expect(keys).toHaveLength(2));
    expect(new Set(keys).size).toBe(2);
    expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('speaks Spanish', () => {
    changeSettings({ language: 'es' });
    render(list([{ id: 'one', state: 'failed', problem: 'timed-out', retryable: true }]));
    expect(screen.getByRole('button', { name: 'Intentar de nuevo' })).toBeVisible();
    expect(screen.getByText(/tardó demasiado/)).toBeVisible();
  });

  it.each([
    ['application/pdf', 'PDF document'],
    ['video/mp4', 'Video'],
    ['audio/amr', 'Audio'],
    ['text/vcard', 'Contact card'],
    ['text/calendar', 'Appointment'],
    ['text/plain', 'Text file'],
    ['image/heic', 'Image'],
    ['application/octet-stream', 'File'],
  ])('offers %s as a file with its name, kind and size', (contentType, kind) => {
    render(
      list([{ id: 'one', state: 'ready', contentType, name: 'it.bin', bytes: 2048, url: '/media/one' }]),
    );
    const link = screen.getByRole('link', { name: new RegExp(`it\\.bin.*${kind}.*2`) });
    expect(link).toHaveAttribute('href', '/media/one');
    expect(screen.queryByRole('img')).toBeNull();
  });

  it('shows our own small picture of what must not be shown itself', () => {
    render(list([{ ...ready, contentType: 'application/octet-stream' }]));
    expect(screen.getByRole('img')).toHaveAttribute('src', ready.thumbnailUrl);
  });
});

function width(element: HTMLElement): string | undefined {
  return [...element.classList].find((name) => name.startsWith('w-['));
}
