import { errorKinds } from './kind.ts';

const pagesKept = {
  vi: 'Ảnh các trang còn nguyên trong kho; chưa có tệp PDF nào được ghi.',
  en: 'Every page image is still in the vault; no PDF was written.',
};
const fileKept = { vi: 'Tệp không bị thay đổi.', en: 'The file was not changed.' };

/** Step 5, and the reading of PDFs (`inspectPdf`). `{page}` is 1-based in the document. */
export const composeErrors = errorKinds({
  COMPOSE_IMAGE_BROKEN: {
    retryable: false,
    exit: 3,
    vi: {
      what: 'Ảnh của trang {page} bị hỏng hoặc không đọc được.',
      safe: pagesKept.vi,
      todo: 'Quét lại riêng trang {page} rồi chạy tiếp.',
    },
    en: {
      what: 'The image of page {page} is damaged or cannot be read.',
      safe: pagesKept.en,
      todo: 'Rescan page {page} only, then go on.',
    },
  },
  COMPOSE_IMAGE_MISMATCH: {
    retryable: false,
    exit: 3,
    vi: {
      what: 'Ảnh trang {page} có kích thước {found} điểm ảnh, không khớp với {expected} đã ghi trong sổ.',
      safe: pagesKept.vi,
      todo: 'Cho trang {page} chạy lại từ bước làm sạch ảnh; nếu vẫn lỗi, báo cho cán bộ kỹ thuật.',
    },
    en: {
      what: 'The image of page {page} is {found} pixels, not the {expected} that were recorded.',
      safe: pagesKept.en,
      todo: 'Run page {page} again from the cleaning step; if it fails again, tell your IT staff.',
    },
  },
  COMPOSE_PAGE_SIZE: {
    retryable: false,
    exit: 3,
    vi: {
      what: 'Trang {page} có khổ giấy {size}, nằm ngoài giới hạn của PDF/A (từ 1 mm đến 5 m).',
      safe: pagesKept.vi,
      todo: 'Kiểm tra lại độ phân giải (dpi) của ảnh trang {page}, rồi quét hoặc nhập lại trang này.',
    },
    en: {
      what: 'Page {page} would be {size}, outside the limits of PDF/A (1 mm to 5 m).',
      safe: pagesKept.en,
      todo: 'Check the resolution (dpi) of the image of page {page}, then scan or import that page again.',
    },
  },
  COMPOSE_WORDS_UNREADABLE: {
    retryable: false,
    exit: 3,
    vi: {
      what: 'Không đọc được kết quả nhận dạng chữ của trang {page}.',
      safe: pagesKept.vi,
      todo: 'Cho trang {page} nhận dạng lại rồi chạy tiếp.',
    },
    en: {
      what: 'The recognised text of page {page} cannot be read.',
      safe: pagesKept.en,
      todo: 'Recognise page {page} again, then go on.',
    },
  },
  COMPOSE_PROOF_FAILED: {
    retryable: true,
    exit: 4,
    vi: {
      what: 'Tệp PDF vừa tạo không qua được bước tự kiểm tra ({reason}).',
      safe: 'Tệp lỗi đã bị bỏ, không được dùng ở bước nào; ảnh và chữ các trang còn nguyên.',
      todo: 'Chạy lại; nếu vẫn lỗi, kiểm tra ổ đĩa và báo cho cán bộ kỹ thuật.',
    },
    en: {
      what: 'The PDF just made did not pass its own check ({reason}).',
      safe: 'The faulty file was thrown away and used nowhere; images and text of all pages are kept.',
      todo: 'Run it again; if it fails again, check the disk and tell your IT staff.',
    },
  },
  PDF_UNREADABLE: {
    retryable: false,
    exit: 3,
    vi: {
      what: 'Tệp PDF bị hỏng hoặc không đúng cấu trúc ({reason}).',
      safe: fileKept.vi,
      todo: 'Mở thử tệp bằng phần mềm khác; nếu không mở được, xin lại bản gốc hoặc quét lại.',
    },
    en: {
      what: 'The PDF is damaged or not well formed ({reason}).',
      safe: fileKept.en,
      todo: 'Try opening it in another program; if that fails, ask for the original again or rescan.',
    },
  },
  PDF_TOO_COMPLEX: {
    retryable: false,
    exit: 3,
    vi: {
      what: 'Tệp PDF vượt quá giới hạn mà máy chấp nhận đọc ({limit}).',
      safe: fileKept.vi,
      todo: 'Tách tệp thành nhiều tệp nhỏ, hoặc xin bản PDF đơn giản hơn từ nơi gửi.',
    },
    en: {
      what: 'The PDF exceeds what the station is willing to read ({limit}).',
      safe: fileKept.en,
      todo: 'Split it into smaller files, or ask the sender for a simpler PDF.',
    },
  },
});
