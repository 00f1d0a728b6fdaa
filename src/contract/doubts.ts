/** What the machine doubts about a description it proposes (`Proposal.doubts`): closed codes, with the words a clerk reads. */
export const doubtWords = {
  'page-without-words': { vi: 'Trang đầu không đọc được chữ nào.', en: 'No words could be read on the first page.' },
  'type-unknown': { vi: 'Chưa nhận ra tên loại văn bản.', en: 'The type of document was not recognised.' },
  'type-against-notation': {
    vi: 'Tên loại in trên trang không khớp với ký hiệu.',
    en: 'The printed type and the notation do not agree.',
  },
  'type-from-notation': {
    vi: 'Tên loại suy ra từ ký hiệu, không thấy in trên trang.',
    en: 'The type was inferred from the notation; none is printed.',
  },
  'number-missing': { vi: 'Không thấy số, ký hiệu.', en: 'No number and notation were found.' },
  'number-blank': { vi: 'Số văn bản để trống hoặc viết tay.', en: 'The number is blank or handwritten.' },
  'number-repaired': {
    vi: 'Số hoặc ký hiệu có chữ đọc chưa chắc, máy đã sửa.',
    en: 'Unclear characters of the number or notation were put right by the machine.',
  },
  'date-missing': { vi: 'Không thấy ngày ban hành.', en: 'No date of issue was found.' },
  'date-blank': { vi: 'Ngày ban hành để trống hoặc viết tay.', en: 'The date of issue is blank or handwritten.' },
  'date-impossible': { vi: 'Ngày đọc được không có thật.', en: 'The date that was read does not exist.' },
  'date-from-body': {
    vi: 'Ngày lấy từ nội dung hoặc cuối văn bản.',
    en: 'The date was taken from the body or the end of the document.',
  },
  'organ-missing': { vi: 'Không thấy tên cơ quan ban hành ở góc trái.', en: 'No issuing agency was found at the top left.' },
  'organ-from-signature': { vi: 'Tên cơ quan lấy từ phần ký.', en: 'The issuing agency was taken from the signature block.' },
  'organ-against-place': {
    vi: 'Tên cơ quan không khớp với địa danh ở dòng ngày tháng.',
    en: 'The agency and the place beside the date do not agree.',
  },
  'subject-missing': { vi: 'Không thấy trích yếu.', en: 'No subject was found.' },
  'subject-from-title': { vi: 'Trích yếu lấy từ tên giấy tờ.', en: 'The subject was taken from the title of the paper.' },
  'subject-cut': { vi: 'Trích yếu quá dài, đã cắt bớt.', en: 'The subject was too long and was cut.' },
  'signer-missing': { vi: 'Không thấy họ tên người ký.', en: 'No name of a signer was found.' },
  'signer-not-on-last-page': { vi: 'Người ký không ở trang cuối.', en: 'The signer is not on the last page.' },
} as const satisfies Record<string, { vi: string; en: string }>;
export type Doubt = keyof typeof doubtWords;
