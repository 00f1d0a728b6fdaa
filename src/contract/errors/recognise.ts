import { errorKinds } from './kind.ts';

const kept = {
  vi: 'Ảnh trang còn nguyên; các trang khác vẫn được xử lý.',
  en: 'The page image is untouched; every other page goes on.',
};

/** Step 3: what can go wrong while a page is read. */
export const recogniseErrors = errorKinds({
  RECOGNISER_CRASHED: {
    retryable: true,
    exit: 1,
    vi: {
      what: 'Bộ nhận dạng chữ dừng đột ngột ({reason}).',
      safe: kept.vi,
      todo: 'Máy sẽ tự khởi động lại và đọc lại trang này; nếu vẫn lỗi, hãy đóng bớt chương trình khác rồi thử lại.',
    },
    en: {
      what: 'The text reader stopped suddenly ({reason}).',
      safe: kept.en,
      todo: 'It is restarted and the page read again by itself; if it keeps failing, close other programs and try again.',
    },
  },
  RECOGNISER_STOPPED: {
    retryable: true,
    exit: 1,
    vi: {
      what: 'Việc nhận dạng chữ của trang này đã được dừng theo yêu cầu.',
      safe: kept.vi,
      todo: 'Chạy tiếp khi bạn sẵn sàng; trang sẽ được đọc lại từ đầu.',
    },
    en: {
      what: 'Reading this page was stopped on request.',
      safe: kept.en,
      todo: 'Go on whenever you are ready; the page is read again from its start.',
    },
  },
  PAGE_UNREADABLE: {
    retryable: false,
    exit: 3,
    vi: { what: 'Bộ nhận dạng chữ không mở được ảnh của trang này.', safe: kept.vi, todo: 'Quét lại trang này.' },
    en: { what: 'The text reader cannot open the image of this page.', safe: kept.en, todo: 'Scan this page again.' },
  },
  LANGUAGE_DATA_MISSING: {
    retryable: false,
    exit: 1,
    vi: {
      what: 'Thiếu dữ liệu nhận dạng cho ngôn ngữ {language}.',
      safe: kept.vi,
      todo: 'Cài đặt lại chương trình; bản cài đặt hiện tại thiếu tệp.',
    },
    en: {
      what: 'The recognition data for language {language} is missing.',
      safe: kept.en,
      todo: 'Install the program again; files of this installation are gone.',
    },
  },
});
