import { QueryClient } from '@tanstack/react-query';
import { beforeEach, describe, expect, it } from 'vitest';
import { FakeTiming } from '@/test/fake-timing';
import { SPREAD_MS, WorkspaceNews } from './workspace-news';

describe('what people share', () => {
  let client: QueryClient;
  let timing: FakeTiming;
  let news: WorkspaceNews;
  const stale = (...key: string[]): boolean | undefined => client.getQueryState(key)?.isInvalidated;

  beforeEach(() => {
    client = new QueryClient();
    timing = new FakeTiming();
    news = new WorkspaceNews(client, timing);
    for (const key of [
      ['labels'],
      ['templates'],
      ['teams'],
      ['hours', 'support'],
      ['board'],
      ['audit', 'x'],
    ]) {
      client.setQueryData(key, []);
    }
  });

  it('is read again when the server says so, and nothing else is', () => {
    news.changed('hours');
    timing.advance(SPREAD_MS);
    expect([stale('teams'), stale('hours', 'support'), stale('audit', 'x')]).toEqual([true, true, true]);
    expect(stale('board')).toBe(true);
    expect([stale('labels'), stale('templates')]).toEqual([false, false]);
  });

  it('is not asked for by every page in the same moment, and several words are one', () => {
    timing.randomness = 0.9;
    news.changed('labels');
    timing.advance(100);
    news.changed('labels');
    expect(stale('labels')).toBe(false);
    timing.advance(SPREAD_MS);
    expect(stale('labels')).toBe(true);
  });

  it('is read again as a whole after a time without news', () => {
    news.missed();
    timing.advance(SPREAD_MS);
    expect([stale('labels'), stale('templates'), stale('teams')]).toEqual([true, true, true]);
  });

  it('may have parts that this page does not know', () => {
    news.changed('something-newer');
    timing.advance(SPREAD_MS);
    expect(stale('labels')).toBe(false);
  });
});
