/** The audit trail. */
import type { Catalogue } from '../catalogue.ts';

export const auditWords = {
  'audit.title': { vi: 'Nhật ký', en: 'Audit trail' },
  'audit.lead': {
    vi: 'Ai đã làm gì, lúc nào. Mỗi dòng khóa dòng trước nó; không ai sửa hay xóa được mà không lộ.',
    en: 'Who did what, and when. Each entry seals the one before it; none can be altered or erased unnoticed.',
  },
  'audit.from': { vi: 'Từ ngày', en: 'From' },
  'audit.to': { vi: 'Đến ngày', en: 'To' },
  'audit.actor': { vi: 'Người', en: 'Who' },
  'audit.action': { vi: 'Việc', en: 'What' },
  'audit.subject': { vi: 'Hồ sơ, văn bản, tài khoản…', en: 'Dossier, document, account…' },
  'audit.everybody': { vi: 'Mọi người', en: 'Everybody' },
  'audit.everything': { vi: 'Mọi việc', en: 'Everything' },
  'audit.wrongDay': { vi: 'Ngày viết dạng 12/06/2026.', en: 'A day looks like 12/06/2026.' },
  'audit.at': { vi: 'Thời điểm', en: 'When' },
  'audit.done': { vi: 'Việc đã làm', en: 'What was done' },
  'audit.about': { vi: 'Đối tượng', en: 'About' },
  'audit.number': { vi: 'Số', en: 'No.' },
  'audit.count': { vi: '{n, plural, other {# dòng}}', en: '{n, plural, one {# entry} other {# entries}}' },
  'audit.whole': { vi: 'Chuỗi nguyên vẹn', en: 'The chain is whole' },
  'audit.wholeHint': {
    vi: 'Đã kiểm tra {n, plural, other {# dòng}}: dòng nào cũng nối đúng với dòng trước.',
    en: '{n, plural, one {# entry was} other {# entries were}} checked: each follows from the one before.',
  },
  'audit.broken': { vi: 'Bị sửa từ dòng {n}', en: 'Altered from entry {n}' },
  'audit.brokenHint': {
    vi: 'Giữ nguyên máy, báo cho tỉnh và so với bản sao lưu.',
    en: 'Leave the machine as it is, tell the province and compare with a backup.',
  },
  'audit.checking': { vi: 'Đang kiểm tra chuỗi…', en: 'Checking the chain…' },
  'audit.again': { vi: 'Xem lại', en: 'Look again' },
  'audit.export': { vi: 'Xuất Excel', en: 'Export to Excel' },
  'audit.exported': { vi: 'Đã tạo tệp “{name}”.', en: 'Made the file “{name}”.' },
  'audit.none': { vi: 'Không có dòng nào như vậy', en: 'There is no such entry' },
  'audit.noneText': { vi: 'Nới khoảng ngày hoặc bỏ bớt điều kiện.', en: 'Widen the days or drop a condition.' },
  'audit.clear': { vi: 'Bỏ điều kiện', en: 'Drop the conditions' },
  'audit.entry': { vi: 'Dòng {n}', en: 'Entry {n}' },
  'audit.code': { vi: 'Mã việc', en: 'Code' },
  'audit.close': { vi: 'Đóng', en: 'Close' },
} as const satisfies Catalogue;
