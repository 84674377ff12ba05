import { describe, expect, it } from 'vitest';
import { isJumbo, pieces, realHost } from './links';

const linksOf = (body: string): string[] =>
  pieces(body).flatMap((piece) => (piece.kind === 'link' ? [`${piece.text} -> ${piece.href}`] : []));

describe('links in a text', () => {
  it.each([
    ['see https://example.com/a?b=c.', ['https://example.com/a?b=c -> https://example.com/a?b=c']],
    ['(www.example.com)', ['www.example.com -> https://www.example.com']],
    ['https://example.com/a_(b)', ['https://example.com/a_(b) -> https://example.com/a_(b)']],
    ['javascript:alert(1)', []],
    ['data:text/html,<script>', []],
    ['https://', []],
    ['<img src=x onerror=alert(1)>', []],
    ['http://a.example"onmouseover="x', ['http://a.example -> http://a.example']],
    ['https://bank.example@evil.example/login', []],
    ['https://evil.example/\u202Egpj.exe', ['https://evil.example/ -> https://evil.example/']],
  ])('%s', (body, links) => {
    expect(linksOf(body)).toEqual(links);
  });

  it('say where they lead when that reads otherwise', () => {
    const hostOf = (text: string) => realHost({ text, href: text });
    expect(hostOf('https://Example.com/x')).toBeNull();
    expect(hostOf('https://b\u0430nk.example')).toBe('xn--bnk-6cd.example');
    expect(hostOf('http://0x7f.1/')).toBe('127.0.0.1');
  });

  it('loses no character of the text', () => {
    const body = 'a https://example.com/x, b www.example.org! c';
    expect(
      pieces(body)
        .map((piece) => piece.text)
        .join(''),
    ).toBe(body);
  });

  it('is large only for a few emoji', () => {
    expect(isJumbo('🎉❤️')).toBe(true);
    expect(isJumbo('👍🏽')).toBe(true);
    expect(isJumbo('ok 🎉')).toBe(false);
    expect(isJumbo('1')).toBe(false);
    expect(isJumbo('')).toBe(false);
  });
});
