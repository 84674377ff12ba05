/*
 * What a number may be painted with: each of them stands out by 3:1 and more from the page in light and in dark, and
 * none is ever the only sign of anything. The test does the sums.
 */
export const numberColors = [
  { name: 'indigo', value: '#6663d6' },
  { name: 'blue', value: '#2f7fd0' },
  { name: 'teal', value: '#16898f' },
  { name: 'green', value: '#2f8f55' },
  { name: 'olive', value: '#7f8420' },
  { name: 'amber', value: '#b8741a' },
  { name: 'brown', value: '#a0714f' },
  { name: 'red', value: '#d0524a' },
  { name: 'pink', value: '#cc5594' },
  { name: 'purple', value: '#9a5fc4' },
  { name: 'grey', value: '#7b7a86' },
] as const;

/** WCAG 2.2's contrast of two colours written `#rrggbb`, 1 to 21. */
export function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Only `#rrggbb` is ever handed to the page's style. */
export function isColor(value: string | null | undefined): value is string {
  return value != null && /^#[0-9a-f]{6}$/i.test(value);
}
