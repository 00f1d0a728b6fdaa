import { expect, it } from 'vitest';
import type { TextLine } from '../../../../contract/artefacts.ts';
import type { FieldName } from '../../../../contract/vocabulary.ts';
import { valueOfRegion } from './region.ts';

const line = (text: string, row: number): TextLine => ({
  box: [0, row * 30, 600, row * 30 + 20],
  words: text.split(' ').map((word, i) => ({ text: word, box: [i * 60, row * 30, i * 60 + 50, row * 30 + 20], confidence: 90 })),
});

it.each<[FieldName, string[], string, object]>([
  ['issuedDate', ['Lam Khê, ngày 5 tháng 3 năm 2009'], '05/03/2009', {}],
  ['issuedDate', ['ngày 21 tháng 01', 'năm 2000'], '21/01/2000', {}],
  ['issuedDate', ['05/3/2009'], '05/03/2009', {}],
  ['issuedDate', ['5/3/09'], '05/03/2009', {}],
  ['issuedDate', ['ngày … tháng 3 năm 2009'], '', {}],
  ['codeNumber', ['Số: 45/QĐ-UBND'], '45', { codeNotation: 'QĐ-UBND' }],
  ['codeNumber', ['45/QD-UBND'], '45', { codeNotation: 'QĐ-UBND' }],
  ['codeNumber', ['Số 12'], '12', {}],
  ['codeNumber', ['12'], '12', {}],
  ['codeNotation', ['Số: 45/QĐ-UBND'], 'QĐ-UBND', { codeNumber: '45' }],
  ['codeNotation', ['QĐ-UBND'], 'QĐ-UBND', {}],
  ['typeName', ['QUYẾT ĐỊNH'], '02', {}],
  ['typeName', ['TỜ TRÌNH', 'Về việc xin kinh phí'], '15', {}],
  ['typeName', ['V/v báo cáo số liệu'], '22', {}],
  ['typeName', ['GIẤY KHAI SINH'], '', {}],
  ['subject', ['V/v: báo cáo số liệu', 'hộ nghèo năm 2009'], 'báo cáo số liệu hộ nghèo năm 2009', {}],
  ['subject', ['Về việc thành lập tổ công tác'], 'Về việc thành lập tổ công tác', {}],
  ['organName', ['UỶ BAN NHÂN DÂN', 'XÃLAM KHÊ'], 'UỶ BAN NHÂN DÂN XÃ LAM KHÊ', {}],
  ['signer', ['NGUYỄN VĂN MẪU'], 'Nguyễn Văn Mẫu', {}],
  ['signer', ['Nguyễn Văn Mẫu'], 'Nguyễn Văn Mẫu', {}],
  ['subject', [], '', {}],
])('%s drawn around %j is %j', (field, texts, value, others) => {
  expect(valueOfRegion(field, texts.map(line))).toEqual({ value, others });
});
