/** How the machine and the station are. */
import type { Catalogue } from '../catalogue.ts';

export const healthWords = {
  'health.title': { vi: 'Tình trạng máy', en: 'Health' },
  'health.version': { vi: 'Trạm Số Hóa phiên bản {version}', en: 'Trạm Số Hóa, version {version}' },
  'health.allGood': { vi: 'Mọi thứ đều ổn', en: 'Everything is well' },
  'health.look': {
    vi: '{n, plural, other {# mục cần xem}}',
    en: '{n, plural, one {# thing needs a look} other {# things need a look}}',
  },
  'health.bad': { vi: '{n, plural, other {# mục hỏng}}', en: '{n, plural, one {# thing is broken} other {# things are broken}}' },
  'health.again': { vi: 'Kiểm tra lại', en: 'Check again' },
  'health.checking': { vi: 'Đang kiểm tra…', en: 'Checking…' },
  'health.list': { vi: 'Các mục đã kiểm tra', en: 'What was checked' },
  'health.state.good': { vi: 'tốt', en: 'well' },
  'health.state.look': { vi: 'cần xem', en: 'needs a look' },
  'health.state.bad': { vi: 'hỏng', en: 'broken' },
  'health.state.unknown': { vi: 'chưa biết', en: 'not known' },
  'health.node': { vi: 'Phiên bản {version}', en: 'Version {version}' },
  'health.loaded': { vi: 'Nạp được', en: 'Loads' },
  'health.notLoaded': { vi: 'Không nạp được: {message}', en: 'Does not load: {message}' },
  'health.folder': { vi: 'Ở {folder}', en: 'In {folder}' },
  'health.memory': {
    vi: '{size} · {workers, plural, other {# tiến trình đọc trang}} cùng lúc',
    en: '{size} · {workers, plural, one {# process} other {# processes}} reading pages at once',
  },
  'health.disk': { vi: 'Còn trống {size} ở {folder}', en: '{size} free in {folder}' },
  'health.diskNot': { vi: 'Không ghi được vào {folder}', en: '{folder} cannot be written to' },
  'health.diskDays': {
    vi: 'đủ dùng chừng {days, plural, other {# ngày}} với nhịp hiện nay',
    en: 'enough for about {days, plural, one {# day} other {# days}} at the present pace',
  },
  'health.diskNoDays': { vi: 'chưa đủ số liệu để ước lượng còn dùng được bao lâu', en: 'how long it will do is not known yet' },
  'health.station': { vi: 'Nguyên vẹn · {size}', en: 'Whole · {size}' },
  'health.stationBad': { vi: 'Có hư hỏng: {verdict}', en: 'Damaged: {verdict}' },
  'health.search': { vi: 'Đủ mọi trang và văn bản', en: 'Knows every page and document' },
  'health.searchDue': {
    vi: 'Còn {n, plural, other {# trang và văn bản}} đang được đưa vào',
    en: '{n, plural, one {# page or document is} other {# pages and documents are}} still being taken in',
  },
  'health.searchUnread': {
    vi: '{n, plural, other {# trang}} không đọc được chữ đã nhận dạng',
    en: 'the words of {n, plural, one {# page} other {# pages}} cannot be read',
  },
  'health.searchBad': { vi: 'Bị hỏng: {verdict}', en: 'Damaged: {verdict}' },
  'health.rebuildSearch': { vi: 'Lập lại chỉ mục', en: 'Make the search index anew' },
  'health.vault': {
    vi: '{size} · {pages, plural, other {# trang}} (cân ngày {day})',
    en: '{size} · {pages, plural, one {# page} other {# pages}} (weighed on {day})',
  },
  'health.vaultUnknown': { vi: 'Chưa cân xong lần nào', en: 'Not weighed yet' },
  'health.auditGood': {
    vi: '{entries, plural, other {# dòng}}, chuỗi nguyên vẹn',
    en: '{entries, plural, one {# entry} other {# entries}}, the chain is whole',
  },
  'health.auditBad': { vi: 'Bị sửa từ dòng {n}', en: 'Altered from entry {n}' },
  'health.policy': {
    vi: 'Quy định {locked, plural, other {# mục}}',
    en: 'Settles {locked, plural, one {# thing} other {# things}}',
  },
  'health.policyNone': { vi: 'Không quy định mục nào', en: 'Settles nothing' },
  'health.policyBad': {
    vi: '{problems, plural, other {# chỗ sai}} trong tệp chính sách',
    en: '{problems, plural, one {# mistake} other {# mistakes}} in the policy file',
  },
  'health.archive': { vi: 'Gửi tới {url}', en: 'Sends to {url}' },
  'health.archiveNone': { vi: 'Chưa đặt địa chỉ', en: 'No address is set' },
  'health.backupNone': { vi: 'Trạm chưa biết bản sao lưu nào.', en: 'The station knows of no backup.' },
  'health.backupDatabase': {
    vi: 'Trạm chưa biết bản sao lưu nào ngoài bản chép cơ sở dữ liệu trước khi nâng cấp ({at}), không có ảnh.',
    en: 'The station knows of no backup but the copy of its database before an upgrade ({at}), without images.',
  },
} as const satisfies Catalogue;
