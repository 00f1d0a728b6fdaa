/** What IT decides about the station. */
import type { Catalogue } from '../catalogue.ts';

export const settingsWords = {
  'settings.title': { vi: 'Cài đặt', en: 'Settings' },
  'settings.lead': {
    vi: 'Đổi ở đây có hiệu lực ngay cho mọi cửa sổ của trạm và được ghi vào nhật ký.',
    en: 'A change here holds at once in every window of the station and is written into the audit trail.',
  },
  'settings.window': { vi: 'Cửa sổ', en: 'Windows' },
  'settings.work': { vi: 'Máy đọc', en: 'Reading' },
  'settings.verify': { vi: 'Kiểm tra', en: 'Checking' },
  'settings.sign': { vi: 'Ký số', en: 'Signing' },
  'settings.archive': { vi: 'Lưu trữ lịch sử', en: 'The archive' },
  'settings.policy': { vi: 'Chính sách của tỉnh', en: 'Policy of the province' },
  'settings.key.lock.minutes': { vi: 'Khóa màn hình sau (phút)', en: 'Lock the screen after (minutes)' },
  'settings.hint.lock.minutes': {
    vi: 'Không gõ phím, không động chuột chừng ấy phút thì cửa sổ bị che và hỏi mật khẩu.',
    en: 'Without keyboard or pointer for that long the window is covered and asks for the password.',
  },
  'settings.key.window.language': { vi: 'Ngôn ngữ ban đầu', en: 'Language at first' },
  'settings.hint.window.language': {
    vi: 'Cho cửa sổ mà chưa ai chọn ngôn ngữ.',
    en: 'For a window in which nobody chose one yet.',
  },
  'settings.key.ocr.workers': { vi: 'Số tiến trình đọc trang', en: 'Processes that read pages' },
  'settings.hint.ocr.workers': {
    vi: '0: tự chọn theo số nhân và bộ nhớ. Có hiệu lực từ lần mở trạm sau.',
    en: '0: as many as cores and memory allow. Holds from the next start.',
  },
  'settings.key.verify.samplePercent': { vi: 'Mẫu kiểm tra (% số trang)', en: 'Sample (% of pages)' },
  'settings.hint.verify.samplePercent': {
    vi: 'Phần trang của một hồ sơ mà người duyệt xem khi kiểm tra theo mẫu.',
    en: 'Share of a dossier’s pages a supervisor looks at when checking by sample.',
  },
  'settings.key.verify.sampleLeast': { vi: 'Ít nhất (trang)', en: 'At least (pages)' },
  'settings.hint.verify.sampleLeast': { vi: 'Mẫu không bao giờ ít hơn chừng này.', en: 'A sample never has fewer.' },
  'settings.key.sign.keyMinutes': { vi: 'Đóng khóa ký sau (phút)', en: 'Close a signing key after (minutes)' },
  'settings.hint.sign.keyMinutes': {
    vi: 'Khóa đã mở mà không dùng chừng ấy phút thì phải nhập lại mật khẩu của khóa.',
    en: 'A key nobody uses for that long has to be opened again.',
  },
  'settings.key.sign.automatic': { vi: 'Trạm luyện tập tự ký', en: 'A practice station signs by itself' },
  'settings.hint.sign.automatic': {
    vi: 'Tắt đi để người học tự mở khóa và ký.',
    en: 'Turn it off to let people learn how to open a key and sign.',
  },
  'settings.lang.vi': { vi: 'Tiếng Việt', en: 'Vietnamese' },
  'settings.lang.en': { vi: 'Tiếng Anh', en: 'English' },
  'settings.range': { vi: 'Từ {min} đến {max}.', en: 'From {min} to {max}.' },
  'settings.saved': { vi: 'Đã lưu: {name}.', en: 'Saved: {name}.' },
  'settings.lockedBy': { vi: 'Do chính sách của tỉnh quy định ({path})', en: 'Settled by the province’s policy ({path})' },
  'settings.onlyIt': { vi: 'Chỉ người quản trị đổi được.', en: 'Only IT may change this.' },
  'settings.url': { vi: 'Địa chỉ nhận gói tin', en: 'Address that receives packages' },
  'settings.urlHint': {
    vi: 'Do Lưu trữ lịch sử của tỉnh công bố, bắt đầu bằng https://.',
    en: 'Published by the provincial archive; begins with https://.',
  },
  'settings.urlWrong': { vi: 'Địa chỉ phải bắt đầu bằng http:// hoặc https://.', en: 'It begins with http:// or https://.' },
  'settings.publicKey': { vi: 'Khóa công khai của Lưu trữ', en: 'Public key of the archive' },
  'settings.publicKeyHint': {
    vi: 'Biên nhận chỉ được tin khi ký bằng khóa này. Để trống: giữ khóa đang ghim, hoặc ghim khóa gặp lần đầu ở địa chỉ mới.',
    en: 'Only receipts signed with it are believed. Empty: keep the pinned key, or pin the one first met at a new address.',
  },
  'settings.saveArchive': { vi: 'Lưu địa chỉ', en: 'Save the address' },
  'settings.archiveSaved': { vi: 'Đã lưu địa chỉ Lưu trữ.', en: 'The archive’s address was saved.' },
  'settings.policyLead': {
    vi: 'Tỉnh có thể đặt một tệp policy.json ở một trong hai nơi dưới đây. Mục nào tệp đã quy định thì trạm không tự đổi được; nơi trên mạnh hơn nơi dưới.',
    en: 'The province may put a policy.json in either place. What it settles the station cannot change; the upper place is the stronger.',
  },
  'settings.place.machine': { vi: 'Cho cả máy', en: 'For the whole machine' },
  'settings.place.station': { vi: 'Trong thư mục trạm', en: 'In the station’s folder' },
  'settings.absent': { vi: 'không có tệp', en: 'no file' },
  'settings.found': { vi: 'đang có hiệu lực', en: 'in force' },
  'settings.broken': { vi: 'có chỗ sai', en: 'something is wrong' },
  'settings.problem.unreadable': {
    vi: 'Không đọc được tệp; không mục nào trong tệp có hiệu lực.',
    en: 'The file cannot be read; nothing in it holds.',
  },
  'settings.problem.no-json': {
    vi: 'Tệp không phải JSON hợp lệ; không mục nào trong tệp có hiệu lực.',
    en: 'The file is no valid JSON; nothing in it holds.',
  },
  'settings.problem.unknown-key': {
    vi: 'Mục “{key}” trạm không biết; mục này không có hiệu lực.',
    en: '“{key}” is not known to the station and does not hold.',
  },
  'settings.problem.bad-value': {
    vi: 'Mục “{key}” có giá trị không hợp lệ; mục này không có hiệu lực.',
    en: '“{key}” has a value that is not valid and does not hold.',
  },
} as const satisfies Catalogue;
