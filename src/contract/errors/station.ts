import { errorKinds } from './kind.ts';

const safe = { vi: 'Dữ liệu trong trạm còn nguyên.', en: 'What is in the station is safe.' };

/** The station itself: its data folder, its disk, its machines, and what a command is given. */
export const stationErrors = errorKinds({
  STATION_NOT_MADE: {
    retryable: false,
    exit: 3,
    vi: {
      what: 'Thư mục {folder} chưa phải là một trạm.',
      safe: 'Chưa có gì bị thay đổi.',
      todo: 'Chạy `tram init --agency MÃ --name TÊN` trước.',
    },
    en: {
      what: 'Folder {folder} is not a station yet.',
      safe: 'Nothing was changed.',
      todo: 'Run `tram init --agency CODE --name NAME` first.',
    },
  },
  STATION_ALREADY_MADE: {
    retryable: false,
    exit: 3,
    vi: { what: 'Trạm này đã được lập cho {agencyCode}.', safe: safe.vi, todo: 'Dùng thư mục khác cho một trạm khác.' },
    en: {
      what: 'This station was already made for {agencyCode}.',
      safe: safe.en,
      todo: 'Use another folder for another station.',
    },
  },
  STATION_IN_USE: {
    retryable: true,
    exit: 5,
    vi: { what: 'Trạm đang được tiến trình {pid} sử dụng.', safe: safe.vi, todo: 'Đóng cửa sổ hoặc lệnh đang chạy rồi thử lại.' },
    en: {
      what: 'The station is in use by process {pid}.',
      safe: safe.en,
      todo: 'Close the window or command that is running, then try again.',
    },
  },
  STATION_TOO_NEW: {
    retryable: false,
    exit: 5,
    vi: {
      what: 'Dữ liệu thuộc phiên bản mới hơn ({found}) so với chương trình này ({newest}).',
      safe: 'Không có gì bị thay đổi.',
      todo: 'Cài phiên bản mới của chương trình.',
    },
    en: {
      what: 'The data belong to a newer version ({found}) than this program ({newest}).',
      safe: 'Nothing was changed.',
      todo: 'Install the newer program.',
    },
  },
  STATION_NEEDS_UPGRADE: {
    retryable: false,
    exit: 5,
    vi: {
      what: 'Dữ liệu thuộc phiên bản cũ ({found}); chương trình cần {newest}.',
      safe: 'Không có gì bị thay đổi.',
      todo: 'Mở trạm một lần bằng chương trình này để nâng cấp.',
    },
    en: {
      what: 'The data are of an older version ({found}); the program needs {newest}.',
      safe: 'Nothing was changed.',
      todo: 'Open the station once with this program to upgrade it.',
    },
  },
  STATION_DAMAGED: {
    retryable: false,
    exit: 3,
    vi: {
      what: 'Cơ sở dữ liệu của trạm bị hỏng.',
      safe: 'Ảnh gốc vẫn nằm trong kho; chưa có gì bị ghi thêm.',
      todo: 'Giữ nguyên thư mục và khôi phục từ bản sao lưu.',
    },
    en: {
      what: 'The station’s database is damaged.',
      safe: 'The original images are still in the vault; nothing more was written.',
      todo: 'Keep the folder as it is and restore from a backup.',
    },
  },
  STATION_NOT_WRITABLE: {
    retryable: false,
    exit: 7,
    vi: { what: 'Không ghi được vào thư mục của trạm.', safe: safe.vi, todo: 'Kiểm tra quyền ghi của thư mục rồi thử lại.' },
    en: {
      what: 'The station’s folder cannot be written to.',
      safe: safe.en,
      todo: 'Check the folder’s permissions, then try again.',
    },
  },
  DISK_FULL: {
    retryable: true,
    exit: 7,
    vi: {
      what: 'Ổ đĩa đã đầy.',
      safe: 'Mọi trang đã nhận đều còn; việc dở dang sẽ được làm tiếp.',
      todo: 'Giải phóng chỗ trống rồi chạy lại.',
    },
    en: {
      what: 'The disk is full.',
      safe: 'Every page received so far is kept; unfinished work will go on.',
      todo: 'Free some space, then run again.',
    },
  },
  NOTHING_TO_DIGITISE: {
    retryable: false,
    exit: 3,
    vi: {
      what: 'Không tìm thấy ảnh, PDF hay TIFF nào.',
      safe: 'Chưa có gì bị thay đổi.',
      todo: 'Kiểm tra đường dẫn rồi chạy lại.',
    },
    en: { what: 'No image, PDF or TIFF was found.', safe: 'Nothing was changed.', todo: 'Check the paths, then run again.' },
  },
  NOT_VERIFIABLE: {
    retryable: false,
    exit: 3,
    vi: { what: '{name} không phải là PDF hay gói tin.', safe: 'Tệp không bị thay đổi.', todo: 'Chọn tệp .pdf hoặc .zip.' },
    en: { what: '{name} is neither a PDF nor a package.', safe: 'The file was not changed.', todo: 'Choose a .pdf or a .zip.' },
  },
  OUTPUT_NOT_WRITABLE: {
    retryable: false,
    exit: 7,
    vi: {
      what: 'Không ghi được vào thư mục {folder}.',
      safe: 'Tệp gốc còn nguyên.',
      todo: 'Chọn thư mục khác hoặc kiểm tra quyền ghi.',
    },
    en: {
      what: 'Folder {folder} cannot be written to.',
      safe: 'The original files are untouched.',
      todo: 'Choose another folder or check its permissions.',
    },
  },
  OUTPUT_IN_USE: {
    retryable: false,
    exit: 3,
    vi: {
      what: 'Thư mục {folder} đang giữ lượt số hóa của giấy tờ khác.',
      safe: 'Lượt đó còn nguyên; chưa có gì bị thay đổi.',
      todo: 'Chạy lại đúng lệnh cũ để làm tiếp lượt đó, hoặc chọn thư mục khác.',
    },
    en: {
      what: 'Folder {folder} holds a run of other papers.',
      safe: 'That run is kept as it is; nothing was changed.',
      todo: 'Run its own command again to go on with it, or choose another folder.',
    },
  },
  OUT_BEGUN_DIFFERENTLY: {
    retryable: false,
    exit: 3,
    vi: {
      what: 'Lượt số hóa trong thư mục {folder} đã bắt đầu với {begun}, không phải {given}.',
      safe: 'Lượt đó còn nguyên; chưa có gì bị thay đổi.',
      todo: 'Chạy lại đúng lệnh cũ để làm tiếp lượt đó, hoặc chọn thư mục khác.',
    },
    en: {
      what: 'The run in folder {folder} was begun with {begun}, not {given}.',
      safe: 'That run is kept as it is; nothing was changed.',
      todo: 'Run its own command again to go on with it, or choose another folder.',
    },
  },
  OUTPUT_NOT_A_DEMO: {
    retryable: false,
    exit: 3,
    vi: {
      what: 'Thư mục {folder} có tệp không phải do `tram demo` làm ra.',
      safe: 'Chưa có gì bị xóa.',
      todo: 'Chọn một thư mục mới hoặc thư mục trống.',
    },
    en: {
      what: 'Folder {folder} holds files `tram demo` did not make.',
      safe: 'Nothing was removed.',
      todo: 'Choose a new or an empty folder.',
    },
  },
  PROGRAM_FAULT: {
    retryable: false,
    exit: 1,
    vi: {
      what: 'Lệnh {command} gặp lỗi của chương trình: {message}.',
      safe: 'Mọi trang đã nhận đều còn.',
      todo: 'Gửi báo cáo cho bộ phận hỗ trợ.',
    },
    en: {
      what: 'Command {command} met a fault of the program: {message}.',
      safe: 'Every page received so far is kept.',
      todo: 'Send a report to support.',
    },
  },
  ROUTE_UNKNOWN: {
    retryable: false,
    exit: 1,
    vi: { what: 'Không có yêu cầu tên {route}.', safe: safe.vi, todo: 'Cập nhật chương trình cho cùng phiên bản.' },
    en: { what: 'There is no request named {route}.', safe: safe.en, todo: 'Update both programs to the same version.' },
  },
  INPUT_INVALID: {
    retryable: false,
    exit: 2,
    vi: { what: 'Dữ liệu gửi vào không đúng: {problem}.', safe: 'Chưa có gì bị thay đổi.', todo: 'Sửa lại giá trị rồi thử lại.' },
    en: { what: 'The input is not right: {problem}.', safe: 'Nothing was changed.', todo: 'Correct the value, then try again.' },
  },
  SOURCE_GONE: {
    retryable: false,
    exit: 3,
    vi: {
      what: 'Không còn tìm thấy tệp {name}.',
      safe: 'Các tệp khác vẫn được nhập.',
      todo: 'Cắm lại ổ chứa tệp rồi cho chạy lại việc này.',
    },
    en: {
      what: 'File {name} can no longer be found.',
      safe: 'Every other file went on.',
      todo: 'Connect its disk again, then retry this job.',
    },
  },
  SOURCE_UNREADABLE: {
    retryable: false,
    exit: 3,
    vi: {
      what: 'Không đọc được tệp {name}.',
      safe: 'Các tệp khác vẫn được nhập.',
      todo: 'Kiểm tra quyền đọc của tệp rồi thử lại.',
    },
    en: {
      what: 'File {name} cannot be read.',
      safe: 'Every other file went on.',
      todo: 'Check the file’s permissions, then try again.',
    },
  },
  INPUT_FILE_MISSING: {
    retryable: false,
    exit: 3,
    vi: {
      what: 'Không tìm thấy tệp {name}.',
      safe: 'Chưa có gì bị thay đổi.',
      todo: 'Kiểm tra lại đường dẫn, ổ đĩa USB hoặc thư mục mạng.',
    },
    en: {
      what: 'File {name} was not found.',
      safe: 'Nothing was changed.',
      todo: 'Check the path, the USB disk or the network folder.',
    },
  },
  INPUT_FILE_UNREADABLE: {
    retryable: false,
    exit: 3,
    vi: { what: 'Không đọc được tệp {name}.', safe: 'Chưa có gì bị thay đổi.', todo: 'Kiểm tra quyền đọc của tệp rồi thử lại.' },
    en: {
      what: 'File {name} cannot be read.',
      safe: 'Nothing was changed.',
      todo: 'Check the file’s permissions, then try again.',
    },
  },
  BLOB_DAMAGED: {
    retryable: false,
    exit: 4,
    vi: {
      what: 'Tệp {digest} trong kho của trạm đã mất hoặc bị thay đổi, nên bước {step} không dùng được.',
      safe: 'Việc này dừng lại; các trang khác vẫn được làm tiếp.',
      todo: 'Khôi phục tệp từ bản sao lưu hoặc quét lại trang, và kiểm tra ổ đĩa.',
    },
    en: {
      what: 'File {digest} in the station’s vault is gone or altered, so step {step} cannot use it.',
      safe: 'This job stopped; every other page goes on.',
      todo: 'Restore the file from a backup or scan the page again, and have the disk checked.',
    },
  },
  WORKER_CRASHED: {
    retryable: true,
    exit: 1,
    vi: {
      what: 'Tiến trình xử lý bước {step} dừng đột ngột.',
      safe: 'Trang gốc còn nguyên trong kho.',
      todo: 'Trạm sẽ tự thử lại; nếu vẫn hỏng, gửi báo cáo cho bộ phận hỗ trợ.',
    },
    en: {
      what: 'The process doing step {step} stopped suddenly.',
      safe: 'The original page is safe in the vault.',
      todo: 'The station tries again by itself; if it keeps failing, send a report to support.',
    },
  },
  STEP_TIMED_OUT: {
    retryable: true,
    exit: 1,
    vi: {
      what: 'Bước {step} chạy quá lâu mà không có kết quả nên đã bị dừng.',
      safe: 'Trang gốc còn nguyên trong kho.',
      todo: 'Trạm sẽ tự thử lại; nếu vẫn vậy, gửi báo cáo cho bộ phận hỗ trợ.',
    },
    en: {
      what: 'Step {step} gave no sign of life for too long and was stopped.',
      safe: 'The original page is safe in the vault.',
      todo: 'The station tries again by itself; if it keeps failing, send a report to support.',
    },
  },
  STEP_BUG: {
    retryable: false,
    exit: 1,
    vi: {
      what: 'Bước {step} gặp lỗi của chương trình: {message}.',
      safe: 'Trang gốc còn nguyên; việc này được giữ lại để xử lý.',
      todo: 'Gửi báo cáo cho bộ phận hỗ trợ.',
    },
    en: {
      what: 'Step {step} met a fault of the program: {message}.',
      safe: 'The original is safe; the job is kept.',
      todo: 'Send a report to support.',
    },
  },
  LEDGER_BROKEN: {
    retryable: false,
    exit: 4,
    vi: {
      what: 'Sổ trang của hồ sơ {fileCode} không khớp: ảnh {in}, trang {out}, khay {tray}.',
      safe: 'Hồ sơ đã dừng lại; không trang nào bị xóa.',
      todo: 'Mở hồ sơ và xem trang được đánh dấu.',
    },
    en: {
      what: 'The page ledger of dossier {fileCode} does not balance: images {in}, pages {out}, tray {tray}.',
      safe: 'The dossier was stopped; no page was removed.',
      todo: 'Open the dossier and look at the page that is marked.',
    },
  },
  ARCHIVE_NOT_SET: {
    retryable: true,
    exit: 3,
    vi: {
      what: 'Chưa đặt địa chỉ Lưu trữ lịch sử.',
      safe: 'Gói tin vẫn chờ trong hàng đợi.',
      todo: 'Chạy `tram send --to ĐỊA-CHỈ`.',
    },
    en: { what: 'No archive address is set.', safe: 'The packages wait in the queue.', todo: 'Run `tram send --to URL`.' },
  },
  ARCHIVE_KEY_UNREADABLE: {
    retryable: false,
    exit: 3,
    vi: {
      what: 'Khóa công khai của Lưu trữ không đọc được.',
      safe: 'Khóa cũ vẫn giữ nguyên.',
      todo: 'Chép lại nguyên văn khóa mà Lưu trữ đã công bố.',
    },
    en: {
      what: 'The archive’s public key cannot be read.',
      safe: 'The old key was kept.',
      todo: 'Copy the key word for word as the archive published it.',
    },
  },
  PASSWORD_NOT_SET: {
    retryable: false,
    exit: 2,
    vi: {
      what: 'Biến môi trường {variable} không có mật khẩu.',
      safe: 'Chưa có gì bị thay đổi.',
      todo: 'Đặt biến đó rồi chạy lại.',
    },
    en: {
      what: 'Environment variable {variable} holds no password.',
      safe: 'Nothing was changed.',
      todo: 'Set it, then run again.',
    },
  },
});
