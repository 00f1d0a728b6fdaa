import { errorKinds } from './kind.ts';

const untouched = {
  vi: 'Gói tin vẫn nằm nguyên trong trạm, hàng đợi không thay đổi.',
  en: 'The packages are all still in the station; the queue is as it was.',
};
const paperStays = {
  vi: 'Gói tin chưa được coi là đã nộp; xin đừng hủy bản giấy.',
  en: 'The package does not count as delivered; please keep the paper.',
};

/** The queue to the archive: its order, the line's timetable and budget, handing over by disk, and receipts that come back as files. */
export const queueErrors = errorKinds({
  LINE_HELD: {
    retryable: true,
    exit: 6,
    vi: {
      what: 'Lúc này trạm không được gửi: ngoài giờ gửi hoặc đã hết hạn mức.',
      safe: 'Gói tin vẫn nằm nguyên trong hàng đợi; phần đã gửi không phải gửi lại.',
      todo: 'Không cần làm gì: đến giờ trạm tự gửi tiếp.',
    },
    en: {
      what: 'The station may not send now: it is outside the timetable, or the budget is used up.',
      safe: 'The package waits in the queue; what was sent need not be sent again.',
      todo: 'Nothing to do: the station goes on by itself when it may.',
    },
  },
  DELIVERY_UNKNOWN: {
    retryable: false,
    exit: 3,
    vi: {
      what: 'Trong hàng đợi không có gói {objid}.',
      safe: 'Không có gì bị thay đổi.',
      todo: 'Mở lại màn hình Gửi để xem các gói hiện có.',
    },
    en: {
      what: 'There is no package {objid} in the queue.',
      safe: 'Nothing was changed.',
      todo: 'Open Send again to see what is there.',
    },
  },
  DELIVERY_DECIDED: {
    retryable: false,
    exit: 5,
    vi: {
      what: 'Gói của hồ sơ {fileCode} không còn nằm trong hàng đợi (đã có biên nhận, bị trả lại, hoặc Lưu trữ đã nhận đủ).',
      safe: 'Không có gì bị thay đổi.',
      todo: 'Xem gói này ở mục Biên nhận hoặc Bị trả lại.',
    },
    en: {
      what: 'The package of dossier {fileCode} is no longer in the queue (receipted, rejected, or already whole at the archive).',
      safe: 'Nothing was changed.',
      todo: 'Look for it under Receipts or Rejections.',
    },
  },
  NO_REJECTION: {
    retryable: false,
    exit: 5,
    vi: {
      what: 'Gói {objid} không phải gói bị Lưu trữ trả lại đang chờ xử lý.',
      safe: 'Không có gì bị thay đổi.',
      todo: 'Mở lại mục Bị trả lại để xem các gói đang chờ.',
    },
    en: {
      what: 'Package {objid} is not a rejected package that waits for somebody.',
      safe: 'Nothing was changed.',
      todo: 'Open Rejections again to see what waits.',
    },
  },
  RECEIPT_NOT_HERE: {
    retryable: false,
    exit: 3,
    vi: {
      what: 'Gói {objid} chưa có biên nhận.',
      safe: paperStays.vi,
      todo: 'Chờ Lưu trữ trả lời, hoặc nhận biên nhận từ tệp nếu đã bàn giao bằng đĩa.',
    },
    en: {
      what: 'Package {objid} has no receipt yet.',
      safe: paperStays.en,
      todo: 'Wait for the archive, or take the receipt in from its file if the package was handed over by disk.',
    },
  },
  RECEIPT_FILE_UNREADABLE: {
    retryable: false,
    exit: 3,
    vi: {
      what: 'Tệp này không phải biên nhận của Lưu trữ ({reason}).',
      safe: untouched.vi,
      todo: 'Chọn tệp .json mà Lưu trữ trả kèm đĩa, không sửa nội dung.',
    },
    en: {
      what: 'This file is not a receipt of the archive ({reason}).',
      safe: untouched.en,
      todo: 'Choose the .json file the archive returned with the disk, unchanged.',
    },
  },
  RECEIPT_FOR_NONE: {
    retryable: false,
    exit: 3,
    vi: {
      what: 'Biên nhận này nói về gói {objid}, trạm không có gói đó.',
      safe: untouched.vi,
      todo: 'Có thể đây là biên nhận của cơ quan khác: trả lại cho Lưu trữ.',
    },
    en: {
      what: 'This receipt is about package {objid}, which this station does not have.',
      safe: untouched.en,
      todo: 'It may belong to another office: give it back to the archive.',
    },
  },
  DISK_FOLDER_UNUSABLE: {
    retryable: false,
    exit: 3,
    vi: {
      what: 'Không dùng được thư mục {folder} ({reason}).',
      safe: untouched.vi,
      todo: 'Cắm ổ đĩa, chọn một thư mục có thật trên ổ đó rồi làm lại.',
    },
    en: {
      what: 'The folder {folder} cannot be used ({reason}).',
      safe: untouched.en,
      todo: 'Plug in the disk, choose a folder that exists on it, and try again.',
    },
  },
  DISK_IN_STATION: {
    retryable: false,
    exit: 3,
    vi: {
      what: 'Thư mục {folder} nằm trong kho dữ liệu của chính trạm.',
      safe: untouched.vi,
      todo: 'Chọn thư mục trên ổ đĩa sẽ mang đi.',
    },
    en: {
      what: 'The folder {folder} lies inside the station’s own data.',
      safe: untouched.en,
      todo: 'Choose a folder on the disk that will be carried away.',
    },
  },
  DISK_NO_ROOM: {
    retryable: false,
    exit: 7,
    vi: {
      what: 'Ổ đĩa tại {folder} không đủ chỗ: cần {needed} MB, còn {free} MB.',
      safe: 'Phần chép dở đã được xóa khỏi ổ đĩa. Gói tin vẫn nằm nguyên trong trạm.',
      todo: 'Dọn ổ đĩa, dùng ổ khác, hoặc chọn ít gói hơn.',
    },
    en: {
      what: 'The disk at {folder} has no room: {needed} MB needed, {free} MB free.',
      safe: 'What was half copied is gone from it again. The packages are all still in the station.',
      todo: 'Make room, take another disk, or choose fewer packages.',
    },
  },
  DISK_READ_ONLY: {
    retryable: false,
    exit: 7,
    vi: {
      what: 'Không ghi được vào {folder}: ổ đĩa bị khóa ghi hoặc không có quyền.',
      safe: untouched.vi,
      todo: 'Gạt khóa trên ổ đĩa, hoặc chọn thư mục khác.',
    },
    en: {
      what: 'Nothing can be written to {folder}: the disk is locked, or permission is missing.',
      safe: untouched.en,
      todo: 'Unlock the disk, or choose another folder.',
    },
  },
  DISK_LOST: {
    retryable: false,
    exit: 7,
    vi: {
      what: 'Ổ đĩa tại {folder} ngừng trả lời khi đang chép ({reason}).',
      safe: 'Bộ bàn giao chưa xong thì không có giá trị; gói tin vẫn nằm nguyên trong trạm.',
      todo: 'Cắm lại ổ đĩa rồi chép lại từ đầu.',
    },
    en: {
      what: 'The disk at {folder} stopped answering while it was written to ({reason}).',
      safe: 'An unfinished set is worth nothing; the packages are all still in the station.',
      todo: 'Plug the disk in again and hand over anew.',
    },
  },
  DISK_COPY_DIFFERS: {
    retryable: false,
    exit: 7,
    vi: {
      what: 'Đọc lại từ ổ đĩa thì gói của hồ sơ {fileCode} khác bản trong trạm.',
      safe: 'Bộ bàn giao đã bị hủy; gói tin vẫn nằm nguyên trong trạm.',
      todo: 'Ổ đĩa này không đáng tin: dùng ổ khác.',
    },
    en: {
      what: 'Read back from the disk, the package of dossier {fileCode} is not what the station wrote.',
      safe: 'The set was thrown away; the packages are all still in the station.',
      todo: 'This disk cannot be trusted: take another.',
    },
  },
  DISK_BUSY: {
    retryable: true,
    exit: 5,
    vi: {
      what: 'Trạm đang chép một bộ bàn giao khác.',
      safe: untouched.vi,
      todo: 'Chờ chép xong, hoặc dừng lần chép đó.',
    },
    en: { what: 'Another set is being written just now.', safe: untouched.en, todo: 'Wait until it is done, or stop it.' },
  },
  DISK_STOPPED: {
    retryable: true,
    exit: 5,
    vi: {
      what: 'Việc chép ra đĩa đã dừng theo yêu cầu.',
      safe: 'Phần chép dở đã được xóa khỏi ổ đĩa. Gói tin vẫn nằm nguyên trong trạm.',
      todo: 'Chọn lại các gói khi muốn bàn giao.',
    },
    en: {
      what: 'Writing to the disk was stopped as asked.',
      safe: 'What was half copied is gone from it again. The packages are all still in the station.',
      todo: 'Choose the packages again when you want to hand them over.',
    },
  },
  DISK_SET_BROKEN: {
    retryable: false,
    exit: 4,
    vi: {
      what: '{folder} không phải bộ bàn giao nguyên vẹn ({reason}).',
      safe: 'Lưu trữ không nhận gì từ bộ này.',
      todo: 'Đề nghị cơ quan nộp chép lại bộ bàn giao.',
    },
    en: {
      what: '{folder} is not an intact hand-over set ({reason}).',
      safe: 'The archive took nothing from it.',
      todo: 'Ask the office to write the set again.',
    },
  },
});
