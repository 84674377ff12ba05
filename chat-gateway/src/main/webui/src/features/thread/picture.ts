/*
 * What the carrier passes on unharmed: one JPEG or PNG of at most 500 KB, no larger than 1600 pixels. The server makes
 * the same of whatever it is given; done here, a photo is on its way at once instead of after five megabytes, and kinds
 * that only this browser can read (WebP, AVIF, HEIC on a Mac) can be sent at all.
 */

export const TARGET_BYTES = 500_000;
export const LONG_SIDE = 1_600;
/** Below this a smaller picture is no picture any more. */
const SHORTEST = 320;
const QUALITIES = [0.9, 0.8, 0.7, 0.55, 0.4];
const SENT_AS_IT_IS = ['image/jpeg', 'image/png'];

export interface Fitted {
  file: File;
  width: number;
  height: number;
}

export interface Decoded {
  width: number;
  height: number;
  /** Drawn at this size, on white, as a JPEG. */
  encode: (width: number, height: number, quality: number) => Promise<Blob>;
  close: () => void;
}

/** What cannot be shown here cannot be made fit here either. */
export class UnreadablePicture extends Error {}

/** @throws {UnreadablePicture} this browser has no decoder for it, or it is damaged */
export async function fitPicture(file: File, decode = decodeInBrowser): Promise<Fitted> {
  let picture: Decoded;
  try {
    picture = await decode(file);
  } catch (cause) {
    throw new UnreadablePicture(file.name, { cause });
  }
  try {
    const { width, height } = picture;
    const longest = Math.max(width, height);
    if (SENT_AS_IT_IS.includes(file.type) && file.size <= TARGET_BYTES && longest <= LONG_SIDE) {
      return { file, width, height };
    }
    for (let side = Math.min(longest, LONG_SIDE); ; side = Math.floor((side * 3) / 4)) {
      const [w, h] = [
        Math.max(1, Math.round((width * side) / longest)),
        Math.max(1, Math.round((height * side) / longest)),
      ];
      for (const quality of QUALITIES) {
        const blob = await picture.encode(w, h, quality);
        const last = side * 0.75 < SHORTEST && quality === QUALITIES.at(-1);
        if (blob.size <= TARGET_BYTES || last) {
          return { file: new File([blob], renamed(file.name), { type: 'image/jpeg' }), width: w, height: h };
        }
      }
    }
  } finally {
    picture.close();
  }
}

function renamed(name: string): string {
  return `${name.replace(/\.[^.]*$/, '') || 'image'}.jpg`;
}

/** Upright, whatever way the camera was held. */
async function decodeInBrowser(file: Blob): Promise<Decoded> {
  const bitmap = await createImageBitmap(file);
  return {
    width: bitmap.width,
    height: bitmap.height,
    encode: (width, height, quality) => {
      const canvas = new OffscreenCanvas(width, height);
      const pen = canvas.getContext('2d');
      if (pen === null) {
        throw new UnreadablePicture('no canvas');
      }
      pen.fillStyle = '#ffffff';
      pen.fillRect(0, 0, width, height);
      pen.imageSmoothingQuality = 'high';
      pen.drawImage(bitmap, 0, 0, width, height);
      return canvas.convertToBlob({ type: 'image/jpeg', quality });
    },
    close: () => bitmap.close(),
  };
}

/** Whether pictures can be made fit here; else the server does it. */
export function canFit(): boolean {
  return typeof createImageBitmap === 'function' && typeof OffscreenCanvas === 'function';
}
