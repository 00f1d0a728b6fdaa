import { auditWords } from './words.ts';

/** What is to be digitised. */
export const planActions = auditWords({
  'plan.import': {
    vi: 'Nhập kế hoạch: thêm {added} dòng, sửa {changed} dòng',
    en: 'Imported the plan: {added} lines added, {changed} changed',
  },
  'plan.put': {
    vi: 'Sửa dòng kế hoạch phông {fonds}, năm {year}: {pages} trang',
    en: 'Edited the plan line of fonds {fonds}, {year}: {pages} pages',
  },
  'plan.remove': { vi: 'Xóa một dòng kế hoạch', en: 'Removed a line of the plan' },
  'plan.assign': {
    vi: 'Xếp loại {dossiers} hồ sơ của phông {subject}, năm {year}',
    en: 'Gave {dossiers} dossiers of fonds {subject}, {year}, their kind',
  },
});
