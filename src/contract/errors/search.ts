import { errorKinds } from './kind.ts';

/** A search changes nothing; it can only be overtaken by the next one or lose its reader. */
export const searchErrors = errorKinds({
  SEARCH_SUPERSEDED: {
    retryable: true,
    exit: 1,
    vi: {
      what: 'Lượt tìm này đã nhường cho lượt tìm mới hơn.',
      safe: 'Tra cứu không thay đổi dữ liệu nào.',
      todo: 'Xem kết quả của lượt tìm mới.',
    },
    en: {
      what: 'This search gave way to a newer one.',
      safe: 'Searching changes nothing.',
      todo: 'Look at what the newer search found.',
    },
  },
  SEARCH_BROKE_OFF: {
    retryable: true,
    exit: 1,
    vi: {
      what: 'Lượt tìm bị ngắt giữa chừng.',
      safe: 'Tra cứu không thay đổi dữ liệu nào.',
      todo: 'Tìm lại; nếu vẫn thế, đóng rồi mở lại trạm và báo cán bộ công nghệ thông tin.',
    },
    en: {
      what: 'The search broke off.',
      safe: 'Searching changes nothing.',
      todo: 'Search again; if it happens once more, close and open the station and tell your IT staff.',
    },
  },
});
