import { errorKinds } from './kind.ts';
import { otherFilesGoOn, splitFile } from './originals.ts';

const notAPicture = {
  vi: 'Hãy dùng ảnh JPEG, PNG, TIFF, WebP, BMP hoặc tệp PDF.',
  en: 'Use a JPEG, PNG, TIFF, WebP or BMP image, or a PDF.',
};
const scanAgain = {
  vi: 'Quét lại, hoặc sao chép lại tệp từ nơi lưu ban đầu.',
  en: 'Scan it again, or copy the file again from where it was first kept.',
};

/** Step 1: what can be wrong with paper's first image. `{name}` is the file's base name, `{page}` its 1-based page in the file. */
export const captureErrors = errorKinds({
  FILE_EMPTY: {
    retryable: false,
    exit: 3,
    vi: { what: 'Tệp {name} rỗng (0 byte).', safe: otherFilesGoOn.vi, todo: 'Quét hoặc sao chép lại tệp này.' },
    en: { what: 'File {name} is empty (0 bytes).', safe: otherFilesGoOn.en, todo: 'Scan or copy this file again.' },
  },
  FILE_MISSING: {
    retryable: false,
    exit: 3,
    vi: {
      what: 'Không tìm thấy {name}.',
      safe: 'Chưa có gì bị thay đổi; các tệp khác vẫn được nhập.',
      todo: 'Kiểm tra lại đường dẫn, ổ đĩa USB hoặc thư mục mạng.',
    },
    en: {
      what: '{name} was not found.',
      safe: 'Nothing was changed; every other file went on.',
      todo: 'Check the path, the USB disk or the network folder.',
    },
  },
  FILE_UNREADABLE: {
    retryable: true,
    exit: 3,
    vi: {
      what: 'Không đọc được {name} ({reason}).',
      safe: otherFilesGoOn.vi,
      todo: 'Kiểm tra quyền truy cập, đóng chương trình đang mở tệp, rồi thử lại.',
    },
    en: {
      what: '{name} cannot be read ({reason}).',
      safe: otherFilesGoOn.en,
      todo: 'Check access rights, close the program that has it open, then try again.',
    },
  },
  FOLDER_EMPTY: {
    retryable: false,
    exit: 3,
    vi: { what: 'Thư mục {name} không có ảnh hoặc PDF nào.', safe: 'Chưa có gì bị thay đổi.', todo: notAPicture.vi },
    en: { what: 'Folder {name} holds no image and no PDF.', safe: 'Nothing was changed.', todo: notAPicture.en },
  },
  FILE_NOT_AN_IMAGE: {
    retryable: false,
    exit: 3,
    vi: {
      what: 'Tệp {name} không phải là ảnh hay PDF, dù tên tệp có thể ghi như vậy.',
      safe: otherFilesGoOn.vi,
      todo: notAPicture.vi,
    },
    en: {
      what: 'File {name} is neither an image nor a PDF, whatever its name says.',
      safe: otherFilesGoOn.en,
      todo: notAPicture.en,
    },
  },
  FILE_FORMAT_UNSUPPORTED: {
    retryable: false,
    exit: 3,
    vi: { what: 'Tệp {name} thuộc dạng {format}, trạm chưa nhận dạng này.', safe: otherFilesGoOn.vi, todo: notAPicture.vi },
    en: { what: 'File {name} is {format}, which the station does not take.', safe: otherFilesGoOn.en, todo: notAPicture.en },
  },
  IMAGE_TRUNCATED: {
    retryable: false,
    exit: 3,
    vi: { what: 'Ảnh {name} (trang {page}) bị cụt: thiếu phần cuối.', safe: otherFilesGoOn.vi, todo: scanAgain.vi },
    en: { what: 'Image {name} (page {page}) is cut off: its end is missing.', safe: otherFilesGoOn.en, todo: scanAgain.en },
  },
  IMAGE_CORRUPT: {
    retryable: false,
    exit: 3,
    vi: { what: 'Ảnh {name} (trang {page}) bị hỏng, không giải mã trọn vẹn được.', safe: otherFilesGoOn.vi, todo: scanAgain.vi },
    en: {
      what: 'Image {name} (page {page}) is damaged and cannot be decoded whole.',
      safe: otherFilesGoOn.en,
      todo: scanAgain.en,
    },
  },
  IMAGE_TOO_LARGE: {
    retryable: false,
    exit: 3,
    vi: {
      what: 'Ảnh {name} (trang {page}) quá lớn: {width} × {height} điểm ảnh, giới hạn là {limit} triệu.',
      safe: otherFilesGoOn.vi,
      todo: 'Quét lại ở 300 dpi, hoặc chia khổ giấy lớn thành nhiều ảnh.',
    },
    en: {
      what: 'Image {name} (page {page}) is too large: {width} × {height} pixels, the limit is {limit} million.',
      safe: otherFilesGoOn.en,
      todo: 'Scan again at 300 dpi, or split a large sheet into several images.',
    },
  },
  TOO_MANY_PAGES: {
    retryable: false,
    exit: 3,
    vi: {
      what: 'Tệp {name} có {pages} trang, giới hạn là {limit}.',
      safe: otherFilesGoOn.vi,
      todo: splitFile.vi,
    },
    en: {
      what: 'File {name} has {pages} pages, the limit is {limit}.',
      safe: otherFilesGoOn.en,
      todo: splitFile.en,
    },
  },
  PDF_ENCRYPTED: {
    retryable: false,
    exit: 3,
    vi: {
      what: 'PDF {name} được bảo vệ bằng mật khẩu.',
      safe: otherFilesGoOn.vi,
      todo: 'Nhờ người tạo tệp gỡ mật khẩu, lưu bản mới rồi nhập lại.',
    },
    en: {
      what: 'PDF {name} is protected by a password.',
      safe: otherFilesGoOn.en,
      todo: 'Ask whoever made it to remove the password, save a copy and import that.',
    },
  },
  PDF_BROKEN: {
    retryable: false,
    exit: 3,
    vi: { what: 'PDF {name} bị hỏng hoặc thiếu phần cuối.', safe: otherFilesGoOn.vi, todo: scanAgain.vi },
    en: { what: 'PDF {name} is damaged or its end is missing.', safe: otherFilesGoOn.en, todo: scanAgain.en },
  },
  PDF_PAGE_BROKEN: {
    retryable: false,
    exit: 3,
    vi: { what: 'PDF {name}: trang {page} bị hỏng, không lấy được ảnh.', safe: otherFilesGoOn.vi, todo: scanAgain.vi },
    en: { what: 'PDF {name}: page {page} is damaged and gives no image.', safe: otherFilesGoOn.en, todo: scanAgain.en },
  },
  PDF_NO_PAGES: {
    retryable: false,
    exit: 3,
    vi: { what: 'PDF {name} không có trang nào.', safe: otherFilesGoOn.vi, todo: 'Xuất hoặc quét lại tệp này.' },
    en: { what: 'PDF {name} has no pages.', safe: otherFilesGoOn.en, todo: 'Export or scan this file again.' },
  },
});
