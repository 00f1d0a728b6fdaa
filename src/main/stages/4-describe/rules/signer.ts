/** Người ký: the name under authority and office at the bottom right. Pure. */
import { fold } from '../../../../contract/text.ts';
import { capitals } from './fuzzy.ts';
import { startsOrgan } from './organ-names.ts';
import { centre, middle, type Segment, type Sheet } from './layout.ts';

export interface SignerRead {
  readonly name: string;
  readonly segment: Segment;
  readonly certainty: number;
  readonly page: number;
}

export interface SignatureBlock {
  /** `TM. ỦY BAN NHÂN DÂN`, or the office when it stands alone. */
  readonly authority: Segment;
  readonly signer: SignerRead | null;
}

const authorities = /^\W{0,2}(?:t\.?m|k\.?t|t\.?l|t\.?u\.?q|q)\s?[.,]\s?(?=\p{L})/iu;
const offices =
  /^\W{0,2}(?:(?:quyen |pho |q\. ?)*(?:chu tich|giam doc|tong giam doc|truong (?:phong|ban|cong an|tram|khoa|thon|khu|doan|doi|ban)|bi thu|hieu truong|chanh (?:van phong|thanh tra|an)|cuc truong|chi cuc truong|vu truong|vien truong|bo truong|thu truong|chi huy truong|doi truong|hat truong|tram truong|pho phong|pho ban|uy vien|van phong))\b|^\W{0,2}(?:nguoi (?:khai|lam don|viet don|de nghi|yeu cau|lap|xac nhan|uy quyen|ghi|cam doan|nhan|vay|ban|mua|nop|thuc hien|lam chung|ky)|thu ky|chu toa|chu tri|dai dien|ben [ab]\b|cong chung vien|can bo|thu quy|ke toan|nguoi di dang ky|nguoi duoc)/;
/** Surnames, folded: Kinh, and of the peoples of the north-east (Tày, Dao, Sán Chỉ, Sán Dìu, Hoa, Nùng). */
const surnames = new Set(
  'nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly dinh doan lam truong trinh mai dao cao luong ha vuong luu ta thai to chu quach kieu phung than tang chau la nghiem khuc on tieu giap lai quan thach kim son dong kha khong cu uong quyen vi bach lo vang giang ma sung thao hau chang chiu phun nong trieu ban be hua loc ninh sam trac san chac diep tong loan voong lenh chich lay tac chong ung may thoong cam leng lau khau nham hac tu lieu vien dam phi ton y'.split(
    ' ',
  ),
);
const ranks =
  /^(?:(?:đại|thượng|trung|thiếu)\s(?:tướng|tá|úy|uý)|(?:ths|ts|pgs|gs|bs|ks|cn|ths\.bs|bsck[i1]*|ông|bà)\b\.?)[\s.:-]*/iu;
const skipped =
  /^\W*(?:da ky|\(?ky\b|\(ky|ky,|ky ten|ghi ro|ho va ten|\(?chu ky|da dong dau|dong dau|signature|ky boi|ngay|nguoi ky)/;
/** How far below the office the name may stand, in word heights: a seal and a signature lie between. */
const reach = 16;

/** The rightmost, lowest signature block of a page; null when the page shows none. */
export function findSignature(sheet: Sheet): SignatureBlock | null {
  const blocks = sheet.segments.filter(
    (segment) => isOffice(segment) && centre(segment) > 0.42 * sheet.width && segment.box[1] > 0.12 * sheet.height,
  );
  const lowest = blocks.at(-1);
  if (lowest === undefined) return null;
  const authority =
    blocks.find((segment) => middle(lowest) - middle(segment) < 5 * sheet.em && overlaps(segment, lowest, sheet)) ?? lowest;
  const rightmost = blocks
    .filter((segment) => Math.abs(middle(segment) - middle(lowest)) < sheet.em)
    .reduce((a, b) => (centre(b) > centre(a) ? b : a), lowest);
  return { authority, signer: nameUnder(rightmost, sheet) };
}

/** `HỒ VĂN THẮNG`, `Đại úy Hồ Văn Thắng` → `Hồ Văn Thắng`; null when it is not a Vietnamese person's name. */
export function personName(text: string): { name: string; certainty: number } | null {
  const tidy = text
    .normalize('NFC')
    .replace(/[|_~*•"“”'‘’`^]+/gu, ' ')
    .replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')
    .replace(/\s+/g, ' ')
    .replace(ranks, '');
  const words = tidy.split(' ');
  if (words.length < 2 || words.length > 5 || !words.every((word) => /^\p{Lu}\p{L}{0,6}$/u.test(word))) return null;
  const titled = words.map((word) => word.charAt(0) + word.slice(1).toLowerCase());
  const shouted = capitals(tidy) > 0.7;
  const surname = surnames.has(fold(titled[0] ?? ''));
  // Đoàn is a surname and a union of youth: in capitals only the latter can be told.
  if (offices.test(fold(tidy)) || (shouted && (!surname || startsOrgan(tidy)))) return null;
  if (!shouted && !words.every((word) => /^\p{Lu}\p{Ll}*$/u.test(word)))
    return surname ? { name: titled.join(' '), certainty: 0.75 } : null;
  return { name: titled.join(' '), certainty: (surname ? 0.98 : 0.72) - (shouted ? 0.1 : 0) - (words.length === 5 ? 0.05 : 0) };
}

function nameUnder(office: Segment, sheet: Sheet): SignerRead | null {
  let best: SignerRead | null = null;
  for (const segment of sheet.segments) {
    const down = segment.box[1] - office.box[3];
    if (down < -0.3 * sheet.em || down > reach * sheet.em || !overlaps(segment, office, sheet)) continue;
    if (isOffice(segment) || skipped.test(fold(segment.text))) continue;
    const person = personName(segment.text);
    if (person === null) continue;
    const aside = Math.abs(centre(segment) - centre(office)) / sheet.width;
    const certainty = Math.max(0, person.certainty - aside);
    if (best === null || certainty > best.certainty) best = { name: person.name, segment, certainty, page: sheet.page };
  }
  return best;
}

function isOffice(segment: Segment): boolean {
  const folded = fold(segment.text);
  if (authorities.test(segment.text)) return capitals(segment.text) > 0.6;
  return (
    offices.test(folded) &&
    (capitals(segment.text) > 0.7 ||
      (segment.words.length <= 5 && /^\W{0,2}(?:nguoi|thu ky|chu toa|chu tri|dai dien|cong chung|can bo|ke toan)/.test(folded)))
  );
}

function overlaps(a: Segment, b: Segment, sheet: Sheet): boolean {
  return Math.abs(centre(a) - centre(b)) < 0.14 * sheet.width;
}
