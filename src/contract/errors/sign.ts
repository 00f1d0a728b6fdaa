import { errorKinds } from './kind.ts';
import type { ErrorKind, Words } from './kind.ts';

const unsigned = {
  vi: 'Tài liệu chưa được ký và còn nguyên; không có gì bị mất.',
  en: 'The document is not signed and is untouched; nothing is lost.',
};
const reported = { vi: 'Trạm chỉ đọc tệp, không sửa gì.', en: 'The station only read the file and changed nothing.' };

type Said = Pick<Words, 'what' | 'todo'>;

/** The document could not be signed; the original stays as it was. */
function refused(exit: ErrorKind['exit'], vi: Said, en: Said, retryable = false): ErrorKind {
  return { retryable, exit, vi: { ...vi, safe: unsigned.vi }, en: { ...en, safe: unsigned.en } };
}

/** Something a verification found out about one signature: {field} is its name in the form. */
function finding(vi: Said, en: Said): ErrorKind {
  return { retryable: false, exit: 4, vi: { ...vi, safe: reported.vi }, en: { ...en, safe: reported.en } };
}

const doNotTrust = {
  vi: 'Không dùng tệp này; xin lại bản gốc từ nơi đã ký.',
  en: 'Do not rely on this file; ask the signer for the original.',
};
const askSigner = {
  vi: 'Hỏi người ký và xin bản ký lại bằng chứng thư đúng.',
  en: 'Ask the signer for a copy signed with a proper certificate.',
};

/** Step 6 and `tram verify`: keys, certificates, PDF files to be signed, and what can be wrong with a signature. */
export const signErrors = errorKinds({
  SIGNER_FILE_UNREADABLE: refused(
    3,
    { what: 'Tệp chứng thư số không phải PKCS#12 (.p12, .pfx) đọc được.', todo: 'Kiểm tra lại tệp hoặc xuất lại từ nơi cấp.' },
    { what: 'The certificate file is not a readable PKCS#12 (.p12, .pfx).', todo: 'Check the file, or export it again.' },
  ),
  SIGNER_PASSWORD_WRONG: refused(
    5,
    { what: 'Mật khẩu của tệp chứng thư số không đúng.', todo: 'Nhập lại mật khẩu; chú ý phím Caps Lock và bộ gõ tiếng Việt.' },
    {
      what: 'The password of the certificate file is wrong.',
      todo: 'Type it again; mind Caps Lock and the Vietnamese input method.',
    },
  ),
  SIGNER_PASSWORD_WRONG_AGAIN: refused(
    5,
    {
      what: 'Mật khẩu của tệp chứng thư số không đúng (lần thứ {count}).',
      todo: 'Nhập lại mật khẩu; chú ý phím Caps Lock và bộ gõ tiếng Việt. Trạm không tự thử lại.',
    },
    {
      what: 'The password of the certificate file is wrong (attempt {count}).',
      todo: 'Type it again; mind Caps Lock and the Vietnamese input method. The station does not try by itself.',
    },
  ),
  NOTHING_TO_SIGN: refused(
    4,
    { what: 'Không có văn bản nào được chọn còn chờ ký.', todo: 'Tải lại danh sách; có thể cửa sổ khác vừa ký các văn bản này.' },
    {
      what: 'None of the chosen documents waits for a signature any more.',
      todo: 'Look at the list again; another window may just have signed them.',
    },
  ),
  SIGN_CHANGED_MEANWHILE: refused(
    4,
    {
      what: 'Văn bản đã thay đổi hoặc bị trả lại sau khi bạn chọn ký, nên không ký.',
      todo: 'Xem lại văn bản rồi ký lại nếu vẫn đúng.',
    },
    {
      what: 'The document changed or was returned after you chose to sign it, so it was not signed.',
      todo: 'Look at it again, then sign it if it is still right.',
    },
  ),
  SIGN_BATCH_UNKNOWN: refused(
    3,
    { what: 'Không có lô ký đó, hoặc lô đã hủy.', todo: 'Tải lại danh sách lô ký.' },
    { what: 'There is no such batch, or it was cancelled.', todo: 'Look at the list of batches again.' },
  ),
  SIGN_BATCH_OF_ANOTHER: refused(
    5,
    { what: 'Lô ký này do {name} bắt đầu.', todo: 'Nhờ {name} ký tiếp; lãnh đạo có thể hủy phần chưa ký.' },
    { what: 'This batch was begun by {name}.', todo: 'Have {name} go on with it; a supervisor may cancel what is not signed.' },
  ),
  SIGNER_NO_KEY: refused(
    3,
    { what: 'Tệp chứng thư số không chứa khóa bí mật.', todo: 'Xuất lại tệp kèm khóa bí mật.' },
    { what: 'The certificate file holds no private key.', todo: 'Export it again together with its private key.' },
  ),
  SIGNER_NO_CERTIFICATE: refused(
    3,
    { what: 'Tệp không chứa chứng thư số đi cùng khóa bí mật.', todo: 'Xuất lại tệp kèm chứng thư số của người ký.' },
    {
      what: 'The file holds no certificate that belongs to its private key.',
      todo: 'Export it again together with the signer’s certificate.',
    },
  ),
  SIGNER_CERT_EXPIRED: refused(
    5,
    { what: 'Chứng thư số của {subject} đã hết hạn ngày {notAfter}.', todo: 'Gia hạn chứng thư số rồi ký lại.' },
    { what: 'The certificate of {subject} expired on {notAfter}.', todo: 'Renew the certificate, then sign again.' },
  ),
  SIGNER_CERT_NOT_YET_VALID: refused(
    5,
    {
      what: 'Chứng thư số của {subject} chỉ có hiệu lực từ {notBefore}.',
      todo: 'Kiểm tra ngày giờ của máy; nếu đúng, chờ đến ngày hiệu lực.',
    },
    {
      what: 'The certificate of {subject} is only valid from {notBefore}.',
      todo: 'Check this computer’s date; if it is right, wait until that day.',
    },
  ),
  SIGNER_KEY_USAGE: refused(
    5,
    { what: 'Chứng thư số của {subject} không được cấp để ký tài liệu.', todo: 'Chọn chứng thư số có mục đích “chữ ký số”.' },
    {
      what: 'The certificate of {subject} was not issued for signing documents.',
      todo: 'Choose a certificate whose usage is “digital signature”.',
    },
  ),
  SIGNER_KEY_UNSUPPORTED: refused(
    5,
    {
      what: 'Khóa của {subject} quá yếu hoặc không thuộc loại được dùng (RSA từ 2048 bit, ECDSA P-256 trở lên).',
      todo: 'Xin cấp chứng thư số mới.',
    },
    {
      what: 'The key of {subject} is too weak or of a kind not in use (RSA from 2048 bits, ECDSA P-256 and up).',
      todo: 'Ask for a new certificate.',
    },
  ),
  SIGNER_CHANGED: refused(
    5,
    {
      what: 'Đang dùng chứng thư số {found}, trong khi lô này được giao cho chứng thư số {expected}.',
      todo: 'Cắm đúng thiết bị ký, hoặc giao lại lô cho chứng thư số mới.',
    },
    {
      what: 'Certificate {found} is in use, but this batch was given to certificate {expected}.',
      todo: 'Use the right signing device, or give the batch to the new certificate.',
    },
  ),
  SIGNER_CLOSED: refused(
    5,
    { what: 'Phiên ký đã kết thúc.', todo: 'Mở lại chứng thư số rồi ký tiếp.' },
    { what: 'The signing session has ended.', todo: 'Open the certificate again, then go on signing.' },
  ),
  SIGNER_FAILED: refused(
    5,
    { what: 'Khóa bí mật không ký được.', todo: 'Thử lại; nếu vẫn vậy, kiểm tra thiết bị hoặc tệp chứng thư số.' },
    { what: 'The private key could not sign.', todo: 'Try again; if it stays so, check the device or the certificate file.' },
    true,
  ),
  SIGN_PDF_BROKEN: refused(
    3,
    { what: 'Tệp PDF bị hỏng hoặc bị cắt cụt nên không đọc chắc chắn được.', todo: 'Xin lại tệp, hoặc quét lại tài liệu.' },
    {
      what: 'The PDF is damaged or cut short and cannot be read with certainty.',
      todo: 'Get the file again, or scan the document again.',
    },
  ),
  SIGN_PDF_ENCRYPTED: refused(
    3,
    { what: 'Tệp PDF được đặt mật khẩu hoặc mã hóa.', todo: 'Gỡ mật khẩu bằng phần mềm đã tạo tệp, rồi đưa vào lại.' },
    {
      what: 'The PDF is protected by a password or encrypted.',
      todo: 'Remove the protection with the program that made it, then bring it in again.',
    },
  ),
  SIGN_PDF_LOCKED: refused(
    5,
    { what: 'Người ký trước đã khóa tệp, không cho thêm chữ ký.', todo: 'Xin người ký trước cấp bản cho phép ký thêm.' },
    {
      what: 'An earlier signer locked the file against further signatures.',
      todo: 'Ask that signer for a copy that may be countersigned.',
    },
  ),
  SIGN_PDF_NO_PAGE: refused(
    3,
    { what: 'Tệp PDF không có trang nào.', todo: 'Xin lại tệp, hoặc quét lại tài liệu.' },
    { what: 'The PDF has no page.', todo: 'Get the file again, or scan the document again.' },
  ),
  SIGN_PDF_TOO_LARGE: refused(
    3,
    { what: 'Tệp PDF lớn hơn {limitMiB} MiB.', todo: 'Tách tài liệu thành nhiều tệp nhỏ hơn.' },
    { what: 'The PDF is larger than {limitMiB} MiB.', todo: 'Split the document into smaller files.' },
  ),
  SIGN_FIELD_TAKEN: refused(
    3,
    { what: 'Tệp đã có trường tên “{field}”.', todo: 'Chọn tên khác cho chữ ký, hoặc để trống.' },
    { what: 'The file already has a field named “{field}”.', todo: 'Choose another name for the signature, or none.' },
  ),
  SIGN_STAMP_CHARACTER: refused(
    3,
    { what: 'Phông chữ của dấu ký không có ký tự “{character}”.', todo: 'Sửa tên cơ quan hoặc tên người ký cho hết ký tự lạ.' },
    {
      what: 'The stamp’s font has no character “{character}”.',
      todo: 'Take unusual characters out of the name of the agency or signer.',
    },
  ),
  SIGN_STAMP_INCOMPLETE: refused(
    2,
    { what: 'Mẫu dấu {profile} còn thiếu thông tin: {missing}.', todo: 'Điền thông tin còn thiếu trong cài đặt chữ ký.' },
    { what: 'Stamp profile {profile} still lacks: {missing}.', todo: 'Fill it in under the signature settings.' },
  ),
  SIGN_STAMP_NO_ROOM: refused(
    3,
    { what: 'Trang đầu không còn chỗ cho dấu ký.', todo: 'Kiểm tra khổ giấy của trang đầu và các dấu ký đã có.' },
    {
      what: 'There is no room for the stamp on the first page.',
      todo: 'Check the size of the first page and the stamps it already bears.',
    },
  ),
  SIGN_CHECK_FAILED: refused(
    1,
    { what: 'Bản vừa ký không qua được kiểm tra lại ({problem}) nên đã bị bỏ.', todo: 'Gửi tệp này cho bộ phận kỹ thuật.' },
    { what: 'The signed copy failed its own check ({problem}) and was discarded.', todo: 'Pass this file to technical support.' },
  ),
  TRUST_ANCHOR_UNREADABLE: {
    retryable: false,
    exit: 3,
    vi: {
      what: 'Chứng thư số gốc dùng để kiểm tra không đọc được.',
      safe: reported.vi,
      todo: 'Chọn tệp chứng thư số gốc dạng PEM hoặc DER.',
    },
    en: {
      what: 'A trusted root certificate cannot be read.',
      safe: reported.en,
      todo: 'Choose a root certificate in PEM or DER.',
    },
  },
  SIGNATURE_MALFORMED: finding(
    { what: 'Chữ ký {field} không có cấu trúc hợp lệ.', todo: doNotTrust.vi },
    { what: 'Signature {field} is not properly formed.', todo: doNotTrust.en },
  ),
  SIGNATURE_BYTE_RANGE: finding(
    { what: 'Chữ ký {field} chừa lại một phần của tệp mà nó phải bảo vệ.', todo: doNotTrust.vi },
    { what: 'Signature {field} leaves out a part of the file it must protect.', todo: doNotTrust.en },
  ),
  SIGNATURE_CONTENT_CHANGED: finding(
    { what: 'Nội dung đã bị sửa sau khi ký ({field}).', todo: doNotTrust.vi },
    { what: 'The content was altered after signing ({field}).', todo: doNotTrust.en },
  ),
  SIGNATURE_WRONG: finding(
    { what: 'Chữ ký {field} không khớp với chứng thư số của người ký.', todo: doNotTrust.vi },
    { what: 'Signature {field} was not made with the signer’s key.', todo: doNotTrust.en },
  ),
  SIGNATURE_CERTIFICATE_MISMATCH: finding(
    { what: 'Chữ ký {field} nêu một chứng thư số khác với chứng thư số đi kèm.', todo: doNotTrust.vi },
    { what: 'Signature {field} names another certificate than the one it carries.', todo: doNotTrust.en },
  ),
  SIGNATURE_CHANGED_AFTER: finding(
    {
      what: 'Tệp đã được sửa thêm sau chữ ký {field}, không chỉ thêm chữ ký.',
      todo: 'So với bản đã ký ban đầu; chỉ bản đó có giá trị.',
    },
    {
      what: 'The file was changed after signature {field}, by more than another signature.',
      todo: 'Compare with the revision that was signed; only that one counts.',
    },
  ),
  SIGNATURE_METADATA_AFTER: finding(
    {
      what: 'Thông tin mô tả của tệp (không phải nội dung trang) đã thay đổi sau chữ ký {field}.',
      todo: 'Thường do phần mềm ký thêm; không ảnh hưởng nội dung trang.',
    },
    {
      what: 'The file’s metadata (not its pages) changed after signature {field}.',
      todo: 'Usually the doing of the next signing program; the pages are as signed.',
    },
  ),
  SIGNATURE_WEAK_DIGEST: finding(
    { what: 'Chữ ký {field} dùng thuật toán băm đã lỗi thời (MD5 hoặc SHA-1).', todo: askSigner.vi },
    { what: 'Signature {field} uses an outdated digest (MD5 or SHA-1).', todo: askSigner.en },
  ),
  SIGNATURE_WEAK_KEY: finding(
    { what: 'Khóa của chữ ký {field} quá ngắn.', todo: askSigner.vi },
    { what: 'The key of signature {field} is too short.', todo: askSigner.en },
  ),
  SIGNATURE_UNTRUSTED: finding(
    {
      what: 'Chứng thư số của chữ ký {field} không nối được về chứng thư gốc tin cậy.',
      todo: 'Cài chứng thư gốc của nơi cấp, hoặc hỏi người ký.',
    },
    {
      what: 'The certificate of signature {field} does not lead to a trusted root.',
      todo: 'Install the issuer’s root certificate, or ask the signer.',
    },
  ),
  SIGNATURE_CERT_EXPIRED: finding(
    { what: 'Chứng thư số đã hết hạn khi ký {field}.', todo: askSigner.vi },
    { what: 'The certificate had expired when {field} was signed.', todo: askSigner.en },
  ),
  SIGNATURE_CERT_NOT_YET_VALID: finding(
    { what: 'Chứng thư số chưa có hiệu lực khi ký {field}.', todo: askSigner.vi },
    { what: 'The certificate was not yet valid when {field} was signed.', todo: askSigner.en },
  ),
  SIGNATURE_KEY_USAGE: finding(
    { what: 'Chứng thư số của chữ ký {field} không được cấp để ký tài liệu.', todo: askSigner.vi },
    { what: 'The certificate of signature {field} was not issued for signing documents.', todo: askSigner.en },
  ),
  SIGNATURE_TIME_UNKNOWN: finding(
    { what: 'Không biết thời điểm ký của {field}.', todo: askSigner.vi },
    { what: 'It is not known when {field} was signed.', todo: askSigner.en },
  ),
  SIGNATURE_TIMESTAMP_WRONG: finding(
    { what: 'Dấu thời gian của chữ ký {field} không hợp lệ nên không được dùng.', todo: askSigner.vi },
    { what: 'The time stamp of signature {field} does not verify and was not used.', todo: askSigner.en },
  ),
  SIGNATURE_PRACTICE: finding(
    {
      what: 'Chữ ký {field} được ký bằng chứng thư LUYỆN TẬP, không có giá trị pháp lý.',
      todo: 'Ký lại bằng chứng thư số thật trước khi nộp lưu.',
    },
    {
      what: 'Signature {field} was made with a PRACTICE certificate and has no legal value.',
      todo: 'Sign again with a real certificate before handing it over.',
    },
  ),
});
