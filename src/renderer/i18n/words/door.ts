/** The door: signing in, the lock screen, and the first start. */
import type { Catalogue } from '../catalogue.ts';

export const doorWords = {
  'door.loading': { vi: 'Đang mở trạm…', en: 'Opening the station…' },
  'door.title': { vi: 'Đăng nhập vào trạm', en: 'Sign in to the station' },
  'door.again': { vi: 'Đăng nhập lại để làm tiếp', en: 'Sign in again to go on' },
  'door.againLead': {
    vi: 'Phiên làm việc trước đã kết thúc. Màn hình của bạn vẫn giữ nguyên như lúc rời đi.',
    en: 'The last session is over. Your screen is kept as you left it.',
  },
  'door.name': { vi: 'Tên đăng nhập', en: 'Name' },
  'door.password': { vi: 'Mật khẩu', en: 'Password' },
  'door.show': { vi: 'Hiện mật khẩu', en: 'Show the password' },
  'door.hide': { vi: 'Ẩn mật khẩu', en: 'Hide the password' },
  'door.caps': { vi: 'Phím Caps Lock đang bật.', en: 'Caps Lock is on.' },
  'door.enter': { vi: 'Đăng nhập', en: 'Sign in' },
  'door.forgot': {
    vi: 'Quên mật khẩu? Người quản trị của cơ quan đặt lại được ở mục Tài khoản.',
    en: 'Forgot it? The IT person of your office can reset it under Accounts.',
  },
  'door.practise': { vi: 'Tập với hồ sơ mẫu', en: 'Practise with sample records' },
  'door.practiseHint': {
    vi: 'Không cần tài khoản; không đụng gì đến dữ liệu thật.',
    en: 'Needs no account and touches nothing real.',
  },
  'lock.title': { vi: 'Màn hình đang khóa', en: 'The screen is locked' },
  'lock.lead': {
    vi: '{name} đang làm việc ở đây. Nhập mật khẩu để tiếp tục đúng chỗ đã dừng.',
    en: '{name} is at work here. Give the password to go on where you stopped.',
  },
  'lock.unlock': { vi: 'Mở khóa', en: 'Unlock' },
  'lock.other': { vi: 'Người khác đăng nhập', en: 'Somebody else signs in' },
  'lock.otherLead': {
    vi: 'Phiên của {name} sẽ kết thúc. Việc đã lưu còn nguyên; phần đang gõ dở trên màn hình sẽ mất.',
    en: 'The session of {name} ends. What was saved is safe; what was being typed is lost.',
  },
  'lock.back': { vi: 'Quay lại', en: 'Back' },
  'lock.now': { vi: 'Khóa màn hình', en: 'Lock the screen' },
  'lock.password': { vi: 'Đổi mật khẩu', en: 'Change password' },
  'lock.person': { vi: 'Người đang làm việc', en: 'Who is at work' },
  'lock.givenMark': { vi: 'Đang dùng mật khẩu do người khác đặt', en: 'With a password somebody else set' },
  'lock.given': {
    vi: 'Mật khẩu này do người khác đặt cho bạn. Hãy đổi thành mật khẩu chỉ mình bạn biết.',
    en: 'Somebody else set this password for you. Change it to one only you know.',
  },
  'first.title': { vi: 'Lập trạm số hóa', en: 'Set up the station' },
  'first.lead': {
    vi: 'Ba bước, chừng hai phút. Chưa có gì được ghi vào máy cho đến bước cuối.',
    en: 'Three steps, about two minutes. Nothing is written until the last one.',
  },
  'first.step': { vi: 'Bước {n}/3', en: 'Step {n} of 3' },
  'first.agency': { vi: 'Cơ quan', en: 'The agency' },
  'first.account': { vi: 'Người quản trị', en: 'The IT person' },
  'first.check': { vi: 'Xem lại', en: 'Look it over' },
  'first.agencyCode': { vi: 'Mã định danh cơ quan', en: 'Identity code of the agency' },
  'first.agencyCodeHint': {
    vi: 'Do tỉnh cấp theo Quyết định 20/2020/QĐ-TTg, ví dụ H49.64.33. Mã này đứng đầu mọi mã hồ sơ và gói tin gửi đi.',
    en: 'Given by the province (Decision 20/2020/QĐ-TTg), e.g. H49.64.33. Every file code and every package begins with it.',
  },
  'first.agencyCodeWrong': {
    vi: 'Mã gồm một chữ hoa và hai số, rồi các cấp dưới cách nhau bằng dấu chấm, ví dụ H49.64.33.',
    en: 'A capital letter and two digits, then the levels below parted by dots, e.g. H49.64.33.',
  },
  'first.codeCurrent': {
    vi: 'Mã kiểu mới, {n, plural, other {# cấp}}',
    en: 'Current form, {n, plural, one {# level} other {# levels}}',
  },
  'first.codeOlder': {
    vi: 'Mã kiểu cũ (QCVN 102:2016). Dùng được; nếu tỉnh đã cấp mã mới thì nên dùng mã mới.',
    en: 'Older form (QCVN 102:2016). It works; prefer the current code if the province has given one.',
  },
  'first.branch.A': { vi: 'cơ quan Đảng', en: 'Party body' },
  'first.branch.G': { vi: 'bộ, cơ quan ngang bộ', en: 'ministry' },
  'first.branch.H': { vi: 'Ủy ban nhân dân', en: 'People’s Committee' },
  'first.branch.K': { vi: 'Hội đồng nhân dân', en: 'People’s Council' },
  'first.branch.other': { vi: 'cơ quan khác', en: 'another body' },
  'first.example': { vi: 'Mã hồ sơ sẽ có dạng {code}', en: 'File codes will look like {code}' },
  'first.agencyName': { vi: 'Tên cơ quan', en: 'Name of the agency' },
  'first.agencyNameHint': {
    vi: 'Viết đúng như trên con dấu, ví dụ: Ủy ban nhân dân xã Lam Khê.',
    en: 'As on the seal, e.g. Ủy ban nhân dân xã Lam Khê.',
  },
  'first.fondsCode': { vi: 'Mã phông lưu trữ', en: 'Fonds code' },
  'first.fondsCodeHint': {
    vi: 'Do Lưu trữ lịch sử của tỉnh cấp. Chưa có thì để bằng mã cơ quan.',
    en: 'Given by the provincial archive. Leave the agency code if there is none yet.',
  },
  'first.accountLead': {
    vi: 'Tài khoản đầu tiên là của người quản trị công nghệ thông tin: thêm người, đặt lại mật khẩu, chỉnh cài đặt. Người quét và người duyệt hồ sơ dùng tài khoản riêng, thêm ở bước sau.',
    en: 'The first account is the IT person’s: adding people, resetting passwords, settings. Who scans and who approves have accounts of their own, added next.',
  },
  'first.name': { vi: 'Tên đăng nhập', en: 'Name to sign in with' },
  'first.nameHint': {
    vi: 'Chữ, số, dấu chấm hoặc gạch; không có khoảng trắng. Ví dụ: minh',
    en: 'Letters, digits, dots or dashes; no spaces. For example: minh',
  },
  'first.nameWrong': {
    vi: 'Tên chỉ gồm chữ, số, dấu chấm, gạch dưới, gạch nối; tối đa 50 ký tự.',
    en: 'Only letters, digits, dots, underscores and dashes; at most 50.',
  },
  'first.password': { vi: 'Mật khẩu', en: 'Password' },
  'first.passwordHint': {
    vi: 'Ít nhất 8 ký tự. Một câu ngắn dễ nhớ tốt hơn một từ khó.',
    en: 'At least 8 characters. A short sentence beats a difficult word.',
  },
  'first.passwordAgain': { vi: 'Nhập lại mật khẩu', en: 'The password again' },
  'first.passwordDiffers': { vi: 'Hai lần nhập chưa giống nhau.', en: 'The two are not the same.' },
  'first.passwordShort': {
    vi: 'Còn thiếu {n, plural, other {# ký tự}}.',
    en: '{n, plural, one {# character is} other {# characters are}} missing.',
  },
  'first.next': { vi: 'Tiếp', en: 'Next' },
  'first.back': { vi: 'Quay lại', en: 'Back' },
  'first.make': { vi: 'Lập trạm', en: 'Make the station' },
  'first.onlyLead': {
    vi: 'Trạm {agency} đã được lập nhưng chưa có tài khoản nào. Tạo tài khoản quản trị đầu tiên để bắt đầu; chỉ làm được một lần.',
    en: 'The station of {agency} has no account yet. Make the first IT account to begin; this can be done once only.',
  },
  'first.onlyTitle': { vi: 'Tạo tài khoản quản trị', en: 'Make the IT account' },
  'first.onlyMake': { vi: 'Tạo và đăng nhập', en: 'Make it and sign in' },
  'first.checkLead': {
    vi: 'Mã và tên cơ quan sẽ nằm trong mọi gói tin nộp lưu, nên không đổi được sau khi lập trạm.',
    en: 'Code and name will stand in every package, so they cannot be changed once the station is made.',
  },
} as const satisfies Catalogue;
