import { auditWords } from './words.ts';

/** The station, its persons, and what IT decides. */
export const peopleActions = auditWords({
  'station.init': { vi: 'Lập trạm cho cơ quan {subject}', en: 'Made the station of agency {subject}' },
  'station.setArchive': { vi: 'Đặt địa chỉ Lưu trữ: {subject}', en: 'Set the address of the archive: {subject}' },
  'settings.set': { vi: 'Đổi cài đặt {subject} thành {value}', en: 'Changed setting {subject} to {value}' },
  'search.rebuild': { vi: 'Lập lại chỉ mục tra cứu', en: 'Made the search index anew' },
  'account.add': { vi: 'Thêm tài khoản {subject}', en: 'Added account {subject}' },
  'account.setRole': { vi: 'Đổi vai trò của tài khoản {subject}', en: 'Changed the role of account {subject}' },
  'account.setPassword': { vi: 'Đặt lại mật khẩu cho tài khoản {subject}', en: 'Reset the password of account {subject}' },
  'account.changePassword': { vi: 'Tự đổi mật khẩu', en: 'Changed the own password' },
  'account.disable': { vi: 'Ngừng tài khoản {subject}', en: 'Disabled account {subject}' },
  'account.enable': { vi: 'Mở lại tài khoản {subject}', en: 'Enabled account {subject} again' },
  'audit.export': { vi: 'Xuất {lines} dòng nhật ký ra Excel', en: 'Took {lines} lines of the audit trail to Excel' },
  'session.signIn': { vi: 'Đăng nhập', en: 'Signed in' },
  'session.signOut': { vi: 'Đăng xuất', en: 'Signed out' },
  'session.refused': { vi: 'Đăng nhập bị từ chối ({count} lần)', en: 'Sign-in refused ({count} times)' },
  'session.lock': { vi: 'Khóa màn hình', en: 'Locked the screen' },
  'session.unlock': { vi: 'Mở khóa màn hình', en: 'Unlocked the screen' },
});
