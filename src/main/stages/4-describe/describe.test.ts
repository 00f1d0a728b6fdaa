import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe as suite, expect, it } from 'vitest';
import { askew, faded, nation, paper, type Paper } from '../../../../tests/fixtures/text/paper.ts';
import type { Proposal, RecognisedPage } from '../../../contract/artefacts.ts';
import { documentTypes, fieldNames, type FieldName, type Sha256 } from '../../../contract/vocabulary.ts';
import { Vault } from '../../engine/vault/vault.ts';
import { describe } from './index.ts';

let folder: string;
let vault: Vault;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'describe-'));
  vault = await Vault.open(folder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function run(pages: readonly Sha256[]) {
  const settings = describe.settings.parse({});
  const input = describe.input.parse({ pages, sourceName: 'scan0001.jpg' });
  return describe.run(input, { settings, blobs: vault, signal: new AbortController().signal, report: () => undefined });
}

async function propose(...pages: readonly RecognisedPage[]): Promise<Proposal> {
  const result = await run(await Promise.all(pages.map((page) => vault.put(Buffer.from(JSON.stringify(page))))));
  if (!result.ok) throw new Error(result.error.code);
  return describe.output.parse(result.data);
}

function values(proposal: Proposal): Record<FieldName, string> {
  return Object.fromEntries(fieldNames.map((name) => [name, proposal[name].value])) as Record<FieldName, string>;
}

const body = [
  'Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015; Luật sửa đổi, bổ sung một số điều của Luật Tổ chức Chính phủ;',
  'Xét đề nghị của công chức Tư pháp - Hộ tịch và ý kiến thống nhất của các thành viên Ủy ban nhân dân xã tại phiên họp thường kỳ;',
  'Điều 1. Kinh phí thực hiện được cân đối từ nguồn ngân sách nhà nước theo phân cấp hiện hành và các nguồn vốn huy động hợp pháp khác.',
  'Điều 2. Thời hạn giải quyết là 15 ngày làm việc kể từ ngày nhận đủ hồ sơ hợp lệ; kết quả được trả tại Bộ phận tiếp nhận của xã.',
];
const signed = { recipients: ['Nơi nhận:', '- Như Điều 2;', '- Lưu: VT.'], signature: ['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH', 'Hoàng Văn Thắng'] };
const commune = ['ỦY BAN NHÂN DÂN', 'XÃ ĐỒNG VĂN'];

function document(changes: Paper & { organ?: readonly string[]; number?: string; date?: string } = {}): Paper {
  const { organ = commune, number = 'Số: 45/QĐ-UBND', date = 'Đồng Văn, ngày 05 tháng 3 năm 2019', ...rest } = changes;
  return {
    header: { left: [...organ, number], right: [...nation, date] },
    title: ['QUYẾT ĐỊNH'],
    subject: ['Về việc thành lập Hội đồng nghĩa vụ quân sự xã'],
    body,
    ...signed,
    ...rest,
  };
}

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

  it.each([['GIẤY XÁC NHẬN'], ['TỜ KHAI'], ['GIẤY KHAI SINH'], ['ĐƠN ĐỀ NGHỊ'], ['TRÍCH LỤC KHAI TỬ'], ['NGHỊ ĐỊNH'], ['THÔNG TƯ'], ['BẢN CAM KẾT']])(
    '%s is type 32 and keeps its printed title as sub-type',
    async (title) => {
      const proposal = await propose(paper(document({ title: [title], number: 'Số: 7/UBND' })));
      expect([proposal.typeName.value, proposal.subType]).toEqual(['32', title]);
    },
  );

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
    const proposal = await propose(paper({ ...letter, header: { left, right: [...nation, 'Đồng Văn, ngày 1 tháng 2 năm 2020'] } }));
    expect(proposal.typeName.value).toBe('22');
    expect(proposal.subject.value.toLowerCase()).toMatch(/rà soát hộ nghèo$/);
  });

  it('without V/v is still known by its addressee', async () => {
    const left = ['ỦY BAN NHÂN DÂN', 'XÃ ĐỒNG VĂN', 'Số: 9/UBND-VP'];
    const proposal = await propose(paper({ ...letter, header: { left, right: [...nation, 'Đồng Văn, ngày 1 tháng 2 năm 2020'] } }));
    expect(proposal.typeName.value).toBe('22');
    expect(proposal.subject).toEqual({ value: '', confidence: 0, page: null, box: null });
    expect(proposal.doubts).toContain('subject-missing');
  });
});

suite('a subject ends where the body begins', () => {
  const long = ['Về việc phê duyệt phương án bồi thường, hỗ trợ và tái định cư khi Nhà nước', 'thu hồi đất để thực hiện dự án đường liên xã', '(đoạn qua thôn Phật Chỉ)'];
  it.each<[string, Paper, string]>([
    ['three centred lines', { subject: long }, long.join(' ')],
    ['the issuer in capitals', { subject: ['Ban hành Quy chế làm việc', 'CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ ĐỒNG VĂN'] }, 'Ban hành Quy chế làm việc'],
    ['the issuing council in capitals', { subject: ['Về dự toán ngân sách năm 2020', 'HỘI ĐỒNG NHÂN DÂN XÃ ĐỒNG VĂN'] }, 'Về dự toán ngân sách năm 2020'],
    ['an addressee', { body: ['Kính gửi: Hội đồng nhân dân xã Đồng Văn', ...body], subject: ['Về việc thông qua quyết toán'] }, 'Về việc thông qua quyết toán'],
    ['a paragraph without indent', { flush: true, subject: ['Tình hình kinh tế'], body: [`Trong sáu tháng đầu năm ${body[2]}`] }, 'Tình hình kinh tế'],
    ['an indented paragraph', { subject: ['Kết quả giải quyết thủ tục hành chính'], body: [`Trong quý I ${body[2]}`] }, 'Kết quả giải quyết thủ tục hành chính'],
    ['a rule read as strokes', { subject: ['Về việc cho thôi việc', '———'] }, 'Về việc cho thôi việc'],
    ['capitals', { subject: ['PHÒNG, CHỐNG THIÊN TAI NĂM 2019'] }, 'PHÒNG, CHỐNG THIÊN TAI NĂM 2019'],
    ['a title that goes on', { title: ['QUYẾT ĐỊNH PHÊ DUYỆT QUY HOẠCH'], subject: ['Khu dân cư thôn Nà Sa'] }, 'PHÊ DUYỆT QUY HOẠCH Khu dân cư thôn Nà Sa'],
  ])('before or with %s', async (_, changes, subject) => {
    expect((await propose(paper(document(changes)))).subject.value).toBe(subject);
  });

  it('a form without a subject is called by its title', async () => {
    const proposal = await propose(paper(document({ title: ['TỜ KHAI ĐĂNG KÝ KẾT HÔN'], subject: [], number: '', body: ['Kính gửi: Ủy ban nhân dân xã Đồng Văn', ...body] })));
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

suite('the issuing agency', () => {
  it.each<[string, readonly string[], string]>([
    ['district', ['ỦY BAN NHÂN DÂN', 'HUYỆN BÌNH LIÊU'], 'ỦY BAN NHÂN DÂN HUYỆN BÌNH LIÊU'],
    ['province', ['ỦY BAN NHÂN DÂN', 'TỈNH QUẢNG NINH'], 'ỦY BAN NHÂN DÂN TỈNH QUẢNG NINH'],
    ['one line', ['UBND XÃ ĐỒNG VĂN'], 'UBND XÃ ĐỒNG VĂN'],
    ['council', ['HỘI ĐỒNG NHÂN DÂN', 'XÃ ĐỒNG VĂN'], 'HỘI ĐỒNG NHÂN DÂN XÃ ĐỒNG VĂN'],
    ['provincial department', ['UBND TỈNH QUẢNG NINH', 'SỞ NỘI VỤ'], 'SỞ NỘI VỤ'],
    ['department on two lines', ['UBND TỈNH QUẢNG NINH', 'SỞ NÔNG NGHIỆP VÀ', 'PHÁT TRIỂN NÔNG THÔN'], 'SỞ NÔNG NGHIỆP VÀ PHÁT TRIỂN NÔNG THÔN'],
    ['office of a district', ['ỦY BAN NHÂN DÂN', 'HUYỆN BÌNH LIÊU', 'PHÒNG TƯ PHÁP'], 'PHÒNG TƯ PHÁP'],
    ['party cell', ['HUYỆN ỦY BÌNH LIÊU', 'ĐẢNG ỦY XÃ ĐỒNG VĂN', '*'], 'ĐẢNG ỦY XÃ ĐỒNG VĂN'],
    ['front', ['ỦY BAN MẶT TRẬN', 'TỔ QUỐC VIỆT NAM', 'XÃ ĐỒNG VĂN'], 'ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM XÃ ĐỒNG VĂN'],
    ['youth committee', ['BAN CHẤP HÀNH', 'ĐOÀN XÃ ĐỒNG VĂN'], 'BAN CHẤP HÀNH ĐOÀN XÃ ĐỒNG VĂN'],
    ['office of a committee', ['VĂN PHÒNG', 'ỦY BAN NHÂN DÂN TỈNH'], 'VĂN PHÒNG ỦY BAN NHÂN DÂN TỈNH'],
    ['township', ['ỦY BAN NHÂN DÂN', 'THỊ TRẤN TIÊN YÊN'], 'ỦY BAN NHÂN DÂN THỊ TRẤN TIÊN YÊN'],
    ['misread', ['ÚY BAN NHẢN DÂN', 'XA ĐỒNG VĂN'], 'ỦY BAN NHÂN DÂN XÃ ĐỒNG VĂN'],
  ])('%s', async (_, organ, name) => {
    expect((await propose(paper(document({ organ })))).organName.value).toBe(name);
  });

  it('a misread place is outvoted by the date line and the text', async () => {
    const changes = { organ: ['ỦY BAN NHÂN DÂN', 'XÃ ĐỐNG VĂN'], body: [...body, 'Điều 3. Công an xã Đồng Văn và các thôn của xã Đồng Văn chịu trách nhiệm thi hành.'] };
    const proposal = await propose(paper(document(changes)));
    expect(proposal.organName.value).toBe('ỦY BAN NHÂN DÂN XÃ ĐỒNG VĂN');
    expect(proposal.doubts).toContain('organ-against-place');
  });

  it('a name that runs up to the quốc hiệu is cut at its first word', async () => {
    const page = paper(document({ organ: ['TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG', 'XÃ ĐỒNG VĂN'] }));
    const squeezed = page.lines.map((line) => {
      const at = line.words.findIndex((word) => word.text === 'CỘNG');
      const before = line.words[at - 1];
      const first = line.words[at];
      if (before === undefined || first === undefined) return line;
      const shift = first.box[0] - before.box[2] - 12;
      const words = line.words.map((word, i) => (i < at ? { ...word, box: [word.box[0] + shift, word.box[1], word.box[2] + shift, word.box[3]] as [number, number, number, number] } : word));
      return { ...line, words };
    });
    expect((await propose({ ...page, lines: squeezed })).organName.value).toBe('TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG XÃ ĐỒNG VĂN');
  });

  it('is taken from the signature when the header is lost, and said to be', async () => {
    const proposal = await propose(
      paper({ title: ['GIẤY MỜI'], subject: ['Dự hội nghị tổng kết'], body, signature: ['TM. ỦY BAN NHÂN DÂN XÃ ĐỒNG VĂN', 'PHÓ CHỦ TỊCH', 'Lý A Chìu'] }),
    );
    expect(proposal.organName.value).toBe('ỦY BAN NHÂN DÂN XÃ ĐỒNG VĂN');
    expect(proposal.doubts).toContain('organ-from-signature');
  });
});

suite('what is blank or written by hand stays empty', () => {
  it('number and day', async () => {
    const proposal = await propose(paper(document({ number: 'Số:           /QĐ-UBND', date: 'Đồng Văn, ngày          tháng 3 năm 2019' })));
    expect(values(proposal)).toMatchObject({ codeNumber: '', codeNotation: 'QĐ-UBND', issuedDate: '' });
    expect(proposal.codeNumber).toEqual({ value: '', confidence: 0, page: null, box: null });
    expect(proposal.doubts).toEqual(['number-blank', 'date-blank']);
  });

  it('a page without a signature names no signer', async () => {
    const proposal = await propose(paper(document({ signature: ['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH'], sealRows: 0 })));
    expect(proposal.signer).toEqual({ value: '', confidence: 0, page: null, box: null });
    expect(proposal.doubts).toEqual(['signer-missing']);
  });

  it('a page of prose proposes nothing but what it says', async () => {
    const proposal = await propose(paper({ body }));
    expect(values(proposal)).toEqual({ typeName: '', codeNumber: '', codeNotation: '', issuedDate: '', organName: '', subject: '', signer: '' });
  });

  it('an empty page proposes nothing', async () => {
    const proposal = await propose({ width: 1654, height: 2339, lines: [] });
    expect(proposal.doubts).toEqual(['page-without-words']);
    expect(Object.values(values(proposal)).join('')).toBe('');
  });
});

suite('the signer', () => {
  it.each<[string, readonly string[], string]>([
    ['deputy for the chairman', ['TM. ỦY BAN NHÂN DÂN', 'KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH', 'Nguyễn Thị Hương Giang'], 'Nguyễn Thị Hương Giang'],
    ['director', ['GIÁM ĐỐC', 'Trần Quốc Toản'], 'Trần Quốc Toản'],
    ['by order', ['TL. CHỦ TỊCH', 'CHÁNH VĂN PHÒNG', 'Bùi Đức Anh'], 'Bùi Đức Anh'],
    ['party secretary', ['T/M ĐẢNG ỦY', 'BÍ THƯ', 'Phùn Sú Nàm'], 'Phùn Sú Nàm'],
    ['officer of the police', ['TRƯỞNG CÔNG AN XÃ', 'Thiếu tá Lê Minh Đức'], 'Lê Minh Đức'],
    ['declarant', ['NGƯỜI KHAI', '(Ký, ghi rõ họ tên)', 'Chìu Thị Múi'], 'Chìu Thị Múi'],
    ['all in capitals', ['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH', 'VŨ XUÂN HÙNG'], 'Vũ Xuân Hùng'],
  ])('%s', async (_, signature, name) => {
    expect((await propose(paper(document({ signature })))).signer.value).toBe(name);
  });

  it('is looked for on the last page of a long document', async () => {
    const first = paper(document({ recipients: [], signature: [] }));
    const last = paper({ body, ...signed });
    const proposal = await propose(first, paper({ body }), last);
    expect(proposal.signer).toMatchObject({ value: 'Hoàng Văn Thắng', page: 3 });
    expect(proposal.codeNumber.page).toBe(1);
    expect(proposal.doubts).toEqual([]);
  });

  it('is found before the appendix', async () => {
    const table = paper({ title: ['PHỤ LỤC'], subject: ['Danh sách hộ nghèo'], body: ['1 Lý Minh Trường 1987 Thôn Sơn Dương', '2 Hoàng Hữu Quyết 1994 Thôn Cộng Hòa'] });
    const proposal = await propose(paper(document()), table, table);
    expect(proposal.signer).toMatchObject({ value: 'Hoàng Văn Thắng', page: 1 });
    expect(proposal.doubts).toEqual(['signer-not-on-last-page']);
  });

  it('is not the letters of the round seal, nor a name in a table above', async () => {
    const signature = ['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH', 'U.B.N.D', 'XÃ ĐỒNG', 'Hoàng Văn Thắng'];
    const proposal = await propose(paper(document({ signature, body: [...body, 'Đỗ Quốc Hương 1986 Thôn Hoành Mô'] })));
    expect(proposal.signer.value).toBe('Hoàng Văn Thắng');
  });
});

suite('papers outside the decree', () => {
  it('an application under a centred quốc hiệu is dated at its end', async () => {
    const proposal = await propose(
      paper({
        top: [...nation],
        title: ['ĐƠN XIN XÁC NHẬN', 'TÌNH TRẠNG HÔN NHÂN'],
        body: ['Kính gửi: Ủy ban nhân dân xã Đồng Văn', 'Tôi tên là: Chìu Thị Múi; sinh ngày 12 tháng 4 năm 1978; nơi thường trú: thôn Khe Tiền.'],
        signature: ['Đồng Văn, ngày 3 tháng 7 năm 2008', 'NGƯỜI LÀM ĐƠN', 'Chìu Thị Múi'],
      }),
    );
    expect(values(proposal)).toMatchObject({ typeName: '32', issuedDate: '03/07/2008', signer: 'Chìu Thị Múi', organName: '', codeNumber: '' });
    expect(proposal.subType).toBe('ĐƠN XIN XÁC NHẬN');
    expect(proposal.doubts).toContain('date-from-body');
  });

  it('minutes are dated by their opening words', async () => {
    const proposal = await propose(
      paper({
        top: [...nation],
        title: ['BIÊN BẢN'],
        subject: ['Họp xét duyệt hộ nghèo'],
        body: ['Hôm nay, ngày 25 tháng 11 năm 2011, tại nhà văn hóa thôn Khe Tiền, chúng tôi gồm có:', ...body],
        recipients: ['THƯ KÝ', '', '', '', '', 'Tằng A Sáng'],
        signature: ['CHỦ TỌA', 'Phùn Sú Nàm'],
        sealRows: 4,
      }),
    );
    expect(values(proposal)).toMatchObject({ typeName: '20', issuedDate: '25/11/2011', subject: 'Họp xét duyệt hộ nghèo', signer: 'Phùn Sú Nàm' });
  });

  it('an old decision without quốc hiệu still gives what it prints', async () => {
    const page = paper(document({ header: { left: ['ỦY BAN NHÂN DÂN', 'HUYỆN BA CHẼ', 'Số: 08/QĐ-UB'], right: ['', '', 'Ba Chẽ, ngày 4 tháng 10 năm 1992'] } }));
    const { codeNumber, codeNotation, issuedDate, organName } = values(await propose(page));
    expect([codeNumber, codeNotation, issuedDate, organName]).toEqual(['08', 'QĐ-UB', '04/10/1992', 'ỦY BAN NHÂN DÂN HUYỆN BA CHẼ']);
  });

  it('a party document has its own header', async () => {
    const page = paper(
      document({
        header: { left: ['HUYỆN ỦY BÌNH LIÊU', 'ĐẢNG ỦY XÃ ĐỒNG VĂN', '*', 'Số 12-NQ/ĐU'], right: ['ĐẢNG CỘNG SẢN VIỆT NAM', '', '', 'Đồng Văn, ngày 20 tháng 6 năm 2016'] },
        title: ['NGHỊ QUYẾT'],
        subject: ['về công tác giảm nghèo năm 2016'],
        signature: ['T/M ĐẢNG ỦY', 'BÍ THƯ', 'Phùn Sú Nàm'],
      }),
    );
    expect(values(await propose(page))).toEqual({
      typeName: '01',
      codeNumber: '12',
      codeNotation: 'NQ/ĐU',
      issuedDate: '20/06/2016',
      organName: 'ĐẢNG ỦY XÃ ĐỒNG VĂN',
      subject: 'về công tác giảm nghèo năm 2016',
      signer: 'Phùn Sú Nàm',
    });
  });
});

suite('words that are not words', () => {
  it.each([['not JSON', 'nonsense'], ['no page', '{"width":1}'], ['boxes of text', '{"width":10,"height":10,"lines":[{"box":"x","words":[]}]}']])('%s fails with a code', async (_, text) => {
    const result = await run([await vault.put(Buffer.from(text))]);
    expect(result).toEqual({ ok: false, error: { code: 'WORDS_UNREADABLE', data: { page: 1 } } });
  });

  it('a page of one endless word is answered, not choked on', async () => {
    const text = 'Số'.repeat(200_000);
    const proposal = await propose({ width: 1654, height: 2339, lines: [{ box: [0, 0, 10, 10], words: [{ text, box: [700, 300, 900, 330], confidence: 50 }] }] });
    expect(proposal.typeName.value).toBe('');
  });
});
