/** Text review: doubtful words put right one by one. */
import type { Catalogue } from '../catalogue.ts';

export const textWords = {
  'text.title': { vi: 'Rà chữ', en: 'Text review' },
  'text.open': { vi: 'Rà chữ của văn bản này', en: 'Review the text of this document' },
  'text.lead': {
    vi: 'Chỉ những chữ máy đọc chưa chắc. Việc này không bắt buộc.',
    en: 'Only words the machine is not sure of. This step is optional.',
  },
  'text.group': { vi: 'Rà chữ', en: 'Text review' },
  'text.left': { vi: '{n, plural, other {Còn # chữ}}', en: '{n, plural, one {# word left} other {# words left}}' },
  'text.below': { vi: 'Hỏi những chữ', en: 'Ask about' },
  'text.below.40': { vi: 'rất mờ', en: 'very unclear' },
  'text.below.60': { vi: 'mờ', en: 'unclear' },
  'text.below.80': { vi: 'hơi mờ', en: 'slightly unclear' },
  'text.back': { vi: 'Về mô tả', en: 'Back to describing' },
  'text.previous': { vi: 'Văn bản trước', en: 'Previous document' },
  'text.next': { vi: 'Văn bản sau', en: 'Next document' },
  'text.word': { vi: 'Chữ trên giấy', en: 'The word on the paper' },
  'text.crop': { vi: 'Ảnh chữ “{text}” trên trang {n}', en: 'Picture of the word “{text}” on page {n}' },
  'text.onPage': { vi: 'Trang {n}', en: 'Page {n}' },
  'text.right': { vi: 'Đúng rồi', en: 'It is right' },
  'text.correct': { vi: 'Sửa', en: 'Put right' },
  'text.noWord': { vi: 'Không phải chữ', en: 'No word' },
  'text.skip': { vi: 'Để sau', en: 'Later' },
  'text.alternatives': { vi: 'Có thể là', en: 'Perhaps' },
  'text.list': { vi: 'Những chữ còn ngờ', en: 'Words in doubt' },
  'text.done': { vi: 'Không còn chữ nào phải hỏi', en: 'No word is left to ask about' },
  'text.doneText': {
    vi: 'Lớp chữ của PDF và kết quả tìm kiếm dùng chữ đã sửa.',
    en: 'The PDF’s text layer and search use the words as put right.',
  },
  'text.sealed': { vi: 'Hồ sơ đã đóng gói: chỉ xem.', en: 'The dossier is packaged: to be looked at only.' },
  'text.loading': { vi: 'Đang mở chữ của văn bản', en: 'Opening the words of the document' },
  'text.hint.enter': { vi: 'đúng / nhận chữ đã gõ', en: 'right / take what is typed' },
  'text.hint.move': { vi: 'chữ khác', en: 'another word' },
  'text.hint.none': { vi: 'không phải chữ', en: 'no word' },
} as const satisfies Catalogue;
