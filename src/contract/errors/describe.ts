import { errorKinds } from './kind.ts';

/** Step 4: the only thing that can go wrong is that the words it was given are not words. */
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
});
