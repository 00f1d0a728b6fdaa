import { errorKinds } from './kind.ts';

const kept = { vi: 'Những gì đã xem và đã ghi vẫn còn.', en: 'What was looked at and noted is kept.' };

/** The check of the second person. */
export const verifyErrors = errorKinds({
  CHECK_HELD: {
    retryable: false,
    exit: 5,
    vi: {
      what: '{name} đang kiểm tra hồ sơ {fileCode}.',
      safe: 'Chưa có gì bị thay đổi.',
      todo: 'Chọn hồ sơ khác, hoặc nhận kiểm tra thay {name}.',
    },
    en: {
      what: '{name} is checking dossier {fileCode}.',
      safe: 'Nothing was changed.',
      todo: 'Choose another dossier, or take the check over from {name}.',
    },
  },
  CHECK_NOT_BEGUN: {
    retryable: false,
    exit: 4,
    vi: {
      what: 'Bạn chưa bắt đầu kiểm tra hồ sơ {fileCode}, hoặc lượt kiểm tra đã kết thúc.',
      safe: 'Chưa có gì bị thay đổi.',
      todo: 'Mở lại hồ sơ ở màn hình Kiểm tra rồi bắt đầu.',
    },
    en: {
      what: 'You have not begun to check dossier {fileCode}, or that check has ended.',
      safe: 'Nothing was changed.',
      todo: 'Open the dossier again under Verify, then begin.',
    },
  },
  CHECK_INCOMPLETE: {
    retryable: false,
    exit: 4,
    vi: { what: 'Hồ sơ {fileCode} còn {left} trang chưa xem.', safe: kept.vi, todo: 'Xem hết các trang còn lại rồi duyệt.' },
    en: {
      what: '{left} pages of dossier {fileCode} have not been looked at.',
      safe: kept.en,
      todo: 'Look at the remaining pages, then approve.',
    },
  },
  CHECK_HAS_FINDINGS: {
    retryable: false,
    exit: 4,
    vi: {
      what: 'Hồ sơ {fileCode} có {findings} chỗ bạn đã ghi là chưa đạt.',
      safe: kept.vi,
      todo: 'Trả lại các chỗ đó, hoặc bỏ ghi nếu ghi nhầm, rồi duyệt.',
    },
    en: {
      what: 'You noted {findings} faults in dossier {fileCode}.',
      safe: kept.en,
      todo: 'Send them back, or drop the notes that were mistakes, then approve.',
    },
  },
  REASON_MISSING: {
    retryable: false,
    exit: 2,
    vi: {
      what: 'Chưa có lý do trả lại cho hồ sơ {fileCode}.',
      safe: 'Chưa có gì bị thay đổi.',
      todo: 'Chọn ít nhất một lý do, hoặc viết vài chữ cho người sửa.',
    },
    en: {
      what: 'There is no reason yet for what is returned in dossier {fileCode}.',
      safe: 'Nothing was changed.',
      todo: 'Choose a reason, or write a few words for whoever mends it.',
    },
  },
  NOTHING_TO_RETURN: {
    retryable: false,
    exit: 4,
    vi: {
      what: 'Chưa ghi chỗ nào chưa đạt trong hồ sơ {fileCode}.',
      safe: 'Chưa có gì bị thay đổi.',
      todo: 'Ghi lý do ở trang, văn bản hoặc hồ sơ trước khi trả lại.',
    },
    en: {
      what: 'Nothing was noted as wrong in dossier {fileCode}.',
      safe: 'Nothing was changed.',
      todo: 'Note a reason on a page, a document or the dossier before sending it back.',
    },
  },
  RETURN_WORKED_ON: {
    retryable: false,
    exit: 5,
    vi: {
      what: 'Đã có người sửa hồ sơ {fileCode} sau khi trả lại.',
      safe: 'Phần đã sửa được giữ nguyên.',
      todo: 'Chờ hồ sơ quay lại rồi kiểm tra phần đã sửa.',
    },
    en: {
      what: 'Somebody has worked on dossier {fileCode} since it was returned.',
      safe: 'Their work is kept.',
      todo: 'Wait until it comes back, then check what was mended.',
    },
  },
});
