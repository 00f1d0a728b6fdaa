/**
 * Every way a package can be wrong, closed: code, severity, and the words for it. Codes travel in reports and receipts, so a
 * code never changes its meaning. `error` keeps a package from leaving or being taken in; `warning` is shown and goes on.
 */
interface Kind {
  readonly severity: 'error' | 'warning';
  readonly vi: string;
  readonly en: string;
}
const error = (vi: string, en: string): Kind => ({ severity: 'error', vi, en });
const warning = (vi: string, en: string): Kind => ({ severity: 'warning', vi, en });

export const problemKinds = {
  // the container
  ZIP_TOO_MANY: error('Gói có {entries} tệp, quá giới hạn {most}.', 'The package holds {entries} files, more than {most}.'),
  ZIP_TOO_LARGE: error(
    'Gói giải nén ra {bytes} byte, quá giới hạn {most}.',
    'The package unpacks to {bytes} bytes, more than {most}.',
  ),
  ZIP_NAME_UNSAFE: error('Tên tệp trong gói không an toàn ({fault}).', 'Unsafe file name in the package ({fault}).'),
  ZIP_NAME_DUPLICATE: error('Hai tệp trong gói trùng tên.', 'Two files in the package have one name.'),
  ZIP_LINK: error('Gói chứa liên kết hoặc tệp đặc biệt.', 'The package holds a link or special file.'),
  ZIP_ENCRYPTED: error('Tệp trong gói bị đặt mật khẩu.', 'A file in the package is encrypted.'),
  ZIP_METHOD: error(
    'Kiểu nén {method} không được dùng trong gói hồ sơ.',
    'Compression method {method} has no place in a package.',
  ),
  ZIP_BOMB: error(
    'Tệp nén quá mức bình thường ({packed} → {bytes} byte).',
    'A file is packed beyond reason ({packed} → {bytes} bytes).',
  ),
  ZIP_HEADER_MISMATCH: error(
    'Hai đầu mục của tệp trong gói không khớp nhau.',
    'The two headers of a file in the package disagree.',
  ),
  ZIP_OVERLAP: error('Hai tệp trong gói dùng chung dữ liệu.', 'Two files in the package share their data.'),
  ZIP_CORRUPT: error(
    'Dữ liệu của tệp trong gói bị hỏng (sai CRC hoặc không giải nén được).',
    'A file in the package is damaged (CRC or inflation fails).',
  ),
  // the tree
  ROOT_FOLDER: error(
    'Gói phải có đúng một thư mục mang tên OBJID; đang có: {found}.',
    'The package must hold exactly one folder named by its OBJID; found: {found}.',
  ),
  FILE_MISSING: error('Tệp có trong METS nhưng không có trong gói.', 'A file listed in METS is not in the package.'),
  FILE_ORPHAN: error('Tệp có trong gói nhưng không METS nào liệt kê.', 'A file in the package is listed in no METS.'),
  FILE_LISTED_TWICE: error('Tệp được liệt kê nhiều lần.', 'A file is listed more than once.'),
  SCHEMA_ABSENT: error('Thiếu lược đồ bắt buộc.', 'A mandatory schema is absent.'),
  SCHEMA_DIFFERS: warning(
    'Lược đồ trong gói khác bản chuẩn của phần mềm; gói được kiểm theo bản chuẩn.',
    'The schema inside differs from the shipped one; the package was judged by the shipped one.',
  ),
  CHECKSUM_MISMATCH: error(
    'Nội dung tệp đã bị thay đổi: SHA-256 không khớp METS.',
    'The file was changed: its SHA-256 is not the one in METS.',
  ),
  SIZE_MISMATCH: error('Tệp dài {found} byte, METS ghi {declared}.', 'The file has {found} bytes, METS says {declared}.'),
  TOO_MANY_PROBLEMS: error(
    'Có hơn {most} lỗi; chỉ liệt kê bấy nhiêu.',
    'There are more than {most} problems; only so many are listed.',
  ),
  // XML
  XML_TOO_LARGE: error('Tệp XML quá lớn ({bytes} byte).', 'The XML file is too large ({bytes} bytes).'),
  XML_TOO_COMPLEX: error('Tệp XML có quá nhiều phần tử hoặc quá nhiều tầng.', 'The XML file has too many elements or levels.'),
  XML_ENCODING: error('Tệp XML phải là UTF-8.', 'The XML file must be UTF-8.'),
  XML_DTD: error('Tệp XML chứa DTD hoặc thực thể: không được phép.', 'The XML file carries a DTD or entities: not allowed.'),
  XML_MALFORMED: error('Tệp XML hỏng ở dòng {line}: {message}', 'The XML file is broken at line {line}: {message}'),
  XML_SCHEMA: error('Sai lược đồ ở dòng {line}: {message}', 'Against the schema at line {line}: {message}'),
  // METS
  METS_VALUE: error('METS: {name} là “{found}”, phải là “{expected}”.', 'METS: {name} is “{found}”, must be “{expected}”.'),
  METS_HREF: error('METS trỏ tới đường dẫn không hợp lệ: {found}', 'METS points at a path that is not allowed: {found}'),
  METS_DATE: error(
    'METS: {name} phải có mili giây và múi giờ +07:00, đang là “{found}”.',
    'METS: {name} must carry milliseconds and +07:00, is “{found}”.',
  ),
  ID_FORM: error(
    'Mã {id} phải là uuid- hoặc ID- và UUID viết hoa.',
    'Identifier {id} must be uuid- or ID- and an upper-case UUID.',
  ),
  ID_DUPLICATE: error('Mã {id} dùng hai lần.', 'Identifier {id} is used twice.'),
  LINK_BROKEN: error('Liên kết {attribute}="{id}" không trỏ tới đâu.', 'Link {attribute}="{id}" leads nowhere.'),
  LINK_MISSING: error('Thiếu liên kết giữa tài liệu và siêu dữ liệu của nó.', 'A document and its description are not linked.'),
  HOLEY_FILE: error(
    'Gói tham chiếu tài liệu nộp từ trước (fetch.txt); không thể kiểm tra tại đây.',
    'The package refers to a document handed in earlier (fetch.txt), which cannot be checked here.',
  ),
  // descriptions
  FIELD_MISSING: error('Thiếu trường bắt buộc {field}.', 'Mandatory field {field} is empty.'),
  FIELD_REPEATED: error('Trường {field} xuất hiện nhiều lần.', 'Field {field} appears more than once.'),
  FIELD_TOO_LONG: error(
    'Trường {field} dài {length} ký tự, tối đa {max}.',
    'Field {field} has {length} characters, at most {max}.',
  ),
  FIELD_CODE: error(
    'Trường {field} có mã “{value}” ngoài danh mục.',
    'Field {field} holds “{value}”, which is no code of its list.',
  ),
  FIELD_NUMBER: error('Trường {field} phải là số, đang là “{value}”.', 'Field {field} must be a number, is “{value}”.'),
  FIELD_DATE: error(
    'Trường {field} phải là ngày có thật dạng DD/MM/YYYY, đang là “{value}”.',
    'Field {field} must be a real day as DD/MM/YYYY, is “{value}”.',
  ),
  FIELD_NOT_NFC: warning('Trường {field} chưa chuẩn hóa Unicode NFC.', 'Field {field} is not in Unicode NFC.'),
  FILE_CODE_FORM: error(
    'Mã hồ sơ “{value}” không đúng dạng: mã cơ quan.năm.số ký hiệu.',
    'File code “{value}” is not agency code.year.number.',
  ),
  FILE_CODE_YEAR: warning(
    'Năm {year} trong mã hồ sơ nằm ngoài thời gian của hồ sơ.',
    'Year {year} of the file code lies outside the dossier’s dates.',
  ),
  FILE_CODE_DIFFERS: error(
    'METS ghi mã hồ sơ “{found}”, EAD ghi “{expected}”.',
    'METS names file code “{found}”, EAD “{expected}”.',
  ),
  DATE_ORDER: error('Ngày bắt đầu {start} sau ngày kết thúc {end}.', 'Start {start} is after end {end}.'),
  DATE_OUTSIDE: warning(
    'Ngày tài liệu {value} nằm ngoài thời gian của hồ sơ.',
    'Document date {value} lies outside the dossier’s dates.',
  ),
  DOC_ID_FORM: error(
    'Mã tài liệu “{value}” phải là mã hồ sơ, dấu chấm và số thứ tự.',
    'Document id “{value}” must be the file code, a dot and an ordinal.',
  ),
  DOC_ID_DUPLICATE: error('Mã tài liệu {value} dùng hai lần.', 'Document id {value} is used twice.'),
  DOC_CODE: error('Mã lưu trữ “{found}” phải là “{expected}”.', 'Document code “{found}” must be “{expected}”.'),
  DOC_ORDER_GAP: error('Số thứ tự tài liệu thiếu số {ordinal}.', 'Document ordinal {ordinal} is skipped.'),
  DOC_FILE_NAME: error(
    'Tệp của tài liệu {value} phải tên là {expected}.',
    'The file of document {value} must be called {expected}.',
  ),
  NOT_INHERITED: error(
    'Trường {field} của tài liệu là “{found}”, hồ sơ là “{expected}”.',
    'Field {field} of the document is “{found}”, of the dossier “{expected}”.',
  ),
  TOTAL_DOCUMENTS: error(
    'Hồ sơ ghi {declared} tài liệu; gói có {descriptions} bản mô tả và {files} tệp PDF.',
    'The dossier declares {declared} documents; the package holds {descriptions} descriptions and {files} PDFs.',
  ),
  TOTAL_PAGES: error(
    'Hồ sơ ghi {declared} trang, cộng các tài liệu được {found}.',
    'The dossier declares {declared} pages, its documents add up to {found}.',
  ),
  SHEETS_OVER_PAGES: error('Số tờ {sheets} lớn hơn số trang {pages}.', 'More sheets ({sheets}) than pages ({pages}).'),
  NOT_PERMANENT: warning(
    'Thời hạn “{value}”: nguồn nộp lưu trữ lịch sử chỉ nhận vĩnh viễn (01).',
    'Retention “{value}”: the historical archive takes only permanent (01).',
  ),
  SECRET: error(
    'Hồ sơ hoặc tài liệu Mật: không được đóng gói để gửi qua đường truyền này.',
    'Marked secret: must not be packed for this line.',
  ),
  // documents
  PDF_TOO_LARGE: error('Tệp PDF quá lớn để kiểm tra ({bytes} byte).', 'The PDF is too large to be checked ({bytes} bytes).'),
  PDF_UNREADABLE: error('Không đọc được tệp PDF ({fault}).', 'The PDF cannot be read ({fault}).'),
  PDF_PAGES: error(
    'Tệp PDF có {found} trang, siêu dữ liệu ghi {declared}.',
    'The PDF has {found} pages, its description says {declared}.',
  ),
  PDF_NOT_ARCHIVAL: error('Tệp PDF không phải PDF/A.', 'The PDF is not PDF/A.'),
  PDF_NO_TEXT: warning('Tệp PDF không có lớp chữ tìm kiếm được.', 'The PDF has no searchable text.'),
  PDF_UNSIGNED: error('Tài liệu chưa có chữ ký số.', 'The document is not signed.'),
  PDF_SIGNATURE: error('Chữ ký số trên tài liệu không hợp lệ.', 'The signature on the document is not valid.'),
  PDF_PRACTICE_SIGNATURE: error(
    'Tài liệu ký bằng chứng thư LUYỆN TẬP trong một gói nộp thật.',
    'The document carries a practice signature in a package meant for real.',
  ),
  PDF_FAULT: error('Tệp PDF có lỗi: {fault}.', 'The PDF has a fault: {fault}.'),
  PDF_DOUBT: warning('Lưu ý về tệp PDF: {fault}.', 'Note on the PDF: {fault}.'),
  PDF_TWICE: warning('Nội dung trùng hệt tài liệu {other}.', 'Identical to document {other}.'),
  // on the station only
  FILE_CODE_AGENCY: warning(
    'Mã hồ sơ {value} không bắt đầu bằng mã cơ quan {agency} hay mã phông.',
    'File code {value} begins neither with agency code {agency} nor with the fonds code.',
  ),
  LEDGER_UNBALANCED: error(
    'Sổ trang không cân: nhận {in}, bỏ {dropped}, còn {out}.',
    'The page ledger does not balance: {in} in, {dropped} set aside, {out} out.',
  ),
  LEDGER_PAGES: error(
    'Sổ trang ghi {out} trang, các tài liệu có {found}.',
    'The page ledger says {out} pages, the documents have {found}.',
  ),
  FILE_CODE_TAKEN: error('Mã hồ sơ {value} đã có hồ sơ khác dùng.', 'File code {value} belongs to another dossier.'),
  FILE_CODE_SETTLED: error(
    'Mã hồ sơ không đổi được nữa: đã có PDF mang mã này.',
    'The file code is settled: a PDF carries it already.',
  ),
  DATES_TOO_NARROW: warning(
    'Ngày của {count} văn bản nằm ngoài thời gian của hồ sơ ({first} – {last}).',
    'The dates of {count} documents lie outside the dossier’s ({first} – {last}).',
  ),
  CODE_NUMBER_FORM: warning(
    'Số “{value}” khác thường: thường chỉ gồm chữ số.',
    'Number “{value}” is unusual: most are digits only.',
  ),
  CODE_NOTATION_FORM: warning(
    'Ký hiệu “{value}” khác thường: thường là chữ in có gạch nối, như QĐ-UBND.',
    'Notation “{value}” is unusual: most are capitals joined by a hyphen, like QĐ-UBND.',
  ),
  NUMBER_WITHOUT_NOTATION: warning('Có số mà chưa có ký hiệu.', 'There is a number but no notation.'),
  TYPE_AGAINST_NOTATION: warning(
    'Ký hiệu “{notation}” là của {type}, không khớp với tên loại đã chọn.',
    'Notation “{notation}” is that of {type}, not of the chosen type.',
  ),
  DATE_EARLY: warning('Ngày {value} trước năm 1945: xem lại trên trang.', 'Date {value} is before 1945: look at the page again.'),
  DATE_FUTURE: warning('Ngày {value} chưa tới.', 'Date {value} lies in the future.'),
  SECRET_MARK: warning(
    'Trang có dấu “{mark}”: nếu đúng, đặt chế độ sử dụng của hồ sơ là Mật.',
    'A page is marked “{mark}”: if so, set the dossier’s access to secret.',
  ),
  DOCUMENT_TWICE: warning(
    'Trùng số, ký hiệu, ngày và cơ quan với văn bản {other}.',
    'Same number, notation, date and issuing body as document {other}.',
  ),
  PAGES_TWICE: warning('Ảnh trang đầu trùng hệt văn bản {other}.', 'The first page’s image is identical to document {other}.'),
  TEXT_CLEANED: warning('Đã bỏ ký tự điều khiển khỏi trường {field}.', 'Control characters were taken out of field {field}.'),
} as const satisfies Record<string, Kind>;
