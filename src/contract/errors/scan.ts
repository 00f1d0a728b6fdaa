import { errorKinds } from './kind.ts';

const kept = {
  vi: '{images} ảnh đã quét được lưu nguyên vẹn trong kho.',
  en: '{images} scanned images are safe in the vault.',
};
const nothingDone = { vi: 'Chưa có gì bị thay đổi.', en: 'Nothing was changed.' };

/** Scanners: each trouble has its own sentence, because each is mended by another grip of the hand. */
export const scanErrors = errorKinds({
  SCANNER_UNKNOWN: {
    retryable: false,
    exit: 3,
    vi: {
      what: 'Không thấy máy quét {device}.',
      safe: nothingDone.vi,
      todo: 'Bật máy quét, kiểm tra dây nối hoặc mạng, rồi bấm “Tìm lại máy quét”.',
    },
    en: {
      what: 'Scanner {device} was not found.',
      safe: nothingDone.en,
      todo: 'Switch it on, check the cable or the network, then choose “Look again”.',
    },
  },
  SCANNER_DRIVER_MISSING: {
    retryable: false,
    exit: 3,
    vi: {
      what: 'Máy này chưa có chương trình {program} để nói chuyện với máy quét.',
      safe: nothingDone.vi,
      todo: 'Cài gói {package}, hoặc kéo thả tệp đã quét bằng phần mềm khác vào hồ sơ.',
    },
    en: {
      what: 'The program {program}, which talks to scanners, is not on this machine.',
      safe: nothingDone.en,
      todo: 'Install the package {package}, or drop files scanned with other software on the dossier.',
    },
  },
  SCANNER_LISTING_FAILED: {
    retryable: true,
    exit: 6,
    vi: {
      what: 'Không hỏi được danh sách máy quét ({reason}).',
      safe: nothingDone.vi,
      todo: 'Bấm “Tìm lại máy quét”. Nếu vẫn thế, tắt rồi bật máy quét.',
    },
    en: {
      what: 'The list of scanners could not be read ({reason}).',
      safe: nothingDone.en,
      todo: 'Choose “Look again”. If it happens again, switch the scanner off and on.',
    },
  },
  FEEDER_EMPTY: {
    retryable: false,
    exit: 3,
    vi: { what: 'Khay nạp của máy quét không có giấy.', safe: kept.vi, todo: 'Xếp giấy vào khay, rồi bấm Quét (F5).' },
    en: { what: "The scanner's feeder is empty.", safe: kept.en, todo: 'Put paper into the feeder, then scan again (F5).' },
  },
  FEEDER_JAMMED: {
    retryable: false,
    exit: 3,
    vi: {
      what: 'Máy quét kẹt giấy sau ảnh thứ {images}.',
      safe: kept.vi,
      todo: 'Mở nắp, lấy tờ kẹt ra, xếp lại tờ đó lên đầu chồng, đóng nắp, rồi bấm Quét tiếp (F5).',
    },
    en: {
      what: 'Paper jammed in the scanner after image {images}.',
      safe: kept.en,
      todo: 'Open the cover, take the jammed sheet out, put it back on top, close the cover, then go on scanning (F5).',
    },
  },
  SCANNER_COVER_OPEN: {
    retryable: false,
    exit: 3,
    vi: { what: 'Nắp máy quét đang mở.', safe: kept.vi, todo: 'Đóng nắp máy quét, rồi bấm Quét tiếp (F5).' },
    en: { what: "The scanner's cover is open.", safe: kept.en, todo: 'Close the cover, then go on scanning (F5).' },
  },
  SCANNER_BUSY: {
    retryable: true,
    exit: 6,
    vi: {
      what: 'Máy quét đang bận việc khác.',
      safe: kept.vi,
      todo: 'Đợi máy xong hoặc đóng phần mềm quét khác, rồi bấm Quét (F5).',
    },
    en: {
      what: 'The scanner is busy with something else.',
      safe: kept.en,
      todo: 'Wait, or close the other scanning program, then scan again (F5).',
    },
  },
  SCANNER_GONE: {
    retryable: false,
    exit: 6,
    vi: {
      what: 'Mất liên lạc với máy quét.',
      safe: kept.vi,
      todo: 'Kiểm tra nguồn điện và dây nối, bấm “Tìm lại máy quét”, rồi quét tiếp.',
    },
    en: {
      what: 'The scanner cannot be reached any more.',
      safe: kept.en,
      todo: 'Check power and cable, choose “Look again”, then go on scanning.',
    },
  },
  SCANNER_SILENT: {
    retryable: false,
    exit: 6,
    vi: {
      what: 'Máy quét ngừng trả lời {seconds} giây liền, sau ảnh thứ {images}; trạm đã ngắt nó.',
      safe: kept.vi,
      todo: 'Tắt rồi bật máy quét, xếp lại tờ đang dở, rồi bấm Quét tiếp (F5).',
    },
    en: {
      what: 'The scanner said nothing for {seconds} seconds, after image {images}; the station let go of it.',
      safe: kept.en,
      todo: 'Switch the scanner off and on, put the unfinished sheet back, then go on scanning (F5).',
    },
  },
  SCANNER_NOT_ALLOWED: {
    retryable: false,
    exit: 5,
    vi: {
      what: 'Hệ điều hành không cho trạm dùng máy quét này.',
      safe: kept.vi,
      todo: 'Nhờ cán bộ công nghệ thông tin thêm tài khoản vào nhóm “scanner”, rồi đăng nhập lại vào máy.',
    },
    en: {
      what: 'The operating system does not let the station use this scanner.',
      safe: kept.en,
      todo: 'Ask your IT staff to add the account to the group “scanner”, then sign in to the computer again.',
    },
  },
  SCANNER_FAILED: {
    retryable: false,
    exit: 6,
    vi: {
      what: 'Máy quét báo lỗi: {reason}.',
      safe: kept.vi,
      todo: 'Tắt rồi bật máy quét, rồi bấm Quét tiếp (F5). Nếu vẫn thế, báo cán bộ công nghệ thông tin.',
    },
    en: {
      what: 'The scanner reported: {reason}.',
      safe: kept.en,
      todo: 'Switch the scanner off and on, then go on scanning (F5). If it happens again, tell your IT staff.',
    },
  },
  SCAN_STOPPED: {
    retryable: false,
    exit: 3,
    vi: {
      what: 'Lần quét dừng theo yêu cầu, sau ảnh thứ {images}.',
      safe: kept.vi,
      todo: 'Bấm Quét tiếp (F5) để quét các tờ còn lại, hoặc Xong văn bản này.',
    },
    en: {
      what: 'Scanning was stopped as asked, after image {images}.',
      safe: kept.en,
      todo: 'Go on with the remaining sheets (F5), or say that the document is complete.',
    },
  },
  SCAN_INTERRUPTED: {
    retryable: false,
    exit: 6,
    vi: {
      what: 'Trạm bị ngắt giữa lúc quét, sau ảnh thứ {images}.',
      safe: kept.vi,
      todo: 'Đối chiếu tờ cuối cùng trên chồng giấy với ảnh cuối, rồi bấm Quét tiếp (F5) từ tờ kế sau.',
    },
    en: {
      what: 'The station was cut off while scanning, after image {images}.',
      safe: kept.en,
      todo: 'Compare the last sheet of the stack with the last image, then go on (F5) with the sheet after it.',
    },
  },
  SCAN_RUNNING: {
    retryable: true,
    exit: 4,
    vi: {
      what: 'Máy quét {device} đang quét cho hồ sơ {fileCode}.',
      safe: 'Lần quét đang chạy không bị ảnh hưởng.',
      todo: 'Đợi lần quét ấy xong hoặc dừng nó trước.',
    },
    en: {
      what: 'Scanner {device} is scanning for dossier {fileCode}.',
      safe: 'The scan that is running is not disturbed.',
      todo: 'Wait for it to end, or stop it first.',
    },
  },
  SCAN_UNKNOWN: {
    retryable: false,
    exit: 3,
    vi: { what: 'Không có lần quét này, hoặc nó đã xong.', safe: nothingDone.vi, todo: 'Bấm Quét (F5) để bắt đầu lần mới.' },
    en: { what: 'There is no such scan, or it is finished.', safe: nothingDone.en, todo: 'Start a new one (F5).' },
  },
  PROFILE_UNKNOWN: {
    retryable: false,
    exit: 3,
    vi: { what: 'Không có hồ sơ quét này.', safe: nothingDone.vi, todo: 'Chọn một hồ sơ quét trong danh sách.' },
    en: { what: 'There is no such scan profile.', safe: nothingDone.en, todo: 'Choose a profile from the list.' },
  },
  PROFILE_NAME_TAKEN: {
    retryable: false,
    exit: 3,
    vi: { what: 'Đã có hồ sơ quét tên “{name}”.', safe: nothingDone.vi, todo: 'Đặt tên khác.' },
    en: { what: 'There is already a profile called “{name}”.', safe: nothingDone.en, todo: 'Give it another name.' },
  },
  PROFILE_BELOW_DPI: {
    retryable: false,
    exit: 4,
    vi: {
      what: 'Hồ sơ quét chỉ {dpi} dpi; quy định là ít nhất {least} dpi cho loại giấy này (Thông tư 05/2025/TT-BNV).',
      safe: nothingDone.vi,
      todo: 'Đặt {least} dpi trở lên.',
    },
    en: {
      what: 'The profile has {dpi} dpi; the rule is at least {least} dpi for such papers (Circular 05/2025/TT-BNV).',
      safe: nothingDone.en,
      todo: 'Set {least} dpi or more.',
    },
  },
  PROFILE_NOT_COLOUR: {
    retryable: false,
    exit: 4,
    vi: {
      what: 'Hồ sơ quét không phải màu; quy định là màu, độ sâu ít nhất 24 bit (Thông tư 05/2025/TT-BNV).',
      safe: nothingDone.vi,
      todo: 'Chọn quét màu.',
    },
    en: {
      what: 'The profile is not colour; the rule is colour of at least 24 bits (Circular 05/2025/TT-BNV).',
      safe: nothingDone.en,
      todo: 'Choose colour.',
    },
  },
  PROFILE_BEYOND_SCANNER: {
    retryable: false,
    exit: 3,
    vi: {
      what: 'Máy quét {device} không làm được điều hồ sơ quét yêu cầu: {what}.',
      safe: nothingDone.vi,
      todo: 'Chọn hồ sơ quét khác, hoặc máy quét khác.',
    },
    en: {
      what: 'Scanner {device} cannot do what the profile asks: {what}.',
      safe: nothingDone.en,
      todo: 'Choose another profile, or another scanner.',
    },
  },
  PAGE_NOT_REPLACEABLE: {
    retryable: false,
    exit: 4,
    vi: {
      what: 'Không quét lại được trang này: văn bản đã được ký từ trước khi vào trạm, hoặc trang đang nằm trong khay.',
      safe: 'Trang và văn bản còn nguyên.',
      todo: 'Đưa trang từ khay về văn bản trước, hoặc giữ nguyên văn bản đã ký.',
    },
    en: {
      what: 'This page cannot be scanned again: its document came in signed, or the page lies in the tray.',
      safe: 'The page and its document are untouched.',
      todo: 'Put the page back from the tray first, or leave the signed document as it is.',
    },
  },
});
