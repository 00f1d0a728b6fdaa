/** Practising beside the real station, and the guided tour. */
import type { Catalogue } from '../catalogue.ts';

export const practiceWords = {
  'practice.menu': { vi: 'Luyện tập', en: 'Practice' },
  'practice.as': { vi: 'Đóng vai {role}', en: 'Play the {role}' },
  'practice.reset': { vi: 'Làm lại từ ngày đầu', en: 'Start again from the first day' },
  'practice.leave': { vi: 'Thôi tập, về trạm thật', en: 'Leave, back to the real station' },
  'practice.wasReset': {
    vi: 'Trạm luyện tập đã trở lại như ngày đầu.',
    en: 'The practice station is as on the first day again.',
  },
} as const satisfies Catalogue;
