declare module 'split-sms' {
  interface Counted {
    characterSet: 'GSM' | 'Unicode';
    parts: { bytes: number }[];
    /** Septets for GSM, octets for Unicode. */
    bytes: number;
    remainingInPart: number;
  }
  const splitter: { split(text: string, options?: { summary: boolean }): Counted };
  export default splitter;
}
