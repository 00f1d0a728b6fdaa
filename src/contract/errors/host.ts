import { errorKinds } from './kind.ts';

/** What can be wrong between a window and the engine, or when a host opens. */
export const hostErrors = errorKinds({
  CONNECTION_LOST: {
    retryable: true,
    exit: 6,
    vi: {
      what: 'Cửa sổ mất liên lạc với máy trạm.',
      safe: 'Mọi việc đã lưu còn nguyên; việc đang chạy vẫn chạy tiếp.',
      todo: 'Chờ vài giây, cửa sổ tự nối lại. Nếu không được, hãy mở lại Trạm Số Hóa.',
    },
    en: {
      what: 'The window lost touch with the station.',
      safe: 'Everything saved is intact; running work goes on.',
      todo: 'Wait a few seconds, the window reconnects by itself. If it does not, open Trạm Số Hóa again.',
    },
  },
  ANSWER_UNREADABLE: {
    retryable: false,
    exit: 1,
    vi: {
      what: 'Cửa sổ không đọc được câu trả lời của máy trạm ({route}, {at}).',
      safe: 'Dữ liệu không bị thay đổi.',
      todo: 'Tải lại cửa sổ (F5). Nếu vẫn thế, cài lại cùng một phiên bản cho cả hai.',
    },
    en: {
      what: "The window could not read the station's answer ({route}, {at}).",
      safe: 'No data was changed.',
      todo: 'Reload the window (F5). If it happens again, install the same version for both.',
    },
  },
  CALL_CRASHED: {
    retryable: false,
    exit: 1,
    vi: {
      what: 'Máy trạm gặp lỗi bất ngờ khi làm {route}.',
      safe: 'Việc dở dang được bỏ trọn vẹn; mọi việc đã lưu còn nguyên.',
      todo: 'Thử lại một lần. Nếu vẫn lỗi, gửi tệp nhật ký cho cán bộ công nghệ thông tin.',
    },
    en: {
      what: 'The station failed unexpectedly while doing {route}.',
      safe: 'The unfinished change was undone as a whole; everything saved is intact.',
      todo: 'Try once more. If it fails again, send the log file to your IT staff.',
    },
  },
  ENGINE_STOPPED: {
    retryable: false,
    exit: 1,
    vi: {
      what: 'Phần lõi của máy trạm dừng {times} lần trong một phút.',
      safe: 'Mọi trang đã lưu còn nguyên trong kho.',
      todo: 'Khởi động lại máy tính rồi mở lại Trạm Số Hóa. Nếu vẫn thế, gửi tệp nhật ký cho cán bộ công nghệ thông tin.',
    },
    en: {
      what: "The station's core stopped {times} times within a minute.",
      safe: 'Every page that was saved is intact in the vault.',
      todo: 'Restart the computer and open Trạm Số Hóa again. If it happens again, send the log file to your IT staff.',
    },
  },
  PORT_UNAVAILABLE: {
    retryable: false,
    exit: 6,
    vi: {
      what: 'Không mở được cổng {port} trên máy này ({reason}).',
      safe: 'Dữ liệu không bị đụng đến.',
      todo: 'Đóng chương trình đang giữ cổng đó, hoặc chọn cổng khác bằng --port.',
    },
    en: {
      what: 'Port {port} on this machine could not be opened ({reason}).',
      safe: 'No data was touched.',
      todo: 'Close the program that holds the port, or choose another with --port.',
    },
  },
  WINDOW_NOT_BUILT: {
    retryable: false,
    exit: 2,
    vi: {
      what: 'Chưa có giao diện đã dựng tại {folder}.',
      safe: 'Dữ liệu không bị đụng đến.',
      todo: 'Chạy “npm run build” rồi mở lại.',
    },
    en: {
      what: 'There is no built window at {folder}.',
      safe: 'No data was touched.',
      todo: 'Run “npm run build”, then open again.',
    },
  },
});
