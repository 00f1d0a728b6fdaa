import { auditWords } from './words.ts';

/** What happens to papers on the road. */
export const roadActions = auditWords({
  'capture.import': { vi: 'Nhập {files} tệp vào hồ sơ {subject}', en: 'Took {files} files into dossier {subject}' },
  'capture.dismiss': { vi: 'Bỏ qua tệp lỗi {subject}', en: 'Went on without file {subject}' },
  'dossier.make': { vi: 'Lập hồ sơ {subject}', en: 'Made dossier {subject}' },
  'dossier.describe': { vi: 'Mô tả hồ sơ {fileCode}', en: 'Described dossier {fileCode}' },
  'describe.confirm': { vi: 'Xác nhận mô tả văn bản {subject}', en: 'Confirmed the description of document {subject}' },
  'verify.approve': { vi: 'Duyệt văn bản {subject}', en: 'Approved document {subject}' },
  'verify.return': { vi: 'Trả lại {subject}', en: 'Returned {subject}' },
  'verify.begin': { vi: 'Bắt đầu kiểm tra hồ sơ {subject}', en: 'Began to check dossier {subject}' },
  'verify.check': { vi: 'Ghi kết quả kiểm tra hồ sơ {subject}', en: 'Noted what was checked of dossier {subject}' },
  'verify.undoReturn': { vi: 'Rút lại việc trả hồ sơ {subject}', en: 'Took back the return of dossier {subject}' },
  'sign.start': { vi: 'Bắt đầu ký {documents} văn bản', en: 'Began to sign {documents} documents' },
  'sign.document': { vi: 'Ký văn bản {subject}', en: 'Signed document {subject}' },
  'sign.done': { vi: 'Xong lượt ký: {signed} văn bản đã ký', en: 'Signing finished: {signed} documents signed' },
  'sign.batch': { vi: 'Đổi trạng thái lượt ký thành {state}', en: 'Turned a batch of signing to {state}' },
  'sign.openKey': { vi: 'Mở khóa ký số {subject}', en: 'Opened the signing key {subject}' },
  'sign.openRefused': { vi: 'Mở khóa ký số không thành ({count} lần)', en: 'Opening a signing key failed ({count} times)' },
  'sign.closeKey': { vi: 'Đóng khóa ký số {subject}', en: 'Closed the signing key {subject}' },
  'text.correct': {
    vi: 'Sửa {corrections} chữ máy đọc của văn bản {subject}',
    en: 'Corrected {corrections} read words of document {subject}',
  },
  'capture.cancelUpload': { vi: 'Bỏ lượt nhập tệp vào hồ sơ {subject}', en: 'Cancelled taking files into dossier {subject}' },
  'scan.start': { vi: 'Bắt đầu quét vào hồ sơ {subject}', en: 'Began to scan into dossier {subject}' },
  'scan.paused': {
    vi: 'Lần quét vào hồ sơ {subject} tạm dừng sau {images} ảnh',
    en: 'Scanning into dossier {subject} paused after {images} images',
  },
  'scan.done': {
    vi: 'Quét xong {images} ảnh vào hồ sơ {subject}',
    en: 'Finished scanning {images} images into dossier {subject}',
  },
  'scan.saveProfile': { vi: 'Lưu hồ sơ quét “{name}”', en: 'Saved scan profile “{name}”' },
  'scan.removeProfile': { vi: 'Xóa hồ sơ quét “{name}”', en: 'Removed scan profile “{name}”' },
  'job.retry': { vi: 'Cho chạy lại việc số {subject}', en: 'Took up job {subject} again' },
  'package.seal': { vi: 'Đóng gói hồ sơ {subject}', en: 'Sealed the package of dossier {subject}' },
  'send.delivered': { vi: 'Nhận biên nhận của gói tin {subject}', en: 'Received the receipt of package {subject}' },
  'send.rejected': { vi: 'Lưu trữ từ chối gói tin {subject}', en: 'The archive rejected package {subject}' },
  'archive.pinKey': { vi: 'Ghim khóa của Lưu trữ {subject}', en: 'Pinned the key of archive {subject}' },
});
