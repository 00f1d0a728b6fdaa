import { auditWords } from './words.ts';

/** The queue to the archive, the line, and the disk. */
export const queueActions = auditWords({
  'line.pause': { vi: 'Tạm dừng đường truyền', en: 'Paused the line' },
  'line.resume': { vi: 'Cho đường truyền gửi tiếp', en: 'Let the line go on' },
  'line.tryNow': { vi: 'Yêu cầu gửi lại ngay', en: 'Asked for another try at once' },
  'queue.hold': { vi: 'Giữ lại gói tin {subject}', en: 'Held package {subject} back' },
  'queue.release': { vi: 'Cho gói tin {subject} đi tiếp', en: 'Let package {subject} go on' },
  'queue.order': { vi: 'Đổi thứ tự gửi của gói tin {subject} ({to})', en: 'Changed the order of package {subject} ({to})' },
  'queue.returnRejected': {
    vi: 'Chuyển trả để sửa gói tin bị Lưu trữ trả lại {subject}',
    en: 'Gave the rejected package {subject} back to be mended',
  },
  'disk.handOver': {
    vi: 'Bàn giao gói tin {subject} bằng đĩa, bộ {set}',
    en: 'Handed package {subject} over by disk, set {set}',
  },
  'disk.takeBack': {
    vi: 'Rút gói tin {subject} khỏi đĩa, gửi qua đường truyền',
    en: 'Took package {subject} back from the disk',
  },
  'receipt.refused': {
    vi: 'Không nhận tệp biên nhận của gói tin {subject} ({reason})',
    en: 'Refused a receipt file for package {subject} ({reason})',
  },
});
