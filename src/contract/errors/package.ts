import { errorKinds } from './kind.ts';

const kept = {
  vi: 'Tài liệu đã ký và mô tả vẫn còn nguyên; chưa có gì được gửi đi.',
  en: 'The signed documents and the description are untouched; nothing has been sent.',
};

/** Step 8: what keeps a dossier from becoming a package. The list of problems lies in the vault under the digest `{report}`. */
export const packageErrors = errorKinds({
  PACKAGE_INVALID: {
    retryable: false,
    exit: 4,
    vi: {
      what: 'Gói hồ sơ {fileCode} chưa đạt: {count} lỗi, lỗi đầu tiên: {firstVi}',
      safe: kept.vi,
      todo: 'Mở danh sách lỗi của hồ sơ, sửa từng mục rồi đóng gói lại.',
    },
    en: {
      what: 'The package of dossier {fileCode} fails its checks: {count} errors, the first: {firstEn}',
      safe: kept.en,
      todo: 'Open the dossier’s list of problems, put each right, then package again.',
    },
  },
  PACKAGE_SOURCE_DAMAGED: {
    retryable: false,
    exit: 4,
    vi: {
      what: 'Tệp PDF của tài liệu {docId} trên đĩa không còn đúng như khi được lưu.',
      safe: 'Ảnh gốc của các trang không bị động tới; gói chưa được tạo.',
      todo: 'Kiểm tra ổ đĩa, rồi dựng và ký lại tài liệu này từ ảnh gốc hoặc khôi phục từ bản sao lưu.',
    },
    en: {
      what: 'The PDF of document {docId} on this disk is no longer what was stored.',
      safe: 'The original page images were not touched; no package was made.',
      todo: 'Check the disk, then compose and sign this document again from its pages, or restore a backup.',
    },
  },
  PACKAGE_UNREADABLE: {
    retryable: false,
    exit: 3,
    vi: {
      what: 'Không mở được {name}: đây không phải gói ZIP nguyên vẹn.',
      safe: 'Tệp không bị thay đổi; không có gì được nhận vào.',
      todo: 'Sao chép hoặc tải lại gói từ nơi gửi, rồi kiểm tra lại.',
    },
    en: {
      what: '{name} cannot be opened: it is not a whole ZIP package.',
      safe: 'The file was not changed; nothing was taken in.',
      todo: 'Copy or download the package again from its sender, then check again.',
    },
  },
});
