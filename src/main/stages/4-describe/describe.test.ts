import { describe as suite, expect, it } from 'vitest';
import { askew, faded, nation, paper, type Paper } from '../../../../tests/fixtures/text/paper.ts';
import { body, document, propose, useVault, values } from '../../../../tests/fixtures/text/proposals.ts';
import { documentTypes, fieldNames } from '../../../contract/vocabulary.ts';

useVault();

suite('a page laid out as the decree says', () => {
  it('gives every field, surely, from the place it stands', async () => {
    const proposal = await propose(paper(document()));
    expect(values(proposal)).toEqual({
      typeName: '02',
      codeNumber: '45',
      codeNotation: 'QĐ-UBND',
      issuedDate: '05/03/2019',
      organName: 'ỦY BAN NHÂN DÂN XÃ ĐỒNG VĂN',
      subject: 'Về việc thành lập Hội đồng nghĩa vụ quân sự xã',
      signer: 'Hoàng Văn Thắng',
    });
    expect(proposal.doubts).toEqual([]);
    for (const name of fieldNames) {
      expect(proposal[name].confidence, name).toBeGreaterThanOrEqual(0.9);
      expect(proposal[name].page, name).toBe(1);
    }
    const [, top, , bottom] = proposal.issuedDate.box ?? [0, 0, 0, 0];
    expect([top, bottom]).toEqual([260, 290]);
    expect(proposal.codeNumber.box?.[2]).toBeLessThan(720);
    expect(proposal.issuedDate.box?.[0]).toBeGreaterThan(780);
  });

  it.each([
    ['shifted and turned by a third of a degree', askew(paper(document()), 40, -60, 0.33)],
    ['cropped closer on the left', askew(paper(document()), -120, -100, -0.2)],
    ['every third word without its marks', faded(paper(document()), 3)],
  ])('still finds number, date, type and signer when the page is %s', async (_, page) => {
    const proposal = await propose(page);
    const { typeName, codeNumber, codeNotation, issuedDate } = values(proposal);
    expect([typeName, codeNumber, codeNotation, issuedDate]).toEqual(['02', '45', 'QĐ-UBND', '05/03/2019']);
    expect(proposal.signer.value).toMatch(/^Ho[aà]ng V[aă]n Th[aắ]ng$/);
  });

  it('is less sure of words that were hard to read', async () => {
    const clear = await propose(paper(document()));
    const dim = await propose(paper(document({ confidence: 45 })));
    expect(dim.codeNumber.value).toBe(clear.codeNumber.value);
    expect(dim.codeNumber.confidence).toBeLessThan(0.7);
    expect(dim.subject.confidence).toBeLessThan(clear.subject.confidence);
  });
});

suite('every type of the decree', () => {
  const titled = documentTypes.filter((type) => !['22', '29', '30', '31', '32'].includes(type.code));
  it.each(titled)('$code $name is recognised by its title and agrees with its notation', async ({ code, name, abbreviation }) => {
    const proposal = await propose(paper(document({ title: [name.toUpperCase()], number: `Số: 7/${abbreviation}-UBND` })));
    expect([proposal.typeName.value, proposal.codeNotation.value, proposal.subType]).toEqual([code, `${abbreviation}-UBND`, '']);
    expect(proposal.typeName.confidence).toBeGreaterThan(0.95);
    expect(proposal.doubts).toEqual([]);
  });

  it.each(titled)('$code $name survives losing all its marks', async ({ code, name }) => {
    const proposal = await propose(faded(paper(document({ title: [name.toUpperCase()], number: 'Số: 7/UBND' })), 1));
    expect(proposal.typeName.value).toBe(code);
  });

  it.each([
    ['Q U Y Ế T Đ Ị N H', '02'],
    ['QUYÊT ĐINH', '02'],
    ['QUYẾT ĐỊNN', '02'],
    ['TÒ TRÌNH', '15'],
    ['THÔNG BẢO', '07'],
    ['KẾ HOACH', '10'],
    ['BIÊN BÀN', '20'],
    ['GIẤY UỶ QUYỀN', '16'],
    ['THƯ CHÚC MỪNG', '29'],
    ['ĐỀ ÁN', '12'],
    ['DỰ ÁN', '13'],
  ])('reads the title %s as type %s', async (title, code) => {
    expect((await propose(paper(document({ title: [title], number: 'Số: 7/UBND' })))).typeName.value).toBe(code);
  });

  it.each([
    ['GIẤY XÁC NHẬN'],
    ['TỜ KHAI'],
    ['GIẤY KHAI SINH'],
    ['ĐƠN ĐỀ NGHỊ'],
    ['TRÍCH LỤC KHAI TỬ'],
    ['NGHỊ ĐỊNH'],
    ['THÔNG TƯ'],
    ['BẢN CAM KẾT'],
  ])('%s is type 32 and keeps its printed title as sub-type', async (title) => {
    const proposal = await propose(paper(document({ title: [title], number: 'Số: 7/UBND' })));
    expect([proposal.typeName.value, proposal.subType]).toEqual(['32', title]);
  });

  it('a title that disagrees with the notation is doubted, not silently chosen', async () => {
    const proposal = await propose(paper(document({ title: ['THÔNG BÁO'], number: 'Số: 45/QĐ-UBND' })));
    expect(proposal.doubts).toContain('type-against-notation');
    expect(proposal.typeName.confidence).toBeLessThan(0.8);
    expect(proposal.codeNotation.confidence).toBeLessThan(0.8);
  });

  it('a title lost to a stain is inferred from the notation, and said to be', async () => {
    const proposal = await propose(paper(document({ title: [], subject: [] })));
    expect(proposal.typeName.value).toBe('02');
    expect(proposal.typeName.confidence).toBeLessThan(0.9);
    expect(proposal.doubts).toContain('type-from-notation');
  });

  it('stamps of secrecy and urgency above the title are not the title', async () => {
    const proposal = await propose(paper(document({ title: ['HỎA TỐC', 'CÔNG ĐIỆN'], number: 'Số: 02/CĐ-UBND' })));
    expect(proposal.typeName.value).toBe('23');
  });
});

suite('công văn', () => {
  const letter = document({
    header: {
      left: ['UBND HUYỆN BÌNH LIÊU', 'PHÒNG TƯ PHÁP', 'Số: 118/TP-HT', 'V/v hướng dẫn đăng ký lại', 'khai sinh cho công dân'],
      right: [...nation, 'Bình Liêu, ngày 12 tháng 11 năm 2014'],
    },
    title: [],
    subject: [],
    body: ['Kính gửi: Ủy ban nhân dân các xã, thị trấn trên địa bàn huyện.', ...body],
    signature: ['TRƯỞNG PHÒNG', 'Lò Thị Mai'],
  });

  it('is known by V/v and takes its subject from under the number', async () => {
    const proposal = await propose(paper(letter));
    expect(values(proposal)).toEqual({
      typeName: '22',
      codeNumber: '118',
      codeNotation: 'TP-HT',
      issuedDate: '12/11/2014',
      organName: 'PHÒNG TƯ PHÁP',
      subject: 'hướng dẫn đăng ký lại khai sinh cho công dân',
      signer: 'Lò Thị Mai',
    });
    expect(proposal.doubts).toEqual([]);
  });

  it.each([['V/v'], ['V/v:'], ['Vlv'], ['V/V'], ['V / v'], ['Về việc']])('knows %s', async (mark) => {
    const left = ['ỦY BAN NHÂN DÂN', 'XÃ ĐỒNG VĂN', 'Số: 9/UBND-VP', `${mark} rà soát hộ nghèo`];
    const proposal = await propose(
      paper({ ...letter, header: { left, right: [...nation, 'Đồng Văn, ngày 1 tháng 2 năm 2020'] } }),
    );
    expect(proposal.typeName.value).toBe('22');
    expect(proposal.subject.value.toLowerCase()).toMatch(/rà soát hộ nghèo$/);
  });

  it('without V/v is still known by its addressee', async () => {
    const left = ['ỦY BAN NHÂN DÂN', 'XÃ ĐỒNG VĂN', 'Số: 9/UBND-VP'];
    const proposal = await propose(
      paper({ ...letter, header: { left, right: [...nation, 'Đồng Văn, ngày 1 tháng 2 năm 2020'] } }),
    );
    expect(proposal.typeName.value).toBe('22');
    expect(proposal.subject).toEqual({ value: '', confidence: 0, page: null, box: null });
    expect(proposal.doubts).toContain('subject-missing');
  });
});

suite('a subject ends where the body begins', () => {
  const long = [
    'Về việc phê duyệt phương án bồi thường, hỗ trợ và tái định cư khi Nhà nước',
    'thu hồi đất để thực hiện dự án đường liên xã',
    '(đoạn qua thôn Phật Chỉ)',
  ];
  it.each<[string, Paper, string]>([
    ['three centred lines', { subject: long }, long.join(' ')],
    [
      'the issuer in capitals',
      { subject: ['Ban hành Quy chế làm việc', 'CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ ĐỒNG VĂN'] },
      'Ban hành Quy chế làm việc',
    ],
    [
      'the issuing council in capitals',
      { subject: ['Về dự toán ngân sách năm 2020', 'HỘI ĐỒNG NHÂN DÂN XÃ ĐỒNG VĂN'] },
      'Về dự toán ngân sách năm 2020',
    ],
    [
      'an addressee',
      { body: ['Kính gửi: Hội đồng nhân dân xã Đồng Văn', ...body], subject: ['Về việc thông qua quyết toán'] },
      'Về việc thông qua quyết toán',
    ],
    [
      'a paragraph without indent',
      { flush: true, subject: ['Tình hình kinh tế'], body: [`Trong sáu tháng đầu năm ${body[2]}`] },
      'Tình hình kinh tế',
    ],
    [
      'an indented paragraph',
      { subject: ['Kết quả giải quyết thủ tục hành chính'], body: [`Trong quý I ${body[2]}`] },
      'Kết quả giải quyết thủ tục hành chính',
    ],
    ['a rule read as strokes', { subject: ['Về việc cho thôi việc', '———'] }, 'Về việc cho thôi việc'],
    ['capitals', { subject: ['PHÒNG, CHỐNG THIÊN TAI NĂM 2019'] }, 'PHÒNG, CHỐNG THIÊN TAI NĂM 2019'],
    [
      'a title that goes on',
      { title: ['QUYẾT ĐỊNH PHÊ DUYỆT QUY HOẠCH'], subject: ['Khu dân cư thôn Nà Sa'] },
      'PHÊ DUYỆT QUY HOẠCH Khu dân cư thôn Nà Sa',
    ],
  ])('before or with %s', async (_, changes, subject) => {
    expect((await propose(paper(document(changes)))).subject.value).toBe(subject);
  });

  it('a form without a subject is called by its title', async () => {
    const proposal = await propose(
      paper(
        document({
          title: ['TỜ KHAI ĐĂNG KÝ KẾT HÔN'],
          subject: [],
          number: '',
          body: ['Kính gửi: Ủy ban nhân dân xã Đồng Văn', ...body],
        }),
      ),
    );
    expect(proposal.subject.value).toBe('Tờ khai đăng ký kết hôn');
    expect(proposal.doubts).toContain('subject-from-title');
  });

  it('never runs past the 500 characters the archive takes', async () => {
    const line = 'về việc công nhận kết quả rà soát hộ nghèo và hộ cận nghèo theo chuẩn mới';
    const proposal = await propose(paper(document({ subject: Array.from({ length: 8 }, () => line) })));
    expect(proposal.subject.value).toHaveLength(500);
    expect(proposal.doubts).toContain('subject-cut');
  });
});
