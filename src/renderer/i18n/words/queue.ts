/** Packages on their way to the archive. */
import type { Catalogue } from '../catalogue.ts';

export const queueWords = {
  'queue.title': { vi: 'Gửi lên kho lưu trữ', en: 'Delivery to the archive' },
  'queue.lead': {
    vi: 'Gói chỉ được coi là đã giao khi có biên nhận, và chữ ký trên biên nhận là đúng.',
    en: 'A package counts as delivered only with a receipt whose signature is right.',
  },
  'queue.none': {
    vi: 'Chưa có gói nào để gửi. Hồ sơ được duyệt sẽ tự vào đây.',
    en: 'No packages to send yet. Approved dossiers come here by themselves.',
  },
  'queue.noArchive': { vi: 'Chưa khai báo địa chỉ kho lưu trữ.', en: "The archive's address is not set." },
  'queue.package': { vi: 'Gói', en: 'Package' },
  'queue.size': { vi: 'Cỡ', en: 'Size' },
  'queue.state': { vi: 'Trạng thái', en: 'State' },
  'queue.receipt': { vi: 'Số biên nhận', en: 'Receipt number' },
  'queue.reasons': { vi: 'Lý do kho lưu trữ không nhận', en: 'Why the archive refused it' },
} as const satisfies Catalogue;
