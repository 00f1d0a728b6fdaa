import { errorKinds } from './kind.ts';

/** The plan of what is to be digitised. */
export const workErrors = errorKinds({
  PLAN_ROW_TWICE: {
    retryable: false,
    exit: 3,
    vi: {
      what: 'Kế hoạch đã có dòng cho phông {fonds}, năm {year} và loại này.',
      safe: 'Kế hoạch còn nguyên như trước.',
      todo: 'Sửa dòng đã có, hoặc chọn năm hay loại khác.',
    },
    en: {
      what: 'The plan already has a line for fonds {fonds}, year {year} and this kind.',
      safe: 'The plan is as it was.',
      todo: 'Edit that line, or choose another year or kind.',
    },
  },
});
