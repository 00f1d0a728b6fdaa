import { errorKinds } from './kind.ts';

const waits = {
  vi: 'Gói tin vẫn nằm nguyên trong hàng đợi; phần đã gửi không phải gửi lại.',
  en: 'The package waits in the queue; what was sent need not be sent again.',
};
const kept = {
  vi: 'Gói tin và các trang gốc vẫn nằm nguyên trong trạm.',
  en: 'The package and the original pages are all still in the station.',
};
const unproven = {
  vi: 'Gói tin chưa được coi là đã nộp; xin đừng hủy bản giấy.',
  en: 'The package does not count as delivered; please keep the paper.',
};

/** Step 9: the line to the archive, the archive's answers, its receipt; and the practice archive itself. */
export const sendErrors = errorKinds({
  ARCHIVE_UNREACHABLE: {
    retryable: true,
    exit: 6,
    vi: {
      what: 'Không liên lạc được với Lưu trữ tại {host} ({reason}).',
      safe: waits.vi,
      todo: 'Không cần làm gì: trạm tự gửi tiếp khi có mạng.',
    },
    en: {
      what: 'The archive at {host} cannot be reached ({reason}).',
      safe: waits.en,
      todo: 'Nothing to do: the station goes on by itself when the line is back.',
    },
  },
  ARCHIVE_NAME_UNKNOWN: {
    retryable: true,
    exit: 6,
    vi: {
      what: 'Không tìm thấy địa chỉ {host}.',
      safe: waits.vi,
      todo: 'Kiểm tra mạng; nếu mạng vẫn tốt, kiểm tra địa chỉ Lưu trữ đã đặt.',
    },
    en: {
      what: 'The address {host} cannot be found.',
      safe: waits.en,
      todo: 'Check the network; if it works, check the archive address that was set.',
    },
  },
  ARCHIVE_TLS_UNTRUSTED: {
    retryable: true,
    exit: 6,
    vi: {
      what: 'Chứng thư của {host} không đáng tin ({reason}).',
      safe: 'Chưa có gì được gửi đi. Gói tin vẫn nằm trong hàng đợi.',
      todo: 'Kiểm tra ngày giờ của máy; nếu đúng, báo bộ phận CNTT của tỉnh.',
    },
    en: {
      what: 'The certificate of {host} cannot be trusted ({reason}).',
      safe: 'Nothing was sent. The package waits in the queue.',
      todo: 'Check this PC’s date and time; if they are right, tell the province’s IT staff.',
    },
  },
  ARCHIVE_BUSY: {
    retryable: true,
    exit: 6,
    vi: { what: 'Lưu trữ đang bận hoặc gặp sự cố (mã {status}).', safe: waits.vi, todo: 'Không cần làm gì: trạm sẽ tự thử lại.' },
    en: {
      what: 'The archive is busy or in trouble (status {status}).',
      safe: waits.en,
      todo: 'Nothing to do: the station tries again by itself.',
    },
  },
  ARCHIVE_FULL: {
    retryable: true,
    exit: 6,
    vi: { what: 'Kho của Lưu trữ đã hết chỗ.', safe: waits.vi, todo: 'Báo cho Lưu trữ; trạm sẽ tự thử lại.' },
    en: { what: 'The archive’s store is full.', safe: waits.en, todo: 'Tell the archive; the station tries again by itself.' },
  },
  ARCHIVE_ANSWER_UNREADABLE: {
    retryable: true,
    exit: 6,
    vi: {
      what: 'Địa chỉ {host} trả lời không giống một Lưu trữ ({reason}).',
      safe: waits.vi,
      todo: 'Mạng có thể đòi đăng nhập (Wi-Fi công cộng); nếu không phải, kiểm tra địa chỉ đã đặt.',
    },
    en: {
      what: 'What answers at {host} does not speak like an archive ({reason}).',
      safe: waits.en,
      todo: 'The network may want a sign-in (public Wi-Fi); if not, check the address that was set.',
    },
  },
  ARCHIVE_REFUSED: {
    retryable: false,
    exit: 6,
    vi: {
      what: 'Lưu trữ không nhận yêu cầu: {reason} (mã {status}).',
      safe: kept.vi,
      todo: 'Gửi thông báo này cho Lưu trữ hoặc bộ phận CNTT.',
    },
    en: {
      what: 'The archive refused the request: {reason} (status {status}).',
      safe: kept.en,
      todo: 'Send this message to the archive or to IT.',
    },
  },
  ARCHIVE_PROTOCOL_UNKNOWN: {
    retryable: false,
    exit: 6,
    vi: {
      what: 'Lưu trữ dùng giao thức phiên bản {found}, trạm này chỉ biết phiên bản {known}.',
      safe: kept.vi,
      todo: 'Cập nhật chương trình của trạm.',
    },
    en: {
      what: 'The archive speaks protocol version {found}; this station knows only {known}.',
      safe: kept.en,
      todo: 'Update this station.',
    },
  },
  ARCHIVE_KEY_CHANGED: {
    retryable: false,
    exit: 4,
    vi: {
      what: 'Khóa của Lưu trữ đã đổi: đang có {found}, trạm chỉ tin {pinned}.',
      safe: 'Chưa có gì được gửi tới khóa lạ. ' + kept.vi,
      todo: 'Gọi cho Lưu trữ để xác nhận khóa mới trước khi đặt lại; nếu họ không đổi khóa, có thể có kẻ giả mạo.',
    },
    en: {
      what: 'The archive’s key has changed: it shows {found}, this station trusts only {pinned}.',
      safe: 'Nothing was sent to the strange key. ' + kept.en,
      todo: 'Telephone the archive and confirm the new key before setting it; if they changed nothing, somebody may be posing as them.',
    },
  },
  ARCHIVE_KEY_NOT_PINNED: {
    retryable: false,
    exit: 5,
    vi: {
      what: 'Trạm chưa được cho biết khóa của Lưu trữ ({found}).',
      safe: 'Chưa có gì được gửi đi. ' + kept.vi,
      todo: 'Bộ phận CNTT đặt khóa công khai mà Lưu trữ đã thông báo.',
    },
    en: {
      what: 'This station has not been told the archive’s key ({found}).',
      safe: 'Nothing was sent. ' + kept.en,
      todo: 'IT staff set the public key the archive has published.',
    },
  },
  ARCHIVE_LINE_OPEN: {
    retryable: false,
    exit: 5,
    vi: {
      what: 'Đường truyền tới {host} không được mã hóa (http).',
      safe: 'Chưa có gì được gửi đi. ' + kept.vi,
      todo: 'Đặt lại địa chỉ Lưu trữ bắt đầu bằng https://.',
    },
    en: {
      what: 'The line to {host} is not encrypted (http).',
      safe: 'Nothing was sent. ' + kept.en,
      todo: 'Set an archive address that begins with https://.',
    },
  },
  ARCHIVE_PRACTICE_MISMATCH: {
    retryable: false,
    exit: 5,
    vi: {
      what: 'Trạm và Lưu trữ không cùng chế độ: chỉ một bên đang luyện tập.',
      safe: 'Chưa có gì được gửi đi. ' + kept.vi,
      todo: 'Trạm luyện tập chỉ gửi tới Lưu trữ luyện tập; kiểm tra địa chỉ đã đặt.',
    },
    en: {
      what: 'Station and archive are not in the same mode: only one of them is practising.',
      safe: 'Nothing was sent. ' + kept.en,
      todo: 'A practice station sends only to a practice archive; check the address that was set.',
    },
  },
  ARCHIVE_OFFSET_WRONG: {
    retryable: false,
    exit: 4,
    vi: {
      what: 'Lưu trữ báo sai số byte đã nhận (báo {claimed}, đã gửi {sent}).',
      safe: unproven.vi,
      todo: 'Báo cho Lưu trữ kiểm tra máy chủ, rồi cho gửi lại.',
    },
    en: {
      what: 'The archive misreports the bytes it has (says {claimed}, we sent {sent}).',
      safe: unproven.en,
      todo: 'Ask the archive to check its server, then send again.',
    },
  },
  UPLOAD_DAMAGED: {
    retryable: true,
    exit: 6,
    vi: {
      what: 'Gói tin bị hỏng trên đường truyền và Lưu trữ đã bỏ phần đã nhận.',
      safe: kept.vi,
      todo: 'Không cần làm gì: trạm sẽ gửi lại từ đầu.',
    },
    en: {
      what: 'The package was damaged on the way and the archive dropped what it had.',
      safe: kept.en,
      todo: 'Nothing to do: the station sends it again from the start.',
    },
  },
  PACKAGE_CHANGED: {
    retryable: false,
    exit: 4,
    vi: {
      what: 'Tệp của gói {objid} đã đổi sau khi niêm phong.',
      safe: 'Không có byte nào của tệp đã đổi được coi là đã nộp; các trang gốc vẫn còn.',
      todo: 'Cho đóng gói lại hồ sơ này.',
    },
    en: {
      what: 'The file of package {objid} changed after it was sealed.',
      safe: 'No byte of the changed file counts as delivered; the original pages are safe.',
      todo: 'Package this dossier again.',
    },
  },
  PACKAGE_FILE_UNREADABLE: {
    retryable: false,
    exit: 7,
    vi: {
      what: 'Không đọc được tệp của gói {objid} ({reason}).',
      safe: 'Các trang gốc vẫn còn trong kho.',
      todo: 'Kiểm tra ổ đĩa; nếu tệp đã mất, cho đóng gói lại hồ sơ.',
    },
    en: {
      what: 'The file of package {objid} cannot be read ({reason}).',
      safe: 'The original pages are still in the vault.',
      todo: 'Check the disk; if the file is gone, package the dossier again.',
    },
  },
  PACKAGE_TOO_LARGE: {
    retryable: false,
    exit: 4,
    vi: {
      what: 'Gói {objid} ({bytes} byte) lớn hơn mức Lưu trữ nhận ({limit} byte).',
      safe: kept.vi,
      todo: 'Tách hồ sơ thành nhiều gói, hoặc nộp bằng ổ đĩa.',
    },
    en: {
      what: 'Package {objid} ({bytes} bytes) is larger than the archive takes ({limit} bytes).',
      safe: kept.en,
      todo: 'Split the dossier into several packages, or hand it over on a disk.',
    },
  },
  OBJID_TAKEN: {
    retryable: false,
    exit: 4,
    vi: {
      what: 'Lưu trữ đã có một gói khác mang mã {objid}.',
      safe: kept.vi,
      todo: 'Hỏi Lưu trữ về gói đó; chỉ gói bị từ chối mới được thay bằng gói REPLACEMENT.',
    },
    en: {
      what: 'The archive already has another package named {objid}.',
      safe: kept.en,
      todo: 'Ask the archive about that package; only a rejected one may be replaced (REPLACEMENT).',
    },
  },
  ARCHIVE_STILL_EXAMINING: {
    retryable: true,
    exit: 6,
    vi: {
      what: 'Lưu trữ đã nhận gói {objid} và đang kiểm tra.',
      safe: 'Gói tin đã tới nơi nguyên vẹn; chưa có biên nhận nên xin đừng hủy bản giấy.',
      todo: 'Không cần làm gì: trạm sẽ hỏi lại.',
    },
    en: {
      what: 'The archive has package {objid} and is still examining it.',
      safe: 'The package arrived whole; there is no receipt yet, so please keep the paper.',
      todo: 'Nothing to do: the station asks again.',
    },
  },
  SEND_STOPPED: {
    retryable: true,
    exit: 6,
    vi: { what: 'Việc gửi được dừng theo yêu cầu.', safe: waits.vi, todo: 'Cho gửi tiếp khi nào tiện.' },
    en: { what: 'Sending was stopped on request.', safe: waits.en, todo: 'Start sending again when it suits.' },
  },
  RECEIPT_NOT_VALID: {
    retryable: false,
    exit: 4,
    vi: {
      what: 'Biên nhận cho gói {objid} không đúng ({reason}).',
      safe: unproven.vi,
      todo: 'Báo ngay cho Lưu trữ và bộ phận CNTT; có thể có kẻ giả mạo.',
    },
    en: {
      what: 'The receipt for package {objid} does not verify ({reason}).',
      safe: unproven.en,
      todo: 'Tell the archive and IT at once; somebody may be posing as the archive.',
    },
  },
  ARCHIVE_FOLDER_IN_USE: {
    retryable: true,
    exit: 5,
    vi: {
      what: 'Thư mục Lưu trữ {folder} đang được tiến trình khác sử dụng.',
      safe: 'Không có gì bị thay đổi.',
      todo: 'Tắt chương trình Lưu trữ đang chạy rồi thử lại.',
    },
    en: {
      what: 'The archive folder {folder} is in use by another process.',
      safe: 'Nothing was changed.',
      todo: 'Stop the archive that is running, then try again.',
    },
  },
  ARCHIVE_FOLDER_UNUSABLE: {
    retryable: false,
    exit: 7,
    vi: {
      what: 'Không dùng được thư mục Lưu trữ {folder} ({reason}).',
      safe: 'Các gói đã nhận không bị đụng tới.',
      todo: 'Kiểm tra quyền ghi và chỗ trống của ổ đĩa.',
    },
    en: {
      what: 'The archive folder {folder} cannot be used ({reason}).',
      safe: 'The packages it holds were not touched.',
      todo: 'Check its permissions and the free space.',
    },
  },
});
