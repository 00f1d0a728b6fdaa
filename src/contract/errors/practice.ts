import { errorKinds } from './kind.ts';

/** Practising beside the real station. */
export const practiceErrors = errorKinds({
  PRACTICE_NOT_HERE: {
    retryable: false,
    exit: 5,
    vi: {
      what: 'Ở đây không có trạm luyện tập để vào hay làm lại.',
      safe: 'Dữ liệu trong trạm còn nguyên.',
      todo: 'Mở Trạm Số Hóa bằng cửa sổ (npm start hoặc tram serve), vào chế độ luyện tập rồi thử lại.',
    },
    en: {
      what: 'There is no practice station to enter or reset here.',
      safe: 'What is in the station is safe.',
      todo: 'Open Trạm Số Hóa in a window (npm start or tram serve), enter practice, then try again.',
    },
  },
});
