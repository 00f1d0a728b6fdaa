/**
 * Misreadings of the Vietnamese model that no Vietnamese text can contain, put right word by word. Only what is certain from the
 * spelling alone belongs here; what needs a dictionary or a second look at the picture does not.
 */

const capitalVowel = 'ÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ';

/** Puts one NFC word right; `before` and `after` are its neighbours on the line (empty at the ends). */
export function repairWord(text: string, before: string, after: string): string {
  return squareMetres(strayCapital(shoutedWord(plainSlash(text), before, after)), before);
}

/** The fraction and division slashes are never typed in office papers; searches for `45/QĐ-UBND` must find it. */
function plainSlash(text: string): string {
  return text.replace(/[\u2044\u2215]/g, '/');
}

/** Capital and small Ộ, Ồ, Ở… differ only in size: a capital after (`nguỒn`, `nỘội`) or before (`SƠn`) a small letter, but not first, is the small one. */
function strayCapital(text: string): string {
  return text
    .replace(new RegExp(`(?<=\\p{Ll})([${capitalVowel}])(\\p{Ll})?`, 'gu'), (_, capital: string, next: string | undefined) => {
      const small = capital.toLowerCase();
      return next === undefined || sameStroke(small, next) ? small : small + next;
    })
    .replace(new RegExp(`(?<=\\p{L})[${capitalVowel}](?=\\p{Ll})`, 'gu'), (capital) => capital.toLowerCase());
}

/** `HỘ` before a word in small letters is `Hộ`: acronyms carry no tone marks, and a heading goes on in capitals. */
function shoutedWord(text: string, before: string, after: string): string {
  const letters = text.match(/\p{L}/gu) ?? [];
  if (letters.length !== 2 || !new RegExp(`^\\p{Lu}[${capitalVowel}]\\P{L}*$`, 'u').test(text)) return text;
  const small = /^\P{L}*\p{Ll}+\P{L}*$/u.test(after);
  return small && !/\p{Lu}{2}/u.test(before) ? text.charAt(0) + text.slice(1).toLowerCase() : text;
}

/** The model has no superscript two: after a number, `m°`, `m?`, `m*` and `m"` are square metres. */
function squareMetres(text: string, before: string): string {
  const match = /^(\d[\d.,]*)?m[°º?*"”’'²](?=[.,;:)]*$)/u.exec(text);
  if (match === null || (match[1] === undefined && !/^\d[\d.,]*$/.test(before))) return text;
  return `${match[1] ?? ''}m²${text.slice(match[0].length)}`;
}

function sameStroke(a: string, b: string): boolean {
  return bare(a) === bare(b);
}

function bare(letter: string): string {
  return letter.normalize('NFD').charAt(0);
}
