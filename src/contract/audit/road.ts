import { auditWords } from './words.ts';

/** What happens to papers on the road. */
export const roadActions = auditWords({
  'capture.import': { vi: 'Nhập {files} tệp vào hồ sơ {subject}', en: 'Took {files} files into dossier {subject}' },
  'capture.dismiss': { vi: 'Bỏ qua tệp lỗi {subject}', en: 'Went on without file {subject}' },
  'dossier.describe': { vi: 'Mô tả hồ sơ {fileCode}', en: 'Described dossier {fileCode}' },
  'describe.confirm': { vi: 'Xác nhận mô tả văn bản {subject}', en: 'Confirmed the description of document {subject}' },
  'verify.approve': { vi: 'Duyệt văn bản {subject}', en: 'Approved document {subject}' },
  'verify.return': { vi: 'Trả lại {subject}', en: 'Returned {subject}' },
  'job.retry': { vi: 'Cho chạy lại việc số {subject}', en: 'Took up job {subject} again' },
  'package.seal': { vi: 'Đóng gói hồ sơ {subject}', en: 'Sealed the package of dossier {subject}' },
  'send.delivered': { vi: 'Nhận biên nhận của gói tin {subject}', en: 'Received the receipt of package {subject}' },
  'send.rejected': { vi: 'Lưu trữ từ chối gói tin {subject}', en: 'The archive rejected package {subject}' },
  'archive.pinKey': { vi: 'Ghim khóa của Lưu trữ {subject}', en: 'Pinned the key of archive {subject}' },
});
