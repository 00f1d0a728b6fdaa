/** The list of dossiers. */
import type { Catalogue } from '../catalogue.ts';

export const dossiersWords = {
  'dossiers.title': { vi: 'Hồ sơ', en: 'Dossiers' },
  'dossiers.count': { vi: '{n, plural, other {# hồ sơ}}', en: '{n, plural, one {# dossier} other {# dossiers}}' },
  'dossiers.atStep': { vi: 'Hồ sơ ở bước {step}', en: 'Dossiers at step {step}' },
  'dossiers.showAll': { vi: 'Xem tất cả', en: 'Show all' },
  'dossiers.name': { vi: 'Tiêu đề', en: 'Title' },
  'dossiers.step': { vi: 'Đang ở bước', en: 'At step' },
  'dossiers.documents': { vi: 'Văn bản', en: 'Documents' },
  'dossiers.pages': { vi: 'Trang', en: 'Pages' },
  'dossiers.changed': { vi: 'Thay đổi', en: 'Changed' },
  'dossiers.noneAtStep': { vi: 'Không có hồ sơ nào ở bước này', en: 'No dossier is at this step' },
  'dossiers.noneAtStepText': { vi: 'Chọn bước khác, hoặc xem tất cả.', en: 'Choose another step, or show all.' },
  'dossiers.noneFound': { vi: 'Không tìm thấy hồ sơ nào như vậy', en: 'No such dossier was found' },
  'dossiers.noneFoundText': {
    vi: 'Gõ ít chữ hơn; có dấu hay không dấu đều được.',
    en: 'Type fewer letters; with or without marks.',
  },
  'dossiers.find': { vi: 'Tìm theo mã hoặc tiêu đề', en: 'Find by code or title' },
  'dossiers.everyStep': { vi: 'Mọi bước', en: 'Every step' },
  'newDossier.title': { vi: 'Lập hồ sơ mới', en: 'New dossier' },
  'newDossier.make': { vi: 'Lập hồ sơ', en: 'Make it' },
  'newDossier.name': { vi: 'Tiêu đề hồ sơ', en: 'Title' },
  'newDossier.nameHint': { vi: 'Như ghi trên bìa; sửa lại được sau.', en: 'As on the cover; it can be changed later.' },
  'newDossier.year': { vi: 'Năm hình thành', en: 'Year it was formed' },
  'newDossier.code': { vi: 'Mã hồ sơ', en: 'File code' },
  'newDossier.codeHint': {
    vi: 'Mã cơ quan, năm, số thứ tự. Trạm đã chọn số tiếp theo.',
    en: 'Agency code, year, number. The station chose the next number.',
  },
  'newDossier.problem.malformed': {
    vi: 'Viết như {agency}.2026.1: mã cơ quan, năm bốn chữ số, rồi số hồ sơ.',
    en: 'Write it like {agency}.2026.1: agency code, year in four digits, number of the file.',
  },
  'newDossier.problem.otherAgency': {
    vi: 'Mã không bắt đầu bằng mã của cơ quan này ({agency}).',
    en: 'It does not begin with the code of this agency ({agency}).',
  },
  'newDossier.problem.tooLong': {
    vi: 'Dài quá 23 ký tự: mã văn bản sẽ vượt 25 ký tự mà Thông tư 05/2025/TT-BNV cho phép.',
    en: 'More than 23 characters: document codes would exceed the 25 that Circular 05/2025 allows.',
  },
  'newDossier.problem.taken': { vi: 'Mã này đã có hồ sơ dùng.', en: 'Another dossier has this code.' },
  'dossiers.parked': { vi: '{n, plural, other {# việc dừng}}', en: '{n} parked' },
  'empty.title': { vi: 'Chưa có hồ sơ nào. Bắt đầu bằng ba bước:', en: 'No dossiers yet. Three steps to begin:' },
  'empty.one': { vi: 'Đưa trang vào', en: 'Bring pages in' },
  'empty.oneText': {
    vi: 'Ảnh chụp, ảnh quét, TIFF hay PDF đều được. Tệp gốc được giữ nguyên mãi mãi.',
    en: 'Photos, scans, TIFF or PDF. The original files are kept untouched for ever.',
  },
  'empty.two': { vi: 'Để máy làm', en: 'Let the machine work' },
  'empty.twoText': {
    vi: 'Máy làm sạch, nhận dạng chữ, đề xuất mô tả và ghép PDF/A. Tiến độ hiện ngay tại đây.',
    en: 'It cleans, reads, proposes the description and composes PDF/A. Progress shows right here.',
  },
  'empty.three': { vi: 'Xem lại, ký và gửi', en: 'Review, sign, send' },
  'empty.threeText': {
    vi: 'Bạn xác nhận mô tả, người thứ hai kiểm tra, trạm gửi đi và chờ biên nhận của kho lưu trữ.',
    en: "You confirm the description, a second person verifies, the station sends and waits for the archive's receipt.",
  },
  'empty.command': { vi: 'Nhập thư mục trang bằng dòng lệnh:', en: 'Import a folder of pages from the command line:' },
  'empty.practice': {
    vi: 'Chưa quen? Tập với hồ sơ mẫu, không đụng đến dữ liệu thật:',
    en: 'New here? Practise with sample records, away from real data:',
  },
  'empty.noStation': {
    vi: 'Trạm này chưa được đặt tên. Lập trạm cho cơ quan của bạn trước:',
    en: 'This station has no name yet. Set it up for your office first:',
  },
} as const satisfies Catalogue;
