import { errorKinds } from './kind.ts';
import { otherFilesGoOn, splitFile } from './originals.ts';

const giveAgain = {
  vi: 'Kéo lại chính các tệp đó vào hồ sơ: trạm chỉ nhận tiếp phần còn thiếu.',
  en: 'Drop the same files on the dossier again: the station takes only what is missing.',
};
const nothingLost = {
  vi: 'Tệp gốc còn nguyên trên máy của bạn; phần đã tới trạm vẫn được giữ.',
  en: 'The originals are untouched; what already arrived is kept.',
};

/** Step 1 from a window: what can go wrong between a dropped file and the station. */
export const arrivalErrors = errorKinds({
  UPLOAD_UNKNOWN: {
    retryable: false,
    exit: 3,
    vi: { what: 'Lần nhập tệp này đã xong hoặc đã bị hủy.', safe: 'Tệp gốc còn nguyên trên máy của bạn.', todo: giveAgain.vi },
    en: { what: 'This import is finished or was cancelled.', safe: 'The originals are untouched.', todo: giveAgain.en },
  },
  UPLOAD_REFUSED: {
    retryable: false,
    exit: 5,
    vi: {
      what: 'Trạm không nhận dữ liệu này: không đúng lần nhập tệp đã mở.',
      safe: nothingLost.vi,
      todo: 'Tải lại cửa sổ rồi kéo tệp vào lần nữa.',
    },
    en: {
      what: 'The station does not take these bytes: they belong to no import that was begun here.',
      safe: nothingLost.en,
      todo: 'Reload the window and drop the files again.',
    },
  },
  UPLOAD_DAMAGED: {
    retryable: true,
    exit: 6,
    vi: {
      what: 'Một phần của {name} bị sai lệch trên đường tới trạm.',
      safe: nothingLost.vi,
      todo: 'Cửa sổ tự gửi lại phần đó; nếu vẫn thế, kéo tệp vào lần nữa.',
    },
    en: {
      what: 'A part of {name} was altered on its way to the station.',
      safe: nothingLost.en,
      todo: 'The window sends that part again by itself; if it happens again, drop the file once more.',
    },
  },
  UPLOAD_OUT_OF_PLACE: {
    retryable: true,
    exit: 6,
    vi: {
      what: 'Phần vừa gửi của {name} không nối tiếp phần đã có ({received} byte).',
      safe: nothingLost.vi,
      todo: 'Cửa sổ tự gửi tiếp từ đúng chỗ.',
    },
    en: {
      what: 'The part of {name} that was sent does not follow what is there ({received} bytes).',
      safe: nothingLost.en,
      todo: 'The window goes on from the right place by itself.',
    },
  },
  UPLOAD_BUSY: {
    retryable: true,
    exit: 6,
    vi: { what: 'Trạm đang nhận quá nhiều phần tệp cùng lúc.', safe: nothingLost.vi, todo: 'Cửa sổ tự gửi lại sau giây lát.' },
    en: {
      what: 'The station is taking in too many pieces at once.',
      safe: nothingLost.en,
      todo: 'The window sends it again in a moment by itself.',
    },
  },
  UPLOAD_INTERRUPTED: {
    retryable: true,
    exit: 6,
    vi: { what: 'Tệp {name} mới tới một phần thì đường truyền ngắt.', safe: nothingLost.vi, todo: giveAgain.vi },
    en: { what: 'The line was cut while {name} was coming in.', safe: nothingLost.en, todo: giveAgain.en },
  },
  UPLOAD_INCOMPLETE: {
    retryable: false,
    exit: 4,
    vi: { what: 'Còn {missing} tệp chưa tới trạm, trong đó có {name}.', safe: nothingLost.vi, todo: giveAgain.vi },
    en: { what: '{missing} files have not arrived yet, {name} among them.', safe: nothingLost.en, todo: giveAgain.en },
  },
  UPLOAD_TOO_MANY: {
    retryable: false,
    exit: 3,
    vi: {
      what: 'Một lần chỉ nhận được {limit} tệp; lần này có {files}.',
      safe: 'Chưa có gì được gửi; tệp gốc còn nguyên.',
      todo: 'Kéo từng thư mục con vào, mỗi lần một ít.',
    },
    en: {
      what: 'At most {limit} files can be taken at a time; there are {files}.',
      safe: 'Nothing was sent; the originals are untouched.',
      todo: 'Drop the folders inside one after the other.',
    },
  },
  UPLOAD_NO_ROOM: {
    retryable: false,
    exit: 7,
    vi: {
      what: 'Ổ đĩa của trạm còn {free} MB, các tệp này cần {needed} MB.',
      safe: 'Chưa có gì được gửi; tệp gốc và hồ sơ còn nguyên.',
      todo: 'Dọn bớt ổ đĩa, hoặc nhập từng phần.',
    },
    en: {
      what: "The station's disk has {free} MB left; these files need {needed} MB.",
      safe: 'Nothing was sent; the originals and the dossier are untouched.',
      todo: 'Make room on the disk, or import a part at a time.',
    },
  },
  FILE_TOO_LARGE: {
    retryable: false,
    exit: 3,
    vi: {
      what: 'Tệp {name} quá lớn ({size} MB, giới hạn là {limit} MB).',
      safe: otherFilesGoOn.vi,
      todo: splitFile.vi,
    },
    en: {
      what: 'File {name} is too large ({size} MB, the limit is {limit} MB).',
      safe: otherFilesGoOn.en,
      todo: splitFile.en,
    },
  },
  FILE_NOT_ARRIVED: {
    retryable: false,
    exit: 3,
    vi: {
      what: 'Tệp {name} chưa tới trạm; người nhập đã quyết định đi tiếp không có nó.',
      safe: otherFilesGoOn.vi,
      todo: 'Kéo lại tệp này vào hồ sơ để bổ sung, hoặc bỏ qua kèm lý do.',
    },
    en: {
      what: 'File {name} did not arrive; whoever imported decided to go on without it.',
      safe: otherFilesGoOn.en,
      todo: 'Drop this file on the dossier again to add it, or dismiss it with a reason.',
    },
  },
});
