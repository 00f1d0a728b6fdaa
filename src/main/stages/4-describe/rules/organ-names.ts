/** How the names of Vietnamese agencies begin and go on, and how to spell what OCR misread. Pure. */
import { compact, distance, leadingWords } from './fuzzy.ts';

/** Words an agency's name begins with; a caps line that begins so starts a new agency, any other continues the line above. */
const heads =
  'ỦY BAN|UBND|HỘI ĐỒNG|HĐND|ĐẢNG ỦY|ĐẢNG BỘ|CHI BỘ|HUYỆN ỦY|TỈNH ỦY|THÀNH ỦY|THỊ ỦY|QUẬN ỦY|SỞ|PHÒNG|BAN|BỘ|CỤC|TỔNG CỤC|CHI CỤC|VỤ|VĂN PHÒNG|TRUNG TÂM|TRƯỜNG|TRẠM|CÔNG AN|MẶT TRẬN|HỘI|ĐOÀN|LIÊN ĐOÀN|CÔNG ĐOÀN|TÒA ÁN|VIỆN|THANH TRA|CÔNG TY|NGÂN HÀNG|BẢO HIỂM|KHO BẠC|CHI NHÁNH|BỆNH VIỆN|HẠT|ĐỘI|HỢP TÁC XÃ|BCH|BCĐ|QUỸ|TỔNG CÔNG TY|CHÍNH PHỦ|QUỐC HỘI|THƯỜNG TRỰC|THÔN|KHU PHỐ|TỔ DÂN PHỐ|ĐƠN VỊ|XÍ NGHIỆP|TẬP ĐOÀN|HỌC VIỆN|NHÀ'.split(
    '|',
  );
/** Names that are not whole yet: what follows belongs to them even if it begins like an agency. */
const hanging =
  'VĂN PHÒNG|BAN CHẤP HÀNH|BAN CHỈ HUY|BAN CHỈ ĐẠO|BAN THƯỜNG VỤ|BAN CHẤP HÀNH ĐẢNG BỘ|HỘI ĐỒNG|THƯỜNG TRỰC|BCH|BAN|BAN CHỈ HUY QUÂN SỰ|THANH TRA|CÔNG ĐOÀN|BAN THANH TRA|ỦY BAN|BAN QUẢN LÝ|CHI NHÁNH|CHI NHÁNH VĂN PHÒNG'.split(
    '|',
  );
/** Endings after which a name must go on. */
const unfinished = /(?:\s|^)(?:VÀ|CỦA|-|,|CHO|VỀ|PHỤC VỤ|QUẢN LÝ)$/u;
/** Phrases spelled right wherever they stand in an agency's name. */
const spellings =
  'ỦY BAN NHÂN DÂN|HỘI ĐỒNG NHÂN DÂN|ỦY BAN MẶT TRẬN TỔ QUỐC|MẶT TRẬN TỔ QUỐC|TỔ QUỐC VIỆT NAM|ĐẢNG ỦY|ĐẢNG BỘ|HUYỆN ỦY|TỈNH ỦY|THÀNH ỦY|CHI BỘ|VĂN PHÒNG|TRUNG TÂM|PHỤC VỤ HÀNH CHÍNH CÔNG|HÀNH CHÍNH CÔNG|THÀNH PHỐ|THỊ TRẤN|THỊ XÃ|ĐẶC KHU|TỈNH QUẢNG NINH|QUẢNG NINH|CÔNG AN|BAN CHỈ HUY QUÂN SỰ|BAN CHỈ HUY|BAN CHỈ ĐẠO|BAN QUẢN LÝ|BAN CHẤP HÀNH|TÀI NGUYÊN VÀ MÔI TRƯỜNG|NÔNG NGHIỆP VÀ MÔI TRƯỜNG|NÔNG NGHIỆP VÀ PHÁT TRIỂN NÔNG THÔN|GIÁO DỤC VÀ ĐÀO TẠO|LAO ĐỘNG|THƯƠNG BINH VÀ XÃ HỘI|TÀI CHÍNH|KẾ HOẠCH|KẾ HOẠCH VÀ ĐẦU TƯ|NỘI VỤ|TƯ PHÁP|Y TẾ|CÔNG THƯƠNG|XÂY DỰNG|GIAO THÔNG VẬN TẢI|KHOA HỌC VÀ CÔNG NGHỆ|VĂN HÓA|VĂN HÓA - XÃ HỘI|KINH TẾ|HẠ TẦNG VÀ ĐÔ THỊ|BẢO HIỂM XÃ HỘI|KHO BẠC NHÀ NƯỚC|TÒA ÁN NHÂN DÂN|VIỆN KIỂM SÁT NHÂN DÂN|LIÊN HIỆP PHỤ NỮ|CỰU CHIẾN BINH|NÔNG DÂN|TRƯỜNG TIỂU HỌC|TRUNG HỌC CƠ SỞ|TRUNG HỌC PHỔ THÔNG|MẦM NON|SỞ|PHÒNG|XÃ|PHƯỜNG|HUYỆN|TỈNH|QUẬN'
    .split('|')
    .sort((a, b) => b.length - a.length);

/** True when the line begins as the name of an agency does. `TỔ QUỐC …` and the like go on from the line above. */
export function startsOrgan(text: string): boolean {
  const words = text.split(' ').filter((word) => /\p{L}/u.test(word));
  return heads.some((head) => leadingWords(words, head) > 0 && (head.length > 4 || sameMarks(words[0] ?? '', head)));
}

export function isUnfinished(name: string): boolean {
  return unfinished.test(name.trim()) || hanging.some((phrase) => compact(phrase) === compact(name));
}

/** Known phrases in `name` spelled as they should be; a spelling that only sets the tone mark elsewhere (UỶ, HOÀ) stays as printed. */
export function spelled(name: string): { name: string; repaired: boolean } {
  const words = name.split(' ');
  const out: string[] = [];
  let repaired = false;
  for (let i = 0; i < words.length;) {
    const hit = spellings
      .map((phrase) => ({ phrase, count: leadingWords(words.slice(i), phrase) }))
      .find(({ phrase, count }) => count > 0 && fits(words.slice(i, i + count), phrase));
    if (hit === undefined) {
      out.push(words[i] ?? '');
      i += 1;
      continue;
    }
    const read = words.slice(i, i + hit.count).join(' ');
    if (sameSpelling(read, hit.phrase)) out.push(read);
    else {
      out.push(hit.phrase);
      repaired = true;
    }
    i += hit.count;
  }
  return { name: out.join(' '), repaired };
}

/** Short heads differ from other words by their marks alone: BAN is an agency, BẢN a paper; SỞ and SỔ. */
function sameMarks(word: string, head: string): boolean {
  const read = word
    .toUpperCase()
    .normalize('NFC')
    .replace(/[^\p{L}]/gu, '');
  return read === head || read.toLowerCase() === compact(head);
}

/** Shorter phrases must match letter by letter, and no phrase may swallow a word that is not its own. */
function fits(words: readonly string[], phrase: string): boolean {
  const read = compact(words.join(''));
  const goal = compact(phrase);
  const more = words.length > phrase.split(' ').length;
  return read === goal || (!more && goal.length >= 10 && distance(read, goal, 2) <= 2);
}

/** `XÃĐỒNG TÂM` → `XÃ ĐỒNG TÂM`: a level of government never grows together with the place's name. */
export function unglued(name: string): string {
  return name.replace(/(?<=^|\s)(XÃ|PHƯỜNG|HUYỆN|TỈNH|QUẬN|TRẤN|THỊ TRẤN)(?=\p{Lu}{2})/gu, '$1 ');
}

function sameSpelling(read: string, phrase: string): boolean {
  const marks = (text: string): string => text.toUpperCase().normalize('NFD').replace(/\s+/g, ' ');
  // Where the mark stands in the syllable is a matter of style: compare each word's letters and marks as sets.
  const bag = (text: string): string =>
    marks(text)
      .split(' ')
      .map((word) => [...word].sort().join(''))
      .join(' ');
  return bag(read) === bag(phrase);
}
