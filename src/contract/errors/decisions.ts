import { errorKinds } from './kind.ts';

const safe = { vi: 'Dữ liệu trong trạm còn nguyên.', en: 'What is in the station is safe.' };

/** Persons, their rights, and what they decide about dossiers, documents and jobs. */
export const decisionErrors = errorKinds({
  NOT_ALLOWED: {
    retryable: false,
    exit: 5,
    vi: {
      what: 'Tài khoản này không được làm việc đó.',
      safe: 'Chưa có gì bị thay đổi.',
      todo: 'Đăng nhập bằng tài khoản có vai trò {roles}.',
    },
    en: {
      what: 'This account may not do that.',
      safe: 'Nothing was changed.',
      todo: 'Sign in with an account in the role {roles}.',
    },
  },
  SIGN_IN_REFUSED: {
    retryable: false,
    exit: 5,
    vi: { what: 'Tên hoặc mật khẩu không đúng.', safe: 'Chưa có gì bị thay đổi.', todo: 'Kiểm tra rồi đăng nhập lại.' },
    en: { what: 'The name or the password is wrong.', safe: 'Nothing was changed.', todo: 'Check them and sign in again.' },
  },
  ACCOUNT_EXISTS: {
    retryable: false,
    exit: 3,
    vi: { what: 'Đã có tài khoản {name}.', safe: safe.vi, todo: 'Chọn tên khác.' },
    en: { what: 'There is already an account {name}.', safe: safe.en, todo: 'Choose another name.' },
  },
  CHANGED_MEANWHILE: {
    retryable: false,
    exit: 5,
    vi: {
      what: 'Hồ sơ {fileCode} đã thay đổi sau khi bạn mở xem.',
      safe: 'Việc bạn vừa chọn chưa được làm; dữ liệu trong trạm còn nguyên.',
      todo: 'Xem nội dung mới rồi quyết định lại.',
    },
    en: {
      what: 'Dossier {fileCode} changed after you opened it.',
      safe: 'What you chose was not done; what is in the station is safe.',
      todo: 'Look at what is new, then decide again.',
    },
  },
  ACCOUNT_NAME_RESERVED: {
    retryable: false,
    exit: 3,
    vi: { what: 'Tên {name} dành riêng cho chính trạm.', safe: safe.vi, todo: 'Chọn tên khác.' },
    en: { what: 'The name {name} is kept for the station itself.', safe: safe.en, todo: 'Choose another name.' },
  },
  PASSWORD_TOO_SHORT: {
    retryable: false,
    exit: 2,
    vi: {
      what: 'Mật khẩu phải có ít nhất {least} ký tự.',
      safe: 'Chưa có gì bị thay đổi.',
      todo: 'Chọn mật khẩu dài hơn rồi thử lại.',
    },
    en: {
      what: 'A password needs at least {least} characters.',
      safe: 'Nothing was changed.',
      todo: 'Choose a longer one, then try again.',
    },
  },
  SIGN_IN_TOO_SOON: {
    retryable: true,
    exit: 5,
    vi: {
      what: 'Tên này vừa bị từ chối nhiều lần.',
      safe: 'Chưa có gì bị thay đổi.',
      todo: 'Đợi {seconds} giây rồi đăng nhập lại.',
    },
    en: {
      what: 'This name was refused several times just now.',
      safe: 'Nothing was changed.',
      todo: 'Wait {seconds} seconds, then sign in again.',
    },
  },
  FILE_CODE_TOO_LONG: {
    retryable: false,
    exit: 3,
    vi: {
      what: 'Mã hồ sơ {fileCode} quá dài: mã văn bản {example} vượt độ dài mà Thông tư 05/2025/TT-BNV cho phép.',
      safe: 'Chưa có gì bị thay đổi.',
      todo: 'Chọn mã hồ sơ ngắn hơn.',
    },
    en: {
      what: 'File code {fileCode} is too long: document code {example} exceeds what Circular 05/2025/TT-BNV allows.',
      safe: 'Nothing was changed.',
      todo: 'Choose a shorter file code.',
    },
  },
  OWN_WORK: {
    retryable: false,
    exit: 5,
    vi: {
      what: '{name} đã tự mô tả văn bản {docId} nên không được tự duyệt.',
      safe: 'Hồ sơ vẫn chờ duyệt.',
      todo: 'Nhờ một người khác kiểm tra và duyệt.',
    },
    en: {
      what: '{name} described document {docId} and so may not approve it.',
      safe: 'The dossier still waits for approval.',
      todo: 'Have another person check and approve it.',
    },
  },
  DOSSIER_UNKNOWN: {
    retryable: false,
    exit: 3,
    vi: { what: 'Không có hồ sơ {fileCode}.', safe: safe.vi, todo: 'Xem danh sách bằng `tram status`.' },
    en: { what: 'There is no dossier {fileCode}.', safe: safe.en, todo: 'See the list with `tram status`.' },
  },
  DOSSIER_EXISTS: {
    retryable: false,
    exit: 3,
    vi: { what: 'Đã có hồ sơ {fileCode}.', safe: safe.vi, todo: 'Mở hồ sơ đó, hoặc chọn mã khác.' },
    en: { what: 'There is already a dossier {fileCode}.', safe: safe.en, todo: 'Open that one, or choose another code.' },
  },
  JOB_UNKNOWN: {
    retryable: false,
    exit: 3,
    vi: { what: 'Không có việc số {id} đang chờ.', safe: safe.vi, todo: 'Tải lại danh sách việc.' },
    en: { what: 'No job {id} is waiting.', safe: safe.en, todo: 'Reload the list of jobs.' },
  },
  FILE_CODE_FIXED: {
    retryable: false,
    exit: 3,
    vi: {
      what: 'Không đổi được mã hồ sơ {fileCode} thành {wanted}.',
      safe: 'Hồ sơ giữ mã cũ.',
      todo: 'Chọn mã chưa dùng, và đổi trước khi lập PDF đầu tiên.',
    },
    en: {
      what: 'File code {fileCode} cannot become {wanted}.',
      safe: 'The dossier keeps its code.',
      todo: 'Choose an unused code, and change it before the first PDF is made.',
    },
  },
  DOCUMENT_UNKNOWN: {
    retryable: false,
    exit: 3,
    vi: { what: 'Không có văn bản {docId}.', safe: safe.vi, todo: 'Tải lại danh sách văn bản.' },
    en: { what: 'There is no document {docId}.', safe: safe.en, todo: 'Reload the list of documents.' },
  },
  PAGE_UNKNOWN: {
    retryable: false,
    exit: 3,
    vi: { what: 'Không có trang {page}.', safe: safe.vi, todo: 'Kiểm tra lại số trang.' },
    en: { what: 'There is no page {page}.', safe: safe.en, todo: 'Check the page number.' },
  },
  DOSSIER_SEALED: {
    retryable: false,
    exit: 5,
    vi: { what: 'Hồ sơ {fileCode} đã đóng gói.', safe: safe.vi, todo: 'Lập hồ sơ bổ sung nếu cần thêm tài liệu.' },
    en: {
      what: 'Dossier {fileCode} is already packaged.',
      safe: safe.en,
      todo: 'Make a supplementary dossier to add documents.',
    },
  },
  NOT_READY: {
    retryable: false,
    exit: 4,
    vi: {
      what: 'Văn bản {docId} chưa tới bước này: chưa đọc, chưa mô tả, chưa ký xong, hoặc đã bị trả lại.',
      safe: safe.vi,
      todo: 'Hoàn tất các bước trước rồi thử lại.',
    },
    en: {
      what: 'Document {docId} has not come to this step: it is not read, described or signed yet, or was returned.',
      safe: safe.en,
      todo: 'Let the earlier steps finish, then try again.',
    },
  },
  NOTHING_TO_DECIDE: {
    retryable: false,
    exit: 4,
    vi: {
      what: 'Hồ sơ {fileCode} không có gì đang chờ quyết định này.',
      safe: safe.vi,
      todo: 'Xem trạng thái bằng `tram status`.',
    },
    en: {
      what: 'Nothing in dossier {fileCode} waits for this decision.',
      safe: safe.en,
      todo: 'See where it stands with `tram status`.',
    },
  },
  FIELDS_MISSING: {
    retryable: false,
    exit: 4,
    vi: {
      what: 'Văn bản {docId} thiếu: {fields}.',
      safe: 'Các giá trị khác vẫn giữ nguyên.',
      todo: 'Nhập các trường còn thiếu rồi xác nhận lại.',
    },
    en: {
      what: 'Document {docId} lacks: {fields}.',
      safe: 'The other values are kept.',
      todo: 'Fill in what is missing, then confirm again.',
    },
  },
});
