/**
 * A text as a key that sorts in the order of a Vietnamese dictionary when compared byte by byte: a ă â b … d đ e ê …, whatever the tone
 * and the case, and numbers by their value. For lists a database sorts; two texts with one key are told apart by whatever comes next.
 */
export function sortKey(text: string): string {
  return text
    .normalize('NFD')
    .toLowerCase()
    .replace(tones, '')
    .replace(/đ/g, 'd~')
    .replace(/a\u0306|e\u0302|o\u0302|u\u031b/g, (letter) => `${letter[0]}~`)
    .replace(/a\u0302|o\u031b/g, (letter) => `${letter[0]}~~`)
    .replace(/\p{M}/gu, '')
    .replace(/\d+/g, (digits) => digits.replace(/^0+(?=\d)/, '').padStart(numberLength, '0'));
}

/** Grave, acute, hook above, tilde, dot below. */
const tones = /[\u0300\u0301\u0309\u0303\u0323]/g;
/** File numbers and years; a longer run of figures sorts after all shorter ones only up to this length. */
const numberLength = 8;
