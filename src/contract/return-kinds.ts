/** What a second person finds wrong, as a closed list with the words of the office; digits of the keyboard follow this order. */
import { z } from 'zod';

export const returnKinds = [
  'blurred',
  'page-missing',
  'out-of-order',
  'description-wrong',
  'upside-down',
  'cut-off',
  'skewed',
  'stained',
  'duplicate',
  'other',
] as const;
export const ReturnKind = z.enum(returnKinds);
export type ReturnKind = z.infer<typeof ReturnKind>;

export const returnKindWords = {
  blurred: { vi: 'Mờ, khó đọc', en: 'Blurred, hard to read' },
  'page-missing': { vi: 'Thiếu trang', en: 'A page is missing' },
  'out-of-order': { vi: 'Sai thứ tự', en: 'Out of order' },
  'description-wrong': { vi: 'Sai mô tả', en: 'Description wrong' },
  'upside-down': { vi: 'Xoay ngược', en: 'Upside down' },
  'cut-off': { vi: 'Cắt mất chữ', en: 'Text cut off' },
  skewed: { vi: 'Lệch, nghiêng', en: 'Skewed' },
  stained: { vi: 'Có vệt, bóng, tay che', en: 'Streaks, shadows or a hand' },
  duplicate: { vi: 'Trùng hoặc thừa trang', en: 'Duplicate or surplus page' },
  other: { vi: 'Lý do khác', en: 'Another reason' },
} as const satisfies Record<ReturnKind, { vi: string; en: string }>;

/** The reason as it stands in the record and before the clerk: written in the office's language, whatever window it came from. */
export function reasonText(kinds: readonly ReturnKind[], note: string): string {
  const words = kinds.filter((kind) => kind !== 'other' || note === '').map((kind) => returnKindWords[kind].vi);
  return [words.join('; '), note].filter((part) => part !== '').join(' — ');
}
