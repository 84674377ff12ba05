import { describe, expect, it } from 'vitest';
import type { Decoded } from './picture';
import { fitPicture, LONG_SIDE, TARGET_BYTES, UnreadablePicture } from './picture';

/** A picture whose JPEG has so many bytes for each pixel, at full quality. */
function aPicture(width: number, height: number, bytesPerPixel: number) {
  const asked: [number, number, number][] = [];
  let open = 0;
  const decode = (): Promise<Decoded> => {
    open += 1;
    return Promise.resolve({
      width,
      height,
      encode: (w, h, quality) => {
        asked.push([w, h, quality]);
        return Promise.resolve(new Blob([new Uint8Array(Math.round(w * h * bytesPerPixel * quality))]));
      },
      close: () => {
        open -= 1;
      },
    });
  };
  return { decode, asked, open: () => open };
}

const file = (name: string, type: string, size: number): File =>
  new File([new Uint8Array(size)], name, { type });

describe('a picture for the carrier', () => {
  it('stays as it is when it is what carriers take', async () => {
    const { decode, asked, open } = aPicture(1200, 800, 1);
    const given = file('a.png', 'image/png', 90_000);
    expect(await fitPicture(given, decode)).toEqual({ file: given, width: 1200, height: 800 });
    expect(asked).toEqual([]);
    expect(open()).toBe(0);
  });

  it('becomes a JPEG of the same shape when it is large', async () => {
    const { decode } = aPicture(4032, 3024, 0.2);
    const fitted = await fitPicture(file('IMG_1.HEIC', 'image/heic', 3_000_000), decode);
    expect(fitted).toMatchObject({ width: LONG_SIDE, height: 1200 });
    expect(fitted.file.name).toBe('IMG_1.jpg');
    expect(fitted.file.type).toBe('image/jpeg');
    expect(fitted.file.size).toBeLessThanOrEqual(TARGET_BYTES);
  });

  it('loses quality first and size then', async () => {
    const { decode, asked } = aPicture(1600, 1600, 1);
    const fitted = await fitPicture(file('a.jpg', 'image/jpeg', 9_000_000), decode);
    expect(fitted.file.size).toBeLessThanOrEqual(TARGET_BYTES);
    expect(asked.slice(0, 6)).toEqual([
      [1600, 1600, 0.9],
      [1600, 1600, 0.8],
      [1600, 1600, 0.7],
      [1600, 1600, 0.55],
      [1600, 1600, 0.4],
      [1200, 1200, 0.9],
    ]);
  });

  it('is made a still of its own kind even when small', async () => {
    const { decode } = aPicture(100, 50, 0.5);
    expect((await fitPicture(file('wave.gif', 'image/gif', 900), decode)).file.type).toBe('image/jpeg');
  });

  it('ends even when nothing helps', async () => {
    const large = new Blob([new Uint8Array(TARGET_BYTES + 1)]);
    const decode = () =>
      Promise.resolve({
        width: 3000,
        height: 3000,
        encode: () => Promise.resolve(large),
        close: () => undefined,
      });
    const fitted = await fitPicture(file('noise.png', 'image/png', 9_000_000), decode);
    expect(fitted.width).toBeGreaterThanOrEqual(200);
  });

  it('that nobody here can read is said to be so', async () => {
    const broken = () => Promise.reject(new Error('no decoder'));
    await expect(fitPicture(file('a.heic', 'image/heic', 10), broken)).rejects.toThrow(UnreadablePicture);
  });
});
