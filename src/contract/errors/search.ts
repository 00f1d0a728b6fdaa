import { errorKinds } from './kind.ts';

/** A search changes nothing; it can only be overtaken by the next one, lose its reader, or meet an index that must be made anew. */
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
  SEARCH_INDEX_DAMAGED: {
    retryable: false,
    exit: 3,
    vi: {
      what: 'Chỉ mục tra cứu của trạm bị hỏng.',
      safe: 'Ảnh, văn bản và mô tả vẫn còn nguyên; chỉ mục được lập lại từ đó.',
      todo: 'Cán bộ công nghệ thông tin bấm Lập lại chỉ mục ở mục Tình trạng máy, hoặc đóng trạm rồi chạy `tram search rebuild`.',
    },
    en: {
      what: 'The station’s search index is damaged.',
      safe: 'Images, documents and descriptions are whole; the index is made anew from them.',
      todo: 'IT staff press Make the search index anew under Health, or close the station and run `tram search rebuild`.',
    },
  },
  SEARCH_BROKE_OFF: {
    retryable: true,
    exit: 1,
    vi: {
      what: 'Lượt tìm bị ngắt giữa chừng.',
      safe: 'Tra cứu không thay đổi dữ liệu nào.',
      todo: 'Tìm lại; nếu vẫn thế, đóng trạm, chạy `tram search rebuild` rồi mở lại.',
    },
    en: {
      what: 'The search broke off.',
      safe: 'Searching changes nothing.',
      todo: 'Search again; if it happens once more, close the station, run `tram search rebuild` and open it again.',
    },
  },
});
