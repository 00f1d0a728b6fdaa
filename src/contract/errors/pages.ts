import { errorKinds } from './kind.ts';

const nothing = { vi: 'Chưa có gì bị thay đổi.', en: 'Nothing was changed.' };

/** Pages put in order by a person, and what was done to them undone. */
export const pageErrors = errorKinds({
  PAGES_ELSEWHERE: {
    retryable: false,
    exit: 5,
    vi: { what: 'Trang hoặc văn bản vừa chọn không còn ở chỗ đó.', safe: nothing.vi, todo: 'Xem lại hồ sơ rồi chọn lại.' },
    en: {
      what: 'The page or document you chose is no longer there.',
      safe: nothing.en,
      todo: 'Look at the dossier again, then choose.',
    },
  },
  SIGNED_PAGES_FIXED: {
    retryable: false,
    exit: 5,
    vi: {
      what: 'Văn bản {docId} là PDF đã ký từ trước, thêm bớt hay xoay trang sẽ làm mất hiệu lực chữ ký.',
      safe: 'Chưa có gì bị thay đổi; tệp đã ký còn nguyên.',
      todo: 'Để nguyên văn bản này; chỉ đổi được thứ tự của cả văn bản.',
    },
    en: {
      what: 'Document {docId} is a PDF that came in signed; adding, removing or turning its pages would void the signature.',
      safe: 'Nothing was changed; the signed file is untouched.',
      todo: 'Leave this document as it is; only its place among the others can change.',
    },
  },
  PAGE_IS_FIRST: {
    retryable: false,
    exit: 4,
    vi: {
      what: 'Văn bản đã bắt đầu từ trang này.',
      safe: nothing.vi,
      todo: 'Chọn trang đầu của văn bản sau rồi tách.',
    },
    en: {
      what: 'The document already begins with this page.',
      safe: nothing.en,
      todo: 'Choose the first page of the document that follows, then split.',
    },
  },
  NOTHING_TO_UNDO: {
    retryable: false,
    exit: 4,
    vi: { what: 'Không còn việc nào của bạn để hoàn tác.', safe: nothing.vi, todo: 'Làm tiếp việc khác.' },
    en: { what: 'There is nothing of yours left to undo.', safe: nothing.en, todo: 'Go on with something else.' },
  },
  NOTHING_TO_REDO: {
    retryable: false,
    exit: 4,
    vi: { what: 'Không có việc nào vừa hoàn tác để làm lại.', safe: nothing.vi, todo: 'Làm tiếp việc khác.' },
    en: { what: 'There is nothing undone to do again.', safe: nothing.en, todo: 'Go on with something else.' },
  },
  EDIT_OVERTAKEN: {
    retryable: false,
    exit: 5,
    vi: {
      what: 'Các trang này đã được người khác hoặc máy xếp lại sau việc đó.',
      safe: nothing.vi,
      todo: 'Xếp lại bằng tay ở chỗ cần sửa.',
    },
    en: {
      what: 'Somebody else, or the machine, has laid these pages elsewhere since.',
      safe: nothing.en,
      todo: 'Put right by hand what needs it.',
    },
  },
  SOURCE_ALREADY_IN: {
    retryable: false,
    exit: 3,
    vi: {
      what: 'Tệp {name} đã có trong hồ sơ này.',
      safe: nothing.vi,
      todo: 'Quét lại thành tệp mới, hoặc kéo trang có sẵn vào chỗ cần thay.',
    },
    en: {
      what: 'File {name} is already in this dossier.',
      safe: nothing.en,
      todo: 'Scan to a new file, or drag the page that is there to where it belongs.',
    },
  },
});
