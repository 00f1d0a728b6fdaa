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
  'dossiers.noneAtStep': { vi: 'Không có hồ sơ nào ở bước này.', en: 'No dossier is at this step.' },
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
