/** Round numbers from 0 to at least the most, few enough to be read. */
export function ticks(most: number, wanted = 4): number[] {
  if (most <= 0) {
    return [0, 1];
  }
  const rough = most / wanted;
  const magnitude = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(
    1,
    ([1, 2, 2.5, 5, 10].find(
      (factor) => factor * magnitude >= rough && Number.isInteger(factor * Math.max(magnitude, 1)),
    ) ?? 10) * magnitude,
  );
  return Array.from({ length: Math.ceil(most / step) + 1 }, (_, index) => index * step);
}

const STEPS = [
  1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 21_600, 43_200, 86_400,
];

/** The same for seconds: steps that a clock has. */
export function timeTicks(most: number, wanted = 4): number[] {
  if (most <= 0) {
    return [0, 60];
  }
  const rough = most / wanted;
  const step = STEPS.find((one) => one >= rough) ?? Math.ceil(rough / 86_400) * 86_400;
  return Array.from({ length: Math.ceil(most / step) + 1 }, (_, index) => index * step);
}
