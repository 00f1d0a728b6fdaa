import { errorKinds } from './kind.ts';

const safe = { vi: 'Chưa có gì bị thay đổi.', en: 'Nothing was changed.' };

/** Persons, their sessions, settings, and what the province decided for the station. */
export const peopleErrors = errorKinds({
  SIGN_IN_NEEDED: {
    retryable: false,
    exit: 5,
    vi: { what: 'Chưa có ai đăng nhập.', safe: safe.vi, todo: 'Đăng nhập rồi làm lại.' },
    en: { what: 'Nobody is signed in.', safe: safe.en, todo: 'Sign in, then try again.' },
  },
  SESSION_LOCKED: {
    retryable: false,
    exit: 5,
    vi: {
      what: 'Màn hình đang khóa vì lâu không có ai ở máy.',
      safe: 'Việc đang làm dở còn nguyên.',
      todo: 'Nhập mật khẩu để mở khóa.',
    },
    en: {
      what: 'The screen is locked because nobody was at the machine.',
      safe: 'What you were doing is as you left it.',
      todo: 'Give the password to unlock it.',
    },
  },
  PASSWORD_REFUSED: {
    retryable: false,
    exit: 5,
    vi: { what: 'Mật khẩu không đúng.', safe: safe.vi, todo: 'Nhập lại; chú ý phím Caps Lock và bộ gõ tiếng Việt.' },
    en: {
      what: 'The password is wrong.',
      safe: safe.en,
      todo: 'Type it again; mind Caps Lock and the Vietnamese input method.',
    },
  },
  ACCOUNT_DISABLED: {
    retryable: false,
    exit: 5,
    vi: { what: 'Tài khoản {name} đã ngừng dùng.', safe: safe.vi, todo: 'Hỏi cán bộ quản trị công nghệ thông tin của cơ quan.' },
    en: { what: 'Account {name} is disabled.', safe: safe.en, todo: 'Ask the IT person of your office.' },
  },
  ACCOUNT_UNKNOWN: {
    retryable: false,
    exit: 3,
    vi: {
      what: 'Không có tài khoản {name}.',
      safe: safe.vi,
      todo: 'Xem lại tên trong danh sách tài khoản (`tram account list`).',
    },
    en: {
      what: 'There is no account {name}.',
      safe: safe.en,
      todo: 'Look the name up in the list of accounts (`tram account list`).',
    },
  },
  ACCOUNTS_EXIST: {
    retryable: false,
    exit: 5,
    vi: {
      what: 'Trạm đã có tài khoản, nên không lập tài khoản đầu tiên được nữa.',
      safe: safe.vi,
      todo: 'Đăng nhập bằng tài khoản đã có, hoặc nhờ người quản trị thêm tài khoản.',
    },
    en: {
      what: 'The station already has an account, so a first one can no longer be made.',
      safe: safe.en,
      todo: 'Sign in with an account, or have the IT person add one.',
    },
  },
  LAST_IT_ACCOUNT: {
    retryable: false,
    exit: 5,
    vi: {
      what: '{name} là tài khoản quản trị duy nhất đang dùng.',
      safe: safe.vi,
      todo: 'Thêm hoặc mở lại một tài khoản quản trị khác trước.',
    },
    en: {
      what: '{name} is the only enabled IT account.',
      safe: safe.en,
      todo: 'Add or enable another IT account first.',
    },
  },
  OWN_PASSWORD: {
    retryable: false,
    exit: 5,
    vi: {
      what: 'Không tự đặt lại mật khẩu của chính mình ở đây.',
      safe: 'Mật khẩu cũ vẫn dùng được.',
      todo: 'Dùng mục Đổi mật khẩu, có nhập mật khẩu hiện tại.',
    },
    en: {
      what: 'Your own password is not reset here.',
      safe: 'The old password still works.',
      todo: 'Use Change password, which asks for the present one.',
    },
  },
  EXPORT_TOO_LARGE: {
    retryable: false,
    exit: 3,
    vi: {
      what: 'Có {lines} dòng, nhiều hơn {most} dòng một tệp Excel nên có.',
      safe: 'Nhật ký còn nguyên.',
      todo: 'Chọn khoảng thời gian ngắn hơn rồi xuất lại.',
    },
    en: {
      what: 'There are {lines} lines, more than the {most} a workbook should hold.',
      safe: 'The audit trail is untouched.',
      todo: 'Choose a shorter period, then export again.',
    },
  },
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
