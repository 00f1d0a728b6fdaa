/** The machine's work, and what was parked. */
import type { Catalogue } from '../catalogue.ts';

export const jobsWords = {
  'running.title': { vi: 'Đang chạy', en: 'Running' },
  'running.idle': { vi: 'Máy đang rảnh. Không có việc nào chờ máy.', en: 'The machine is idle. No work is waiting for it.' },
  'running.waiting': {
    vi: '{n, plural, other {# việc nữa đang chờ}}',
    en: '{n, plural, one {# more job waiting} other {# more jobs waiting}}',
  },
  'running.pieces': { vi: '{done}/{of}', en: '{done}/{of}' },
  'about.page': { vi: '{source}, trang {n}', en: '{source}, page {n}' },
  'parked.title': { vi: 'Việc dừng lại', en: 'Parked work' },
  'parked.lead': {
    vi: 'Máy không tự làm tiếp được những việc này và chờ bạn. Không có gì bị mất.',
    en: 'The machine cannot go on with these by itself and waits for you. Nothing is lost.',
  },
  'parked.none': { vi: 'Không có việc nào dừng lại.', en: 'Nothing is parked.' },
  'parked.what': { vi: 'Chuyện gì xảy ra', en: 'What happened' },
  'parked.safe': { vi: 'Việc của tôi có sao không', en: 'Is my work safe' },
  'parked.todo': { vi: 'Cần làm gì', en: 'What to do' },
  'parked.retry': { vi: 'Làm lại', en: 'Do again' },
  'parked.attempts': { vi: 'đã thử {n, plural, other {# lần}}', en: 'tried {n, plural, one {once} other {# times}}' },
  'parked.more': { vi: 'Xem cả {n} việc', en: 'Show all {n}' },
  'parked.unknown': { vi: 'Lỗi chưa có lời giải thích: {code}', en: 'An error without an explanation yet: {code}' },
  'parked.unknownSafe': { vi: 'Mọi việc đã lưu còn nguyên.', en: 'Everything saved is intact.' },
  'parked.unknownTodo': { vi: 'Gửi mã lỗi này cho cán bộ công nghệ thông tin.', en: 'Send this code to your IT staff.' },
} as const satisfies Catalogue;
