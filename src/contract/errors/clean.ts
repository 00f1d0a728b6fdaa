import { errorKinds } from './kind.ts';

/** Step 2. Its input was decoded once by step 1, so a failure here means the blob on this disk has changed since. */
export const cleanErrors = errorKinds({
  PAGE_IMAGE_UNREADABLE: {
    retryable: false,
    exit: 3,
    vi: {
      what: 'Ảnh trang đã lưu không đọc lại được.',
      safe: 'Tệp gốc vẫn được giữ riêng; các trang khác không bị ảnh hưởng.',
      todo: 'Quét lại trang này, rồi báo bộ phận CNTT kiểm tra ổ đĩa.',
    },
    en: {
      what: 'A stored page image can no longer be read.',
      safe: 'The original file is kept apart; other pages are not affected.',
      todo: 'Scan this page again, and ask IT to check the disk.',
    },
  },
});
