import { errorKinds } from './kind.ts';

/** Step 4, and the words on the pages it and persons work with. */
export const describeErrors = errorKinds({
  WORDS_UNREADABLE: {
    retryable: false,
    exit: 3,
    vi: {
      what: 'Không đọc được kết quả nhận dạng chữ của trang {page}.',
      safe: 'Ảnh trang còn nguyên.',
      todo: 'Cho nhận dạng lại trang này.',
    },
    en: {
      what: 'The recognised words of page {page} cannot be read.',
      safe: 'The page image is untouched.',
      todo: 'Have this page recognised again.',
    },
  },
  DESCRIPTION_WRONG: {
    retryable: false,
    exit: 4,
    vi: {
      what: 'Mô tả của văn bản {docId} chưa dùng được: {firstVi}',
      safe: 'Chưa lưu gì; các giá trị trước đó còn nguyên.',
      todo: 'Sửa {count} chỗ được chỉ ra rồi xác nhận lại.',
    },
    en: {
      what: 'The description of document {docId} cannot be used yet: {firstEn}',
      safe: 'Nothing was saved; the earlier values are kept.',
      todo: 'Put right what is pointed out ({count}), then confirm again.',
    },
  },
  PAGE_TEXT_CHANGED: {
    retryable: false,
    exit: 5,
    vi: {
      what: 'Chữ của trang này vừa được đọc lại hoặc sửa ở cửa sổ khác.',
      safe: 'Chưa sửa gì thêm.',
      todo: 'Xem chữ mới rồi sửa tiếp.',
    },
    en: {
      what: 'The words of this page were just read anew, or corrected in another window.',
      safe: 'Nothing more was changed.',
      todo: 'Look at the new words, then go on.',
    },
  },
  PAGE_NOT_READ: {
    retryable: true,
    exit: 4,
    vi: { what: 'Máy chưa đọc xong trang này.', safe: 'Ảnh trang còn nguyên.', todo: 'Chờ máy đọc xong rồi thử lại.' },
    en: {
      what: 'This page has not been read yet.',
      safe: 'The page image is untouched.',
      todo: 'Wait until it was read, then try again.',
    },
  },
  WORD_UNKNOWN: {
    retryable: false,
    exit: 3,
    vi: {
      what: 'Không có chữ số {index} trên trang, hoặc các chữ được chọn không nằm cạnh nhau.',
      safe: 'Chưa sửa gì.',
      todo: 'Tải lại trang rồi chọn lại.',
    },
    en: {
      what: 'There is no word {index} on the page, or the chosen words do not stand side by side.',
      safe: 'Nothing was changed.',
      todo: 'Reload the page and choose again.',
    },
  },
  REGION_EMPTY: {
    retryable: false,
    exit: 3,
    vi: {
      what: 'Vùng được kéo quá nhỏ hoặc nằm ngoài trang.',
      safe: 'Chưa có gì bị thay đổi.',
      todo: 'Kéo lại một vùng bao quanh chữ.',
    },
    en: {
      what: 'The box is too small or lies outside the page.',
      safe: 'Nothing was changed.',
      todo: 'Draw a box around the words again.',
    },
  },
});
