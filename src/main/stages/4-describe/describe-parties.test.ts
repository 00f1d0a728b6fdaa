import { describe as suite, expect, it } from 'vitest';
import { nation, paper } from '../../../../tests/fixtures/text/paper.ts';
import { body, document, propose, runOn, signed, useVault, values } from '../../../../tests/fixtures/text/proposals.ts';

useVault();

suite('the issuing agency', () => {
  it.each<[string, readonly string[], string]>([
    ['district', ['ỦY BAN NHÂN DÂN', 'HUYỆN BÌNH LIÊU'], 'ỦY BAN NHÂN DÂN HUYỆN BÌNH LIÊU'],
    ['province', ['ỦY BAN NHÂN DÂN', 'TỈNH QUẢNG NINH'], 'ỦY BAN NHÂN DÂN TỈNH QUẢNG NINH'],
    ['one line', ['UBND XÃ ĐỒNG VĂN'], 'UBND XÃ ĐỒNG VĂN'],
    ['council', ['HỘI ĐỒNG NHÂN DÂN', 'XÃ ĐỒNG VĂN'], 'HỘI ĐỒNG NHÂN DÂN XÃ ĐỒNG VĂN'],
    ['provincial department', ['UBND TỈNH QUẢNG NINH', 'SỞ NỘI VỤ'], 'SỞ NỘI VỤ'],
    [
      'department on two lines',
      ['UBND TỈNH QUẢNG NINH', 'SỞ NÔNG NGHIỆP VÀ', 'PHÁT TRIỂN NÔNG THÔN'],
      'SỞ NÔNG NGHIỆP VÀ PHÁT TRIỂN NÔNG THÔN',
    ],
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
    const changes = {
      organ: ['ỦY BAN NHÂN DÂN', 'XÃ ĐỐNG VĂN'],
      body: [...body, 'Điều 3. Công an xã Đồng Văn và các thôn của xã Đồng Văn chịu trách nhiệm thi hành.'],
    };
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
      const words = line.words.map((word, i) =>
        i < at
          ? {
              ...word,
              box: [word.box[0] + shift, word.box[1], word.box[2] + shift, word.box[3]] as [number, number, number, number],
            }
          : word,
      );
      return { ...line, words };
    });
    expect((await propose({ ...page, lines: squeezed })).organName.value).toBe('TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG XÃ ĐỒNG VĂN');
  });

  it('is taken from the signature when the header is lost, and said to be', async () => {
    const proposal = await propose(
      paper({
        title: ['GIẤY MỜI'],
        subject: ['Dự hội nghị tổng kết'],
        body,
        signature: ['TM. ỦY BAN NHÂN DÂN XÃ ĐỒNG VĂN', 'PHÓ CHỦ TỊCH', 'Lý A Chìu'],
      }),
    );
    expect(proposal.organName.value).toBe('ỦY BAN NHÂN DÂN XÃ ĐỒNG VĂN');
    expect(proposal.doubts).toContain('organ-from-signature');
  });
});

it('an agency signed for but not named is not proposed', async () => {
  const proposal = await propose(
    paper({ title: ['GIẤY MỜI'], body, signature: ['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH', 'Lý A Chìu'] }),
  );
  expect(proposal.organName.value).toBe('');
  expect(proposal.doubts).toContain('organ-missing');
});

suite('what is blank or written by hand stays empty', () => {
  it('number and day', async () => {
    const proposal = await propose(
      paper(document({ number: 'Số:           /QĐ-UBND', date: 'Đồng Văn, ngày          tháng 3 năm 2019' })),
    );
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
    expect(values(proposal)).toEqual({
      typeName: '',
      codeNumber: '',
      codeNotation: '',
      issuedDate: '',
      organName: '',
      subject: '',
      signer: '',
    });
  });

  it('an empty page proposes nothing', async () => {
    const proposal = await propose({ width: 1654, height: 2339, lines: [] });
    expect(proposal.doubts).toEqual(['page-without-words']);
    expect(Object.values(values(proposal)).join('')).toBe('');
  });
});

suite('the signer', () => {
  it.each<[string, readonly string[], string]>([
    [
      'deputy for the chairman',
      ['TM. ỦY BAN NHÂN DÂN', 'KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH', 'Nguyễn Thị Hương Giang'],
      'Nguyễn Thị Hương Giang',
    ],
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
    const table = paper({
      title: ['PHỤ LỤC'],
      subject: ['Danh sách hộ nghèo'],
      body: ['1 Lý Minh Trường 1987 Thôn Sơn Dương', '2 Hoàng Hữu Quyết 1994 Thôn Cộng Hòa'],
    });
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
        body: [
          'Kính gửi: Ủy ban nhân dân xã Đồng Văn',
          'Tôi tên là: Chìu Thị Múi; sinh ngày 12 tháng 4 năm 1978; nơi thường trú: thôn Khe Tiền.',
        ],
        signature: ['Đồng Văn, ngày 3 tháng 7 năm 2008', 'NGƯỜI LÀM ĐƠN', 'Chìu Thị Múi'],
      }),
    );
    expect(values(proposal)).toMatchObject({
      typeName: '32',
      issuedDate: '03/07/2008',
      signer: 'Chìu Thị Múi',
      organName: '',
      codeNumber: '',
    });
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
    expect(values(proposal)).toMatchObject({
      typeName: '20',
      issuedDate: '25/11/2011',
      subject: 'Họp xét duyệt hộ nghèo',
      signer: 'Phùn Sú Nàm',
    });
  });

  it('an old decision without quốc hiệu still gives what it prints', async () => {
    const page = paper(
      document({
        header: {
          left: ['ỦY BAN NHÂN DÂN', 'HUYỆN BA CHẼ', 'Số: 08/QĐ-UB'],
          right: ['', '', 'Ba Chẽ, ngày 4 tháng 10 năm 1992'],
        },
      }),
    );
    const { codeNumber, codeNotation, issuedDate, organName } = values(await propose(page));
    expect([codeNumber, codeNotation, issuedDate, organName]).toEqual([
      '08',
      'QĐ-UB',
      '04/10/1992',
      'ỦY BAN NHÂN DÂN HUYỆN BA CHẼ',
    ]);
  });

  it('a party document has its own header', async () => {
    const page = paper(
      document({
        header: {
          left: ['HUYỆN ỦY BÌNH LIÊU', 'ĐẢNG ỦY XÃ ĐỒNG VĂN', '*', 'Số 12-NQ/ĐU'],
          right: ['ĐẢNG CỘNG SẢN VIỆT NAM', '', '', 'Đồng Văn, ngày 20 tháng 6 năm 2016'],
        },
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
  it.each([
    ['not JSON', 'nonsense'],
    ['no page', '{"width":1}'],
    ['boxes of text', '{"width":10,"height":10,"lines":[{"box":"x","words":[]}]}'],
  ])('%s fails with a code', async (_, text) => {
    const result = await runOn([text]);
    expect(result).toEqual({ ok: false, error: { code: 'WORDS_UNREADABLE', data: { page: 1 } } });
  });

  it('a page of one endless word is answered, not choked on', async () => {
    const text = 'Số'.repeat(200_000);
    const proposal = await propose({
      width: 1654,
      height: 2339,
      lines: [{ box: [0, 0, 10, 10], words: [{ text, box: [700, 300, 900, 330], confidence: 50 }] }],
    });
    expect(proposal.typeName.value).toBe('');
  });
});
