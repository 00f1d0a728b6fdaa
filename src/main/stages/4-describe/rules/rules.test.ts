import { describe, expect, it } from 'vitest';
import type { Box, Word } from '../../../../contract/artefacts.ts';
import { readDate } from './date.ts';
import { legibility } from './evidence.ts';
import { alike, distance, leadingWords } from './fuzzy.ts';
import type { Segment } from './layout.ts';
import { readNumber, repairNotation } from './number.ts';
import { isUnfinished, spelled, startsOrgan, unglued } from './organ-names.ts';
import { personName } from './signer.ts';
import { typeOfNotation } from './type.ts';

function segment(text: string): Segment {
  const box: Box = [0, 0, 100, 30];
  const words: Word[] = text.split(' ').map((word) => ({ text: word, box, confidence: 95 }));
  return { text, box, words };
}

describe('số, ký hiệu', () => {
  it.each([
    ['Số: 841/BC-UBND', '841', 'BC-UBND'],
    ['Số:45/QĐ-UBND', '45', 'QĐ-UBND'],
    ['SỐ: 45/QĐ-UBND', '45', 'QĐ-UBND'],
    ['Số : 07 /TTr - UBND', '07', 'TTr-UBND'],
    ['Số 12-NQ/ĐU', '12', 'NQ/ĐU'],
    ['Số 135-CV/HU', '135', 'CV/HU'],
    ['Số: 05/2024/QĐ-UBND', '05', 'QĐ-UBND'],
    ['Số: 3739/QĐ-UBND', '3739', 'QĐ-UBND'],
    ['Số: 12a/KH-BCĐ', '12a', 'KH-BCĐ'],
    ['Số: 15/UBND-VP', '15', 'UBND-VP'],
    ['Số: 15/SNV-CCVC&TCBC', '15', 'SNV-CCVC&TCBC'],
    ['Số: 08/QĐ-UB', '08', 'QĐ-UB'],
    ['Số: 08/QĐ.UB', '08', 'QĐ.UB'],
    ['Sô: 45/QĐ-UBND', '45', 'QĐ-UBND'],
    ['So: 45/QÐ-UBND', '45', 'QĐ-UBND'],
    ['S6: 45/QĐ–UBND', '45', 'QĐ-UBND'],
    ['$ố: 45/QĐ-UBND', '45', 'QĐ-UBND'],
    ['Só; 1O5/TB-UBND', '105', 'TB-UBND'],
    ['Số: l2/TB-UBND', '12', 'TB-UBND'],
    ['Số: 45|QĐ-UBND', '45', 'QĐ-UBND'],
    ['Số: 45QĐ-UBND', '45', 'QĐ-UBND'],
    ['“Số: 45/QĐ-UBND .', '45', 'QĐ-UBND'],
    ['Số: /QĐ-UBND', '', 'QĐ-UBND'],
    ['Số: ........./QĐ-UBND', '', 'QĐ-UBND'],
    ['Số: …… /GM-UBND', '', 'GM-UBND'],
    ['Số: ,£ế/QĐ-UBND', '', 'QĐ-UBND'],
    ['Số: 112', '112', ''],
    ['Số: 112/2009', '112', ''],
  ])('%s', (text, number, notation) => {
    const read = readNumber(segment(text));
    expect([read?.number, read?.notation]).toEqual([number, notation]);
  });

  it.each([['Số căn cước công dân: 022066255890'], ['Sổ hộ khẩu số 12'], ['Sông Ba Chẽ'], ['XÃ LỤC HỒN'], ['Số lượng: 5'], ['']])(
    '%s is no số',
    (text) => {
      expect(readNumber(segment(text))).toBeNull();
    },
  );

  it.each([
    ['QD-UBND', 'QĐ', 'QĐ-UBND'],
    ['TT-UBND', 'TTr', 'TTr-UBND'],
    ['QĐ-UBNĐ', 'QĐ', 'QĐ-UBND'],
    ['NQ-HDND', 'NQ', 'NQ-HĐND'],
    ['NQ/ĐU', 'NQ', 'NQ/ĐU'],
    ['XN-UBND', '', 'XN-UBND'],
    ['UBND-VP', 'BC', 'UBND-VP'],
    ['TP-HT', '', 'TP-HT'],
  ])('%s under a type abbreviated %s is spelled %s', (read, abbreviation, right) => {
    expect(repairNotation(read, abbreviation)).toBe(right);
  });

  it.each([
    ['QĐ-UBND', '02'],
    ['TTr-UBND', '15'],
    ['TT-UBND', undefined],
    ['QyĐ-UBND', '05'],
    ['HD-UBND', '08'],
    ['HĐ-UBND', '21'],
    ['CT-UBND', '03'],
    ['CTr-UBND', '09'],
    ['HĐND-VP', undefined],
    ['UBND-VP', undefined],
    ['CV/HU', '22'],
  ])('notation %s begins with type %s', (notation, code) => {
    expect(typeOfNotation(notation)?.code).toBe(code);
  });
});

describe('địa danh, ngày tháng năm', () => {
  it.each([
    ['Lục Hồn, ngày 21 tháng 01 năm 2000', '21/01/2000', 'Lục Hồn'],
    ['Lục Hồn,ngày21 tháng01 năm2000', '21/01/2000', 'Lục Hồn'],
    ['Luc Hon, ngay 21 thang 1 nam 2000', '21/01/2000', 'Luc Hon'],
    ['Quảng Ninh, ngảy 2l thúng O1 nãm 20 19', '21/01/2019', 'Quảng Ninh'],
    ['Bình Liêu, ngáy 5 tháng 12 năm 1998', '05/12/1998', 'Bình Liêu'],
    ['Ba Chẽ, ngày 9 tháng ba năm 1987', '09/03/1987', 'Ba Chẽ'],
    ['Ba Chẽ, ngày 9 tháng mười hai năm 1987', '09/12/1987', 'Ba Chẽ'],
    ['Ba Chẽ, ngày 9 tháng năm năm 1987', '09/05/1987', 'Ba Chẽ'],
    ['Hà Nội, ngày 15/3/1996', '15/03/1996', 'Hà Nội'],
    ['Hà Nội, 15-03-1996', '15/03/1996', 'Hà Nội'],
    ['ngày 29 tháng 02 năm 2020', '29/02/2020', ''],
  ])('%s', (text, value, place) => {
    const date = readDate(segment(text));
    expect([date?.value, date?.place, date?.state]).toEqual([value, place, 'whole']);
  });

  it.each([
    ['Lục Hồn, ngày tháng 01 năm 2000', 'blank'],
    ['Lục Hồn, ngày ..... tháng ..... năm 2000', 'blank'],
    ['Lục Hồn, ngày tháng năm', 'blank'],
    ['Lục Hồn, ngày 31 tháng 02 năm 2000', 'impossible'],
    ['Lục Hồn, ngày 29 tháng 02 năm 2019', 'impossible'],
    ['Lục Hồn, ngày 12 tháng 13 năm 2000', 'impossible'],
    ['Lục Hồn, ngày 12 tháng 10 năm 7000', 'impossible'],
  ])('%s is never guessed (%s)', (text, state) => {
    expect(readDate(segment(text))).toMatchObject({ value: '', state });
  });

  it.each([['Độc lập - Tự do - Hạnh phúc'], ['trong ngày làm việc'], ['Số: 12/2009'], ['']])('%s is no date', (text) => {
    expect(readDate(segment(text))).toBeNull();
  });
});

describe('names of agencies', () => {
  it.each([
    ['ÚY BAN NHÂN DÂN XÃ LỤC HỒN', 'ỦY BAN NHÂN DÂN XÃ LỤC HỒN'],
    ['UY BAN NHAN DAN XA LỤC HỒN', 'ỦY BAN NHÂN DÂN XÃ LỤC HỒN'],
    ['ỦY BAN NHẢN DẢN XÃ LỤC HỒN', 'ỦY BAN NHÂN DÂN XÃ LỤC HỒN'],
    ['UỶ BAN NHÂN DÂN XÃ LỤC HỒN', 'UỶ BAN NHÂN DÂN XÃ LỤC HỒN'],
    ['HỘI ĐÔNG NHÂN DÂN HUYỆN BA CHẼ', 'HỘI ĐỒNG NHÂN DÂN HUYỆN BA CHẼ'],
    ['ỦY BAN NHÂN DÂN XÃ QUẢNG LA', 'ỦY BAN NHÂN DÂN XÃ QUẢNG LA'],
    ['SỞ NỘI VỤ', 'SỞ NỘI VỤ'],
    ['SỚ TÀI CHÍNH', 'SỞ TÀI CHÍNH'],
    ['PHÒNG TÀI NGUYÊN VÀ MÔI TRUÒNG', 'PHÒNG TÀI NGUYÊN VÀ MÔI TRƯỜNG'],
  ])('%s is spelled %s', (read, right) => {
    expect(spelled(read).name).toBe(right);
  });

  it.each([
    ['ỦY BAN NHÂN DÂN', true],
    ['SỞ NỘI VỤ', true],
    ['ĐẢNG ỦY XÃ', true],
    ['BAN CHỈ HUY QUÂN SỰ', true],
    ['XÃ LỤC HỒN', false],
    ['TỔ QUỐC VIỆT NAM', false],
    ['BẢN CAM KẾT', false],
    ['SỔ HỘ KHẨU', false],
    ['TỈNH QUẢNG NINH', false],
  ])('%s begins an agency: %s', (text, begins) => {
    expect(startsOrgan(text)).toBe(begins);
  });

  it('knows a name that must go on, and parts a level of government from its place', () => {
    expect(isUnfinished('BAN CHẤP HÀNH')).toBe(true);
    expect(isUnfinished('SỞ NÔNG NGHIỆP VÀ')).toBe(true);
    expect(isUnfinished('ỦY BAN NHÂN DÂN')).toBe(false);
    expect(unglued('XÃĐỒNG TÂM')).toBe('XÃ ĐỒNG TÂM');
  });
});

describe('names of persons', () => {
  it.each([
    ['Hồ Văn Thắng', 'Hồ Văn Thắng'],
    ['Hồ Văn Thắng_.', 'Hồ Văn Thắng'],
    ['| Trần Thị Bích Ngọc', 'Trần Thị Bích Ngọc'],
    ['NGUYỄN VĂN AN', 'Nguyễn Văn An'],
    ['Đại úy Phùn Sú Nàm', 'Phùn Sú Nàm'],
    ['ThS. Lý A Chìu', 'Lý A Chìu'],
    ['BSCKI. Nình Thị Hoa', 'Nình Thị Hoa'],
    ['Nguyễn Văn A', 'Nguyễn Văn A'],
    ['Đoàn Khắc Nghiêm', 'Đoàn Khắc Nghiêm'],
  ])('%s → %s', (text, name) => {
    expect(personName(text)?.name).toBe(name);
  });

  it.each([
    ['XÃ LỤC HỒN'],
    ['U.B.N.D'],
    ['CHỦ TỊCH'],
    ['ĐOÀN THANH NIÊN'],
    ['(Đã ký)'],
    ['Lưu: VT.'],
    ['3062 m²'],
    ['Nguyễn'],
    ['về việc này'],
    [''],
  ])('%s is nobody', (text) => {
    expect(personName(text)).toBeNull();
  });
});

describe('comparing', () => {
  it('forgives marks, case, spaces and few letters, but not in short words', () => {
    expect(alike('QUYÊT  ĐINH:', 'Quyết định')).toBe(true);
    expect(alike('ĐỀ ÁN', 'Dự án')).toBe(false);
    expect(distance('kitten', 'sitting')).toBe(3);
    expect(leadingWords(['BAO', 'CAO', 'NHANH'], 'Báo cáo')).toBe(2);
    expect(leadingWords(['BAO'], 'Báo cáo')).toBe(0);
  });

  it('one illegible word pulls the whole value down', () => {
    expect(legibility([95, 95, 95])).toBeGreaterThan(0.95);
    expect(legibility([95, 95, 10])).toBeLessThan(0.87);
    expect(legibility([])).toBe(0);
  });
});
