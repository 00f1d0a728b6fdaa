/** What is looked at to say how the machine and the station are, with the words for it: the same in the window and for `tram doctor`. */
import { z } from 'zod';

export const HealthState = z.enum(['good', 'look', 'bad', 'unknown']);
export type HealthState = z.infer<typeof HealthState>;

interface Check {
  readonly vi: { readonly title: string; readonly todo: string };
  readonly en: { readonly title: string; readonly todo: string };
}

const reinstall = { vi: 'Cài lại chương trình (npm ci).', en: 'Install the program again (npm ci).' };

/** Each check: its name, and what to do when it is not good. */
export const healthChecks = {
  node: {
    vi: { title: 'Node', todo: 'Chạy lại cài đặt (npm run demo) để có Node 24.' },
    en: { title: 'Node', todo: 'Run the set-up again (npm run demo) to get Node 24.' },
  },
  database: {
    vi: { title: 'Thư viện cơ sở dữ liệu', todo: reinstall.vi },
    en: { title: 'Database library', todo: reinstall.en },
  },
  imaging: {
    vi: { title: 'Thư viện xử lý ảnh', todo: reinstall.vi },
    en: { title: 'Imaging library', todo: reinstall.en },
  },
  resources: {
    vi: { title: 'Tệp kèm theo chương trình', todo: 'Cài lại chương trình.' },
    en: { title: 'Files shipped with the program', todo: 'Install the program again.' },
  },
  window: {
    vi: { title: 'Giao diện đã dựng', todo: 'Chạy npm run build.' },
    en: { title: 'Built window', todo: 'Run npm run build.' },
  },
  memory: {
    vi: { title: 'Bộ nhớ', todo: 'Cần ít nhất 4 GB bộ nhớ; đóng bớt chương trình khác khi quét.' },
    en: { title: 'Memory', todo: 'At least 4 GB are needed; close other programs while scanning.' },
  },
  disk: {
    vi: { title: 'Chỗ trống trên ổ đĩa', todo: 'Dọn bớt ổ đĩa, hoặc chuyển trạm sang ổ ghi được và còn trống ít nhất 1 GiB.' },
    en: { title: 'Room on the disk', todo: 'Make room, or move the station to a disk that can be written and has 1 GiB free.' },
  },
  station: {
    vi: {
      title: 'Cơ sở dữ liệu của trạm',
      todo: 'Đừng làm gì thêm; khôi phục từ bản sao lưu. Chưa có trạm thì xem `tram init`.',
    },
    en: { title: 'Database of the station', todo: 'Do nothing more; restore from a backup. Without a station see `tram init`.' },
  },
  search: {
    vi: {
      title: 'Chỉ mục tra cứu',
      todo: 'Lập lại chỉ mục bằng nút ở mục Tình trạng máy, hoặc đóng trạm rồi chạy `tram search rebuild`.',
    },
    en: {
      title: 'Search index',
      todo: 'Make it anew with the button under Health, or close the station and run `tram search rebuild`.',
    },
  },
  vault: {
    vi: { title: 'Kho ảnh và tệp', todo: 'Chờ trạm cân xong kho; nếu mãi không xong, kiểm tra ổ đĩa.' },
    en: {
      title: 'Vault of images and files',
      todo: 'Wait until the station has weighed it; if it never does, have the disk checked.',
    },
  },
  audit: {
    vi: { title: 'Nhật ký', todo: 'Nhật ký đã bị sửa từ bên ngoài. Giữ nguyên máy, báo cho tỉnh và so với bản sao lưu.' },
    en: {
      title: 'Audit trail',
      todo: 'It was altered from outside. Leave the machine as it is, tell the province, compare with a backup.',
    },
  },
  policy: {
    vi: { title: 'Chính sách của tỉnh', todo: 'Sửa tệp chính sách; phần sai không có hiệu lực. Xem mục Cài đặt.' },
    en: { title: 'Policy of the province', todo: 'Mend the policy file; what is wrong in it does not hold. See Settings.' },
  },
  archive: {
    vi: {
      title: 'Địa chỉ Lưu trữ lịch sử',
      todo: 'Đặt địa chỉ và khóa của Lưu trữ ở mục Cài đặt; gói tin vẫn chờ trong hàng đợi.',
    },
    en: {
      title: 'Address of the archive',
      todo: 'Set the archive’s address and key under Settings; packages wait in the queue.',
    },
  },
  backup: {
    vi: { title: 'Sao lưu', todo: 'Đóng trạm, chép cả thư mục của trạm sang một ổ khác, rồi cất ổ đó ở nơi khác.' },
    en: { title: 'Backup', todo: 'Close the station, copy its whole folder to another disk, and keep that disk elsewhere.' },
  },
} as const satisfies Record<string, Check>;
export const HealthName = z.enum(Object.keys(healthChecks) as [keyof typeof healthChecks]);
export type HealthName = z.infer<typeof HealthName>;

/** What was found, in figures; words are made of them where they are shown. Bytes are bytes, days are whole. */
export const HealthFacts = z.record(z.string(), z.union([z.string(), z.number(), z.null()]));
export const HealthFinding = z.object({ name: HealthName, state: HealthState, facts: HealthFacts });
export type HealthFinding = z.infer<typeof HealthFinding>;
