import { errorKinds } from './kind.ts';

/** Settings, and what the province decided for the station. */
export const peopleErrors = errorKinds({
  SETTING_LOCKED: {
    retryable: false,
    exit: 5,
    vi: {
      what: 'Mục này do chính sách của tỉnh quy định trong {path}, trạm không tự đổi được.',
      safe: 'Giá trị cũ vẫn giữ nguyên.',
      todo: 'Đề nghị cán bộ công nghệ thông tin của tỉnh sửa tệp chính sách.',
    },
    en: {
      what: 'This is settled by the province’s policy in {path}; the station cannot change it.',
      safe: 'The old value was kept.',
      todo: 'Ask the province’s IT staff to change the policy file.',
    },
  },
});
