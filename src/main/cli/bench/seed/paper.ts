/**
 * Writes papers that were never on a desk: sentences that go on as those of the practice records do, with names, numbers and, for the long
 * tail of a real archive, syllables few pages have.
 */
import { readdir, readFile } from 'node:fs/promises';
import { documentTypes } from '../../../../contract/vocabulary.ts';
import { resourcePath } from '../../../../platform/resources.ts';
import type { Chance } from './chance.ts';

const families = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Phan', 'Vũ', 'Đặng', 'Bùi', 'Đỗ', 'Hồ', 'Ngô', 'Dương', 'Lý', 'Đoàn'];
const middles = ['Văn', 'Thị', 'Đức', 'Hữu', 'Ngọc', 'Minh', 'Thanh', 'Quang', 'Xuân', 'Công', 'Khắc', 'Bá'];
const given = [
  'An',
  'Bình',
  'Châu',
  'Dũng',
  'Hà',
  'Hạnh',
  'Hùng',
  'Lan',
  'Liên',
  'Long',
  'Mai',
  'Nga',
  'Nghiêm',
  'Phúc',
  'Quyên',
  'Sơn',
  'Tâm',
  'Thảo',
  'Tư',
  'Vinh',
  'Yến',
];
const villages = [
  'Bến Trà',
  'Quang Trung',
  'Đồng Xoài',
  'Mỹ Lộc',
  'Phú Thọ',
  'An Khê',
  'Hòa Bình',
  'Tân Tiến',
  'Lam Khê',
  'Thượng Nông',
];
const onsets = [
  '',
  'b',
  'c',
  'ch',
  'd',
  'đ',
  'g',
  'h',
  'k',
  'kh',
  'l',
  'm',
  'n',
  'ng',
  'nh',
  'ph',
  'qu',
  'r',
  's',
  't',
  'th',
  'tr',
  'v',
  'x',
];
const rimes = [
  'a',
  'ac',
  'ai',
  'am',
  'an',
  'ang',
  'anh',
  'ao',
  'au',
  'ay',
  'ăm',
  'ăn',
  'ăng',
  'âm',
  'ân',
  'âu',
  'ây',
  'e',
  'em',
  'en',
  'ê',
  'ên',
  'i',
  'iên',
  'iêu',
  'in',
  'o',
  'oa',
  'oan',
  'oi',
  'on',
  'ong',
  'ô',
  'ôi',
  'ôn',
  'ông',
  'ơ',
  'ơi',
  'ơn',
  'u',
  'ui',
  'un',
  'ung',
  'uôi',
  'uôn',
  'ư',
  'ưa',
  'ưng',
  'ươi',
  'ươn',
  'ương',
  'uyên',
];
const tones = ['', '\u0300', '\u0301', '\u0309', '\u0303', '\u0323'];
/** Kinds of paper an office has most of. */
const usual = documentTypes.filter(({ abbreviation }) =>
  ['QĐ', 'TB', 'BC', 'TTr', 'BB', 'KH', 'GM', 'NQ'].includes(abbreviation),
);

export interface Fields {
  readonly typeName: string;
  readonly codeNumber: string;
  readonly codeNotation: string;
  readonly issuedDate: string;
  readonly organName: string;
  readonly subject: string;
  readonly signer: string;
}

export class Paper {
  readonly #chance: Chance;
  readonly #starts: readonly string[];
  /** What may follow a word. */
  readonly #next: ReadonlyMap<string, readonly string[]>;
  readonly #tail: readonly string[];
  /** Every word as often as it stands in the practice records. */
  readonly #any: readonly string[];

  constructor(sentences: readonly string[], chance: Chance) {
    this.#chance = chance;
    const next = new Map<string, string[]>();
    const starts: string[] = [];
    for (const words of sentences.map((sentence) => sentence.split(/\s+/).filter((word) => word !== ''))) {
      if (words.length < 4) continue;
      starts.push(words[0]!);
      words.slice(1).forEach((word, at) => {
        const known = next.get(words[at]!);
        if (known === undefined) next.set(words[at]!, [word]);
        else known.push(word);
      });
    }
    this.#starts = starts;
    this.#any = [...next.keys()].flatMap((word) => next.get(word)!);
    this.#next = next;
    this.#tail = Array.from({ length: 4000 }, () => this.#syllable());
  }

  person(): string {
    return [families, middles, given].map((list) => this.#chance.one(list)).join(' ');
  }

  /** A page of 120 to 460 words in lines of about ten. */
  page(head: string): string {
    const chance = this.#chance;
    const words = head.split(' ');
    const length = chance.between(120, 460);
    while (words.length < length) this.#sentence(words, chance.between(8, 30));
    let text = '';
    for (let at = 0; at < words.length; at++) text += at === 0 ? words[at] : `${at % 10 === 0 ? '\n' : ' '}${words[at]}`;
    return text;
  }

  subject(): string {
    const words = ['Về', 'việc'];
    this.#sentence(words, this.#chance.between(5, 14));
    return words.join(' ').slice(0, 400);
  }

  fields(year: number): Fields {
    const chance = this.#chance;
    const type = chance.one(usual);
    const two = (value: number) => String(value).padStart(2, '0');
    return {
      typeName: type.code,
      codeNumber: two(chance.between(1, 350)),
      codeNotation: `${type.abbreviation}-UBND`,
      issuedDate: `${two(chance.between(1, 28))}/${two(chance.between(1, 12))}/${year}`,
      organName: `Ủy ban nhân dân xã ${chance.one(villages)}`,
      subject: this.subject(),
      signer: this.person(),
    };
  }

  #sentence(words: string[], length: number): void {
    const chance = this.#chance;
    let word = chance.one(this.#starts);
    for (let made = 0; made < length; made++) {
      words.push(word);
      const dice = chance.next();
      if (dice < 0.03) words.push(this.person());
      else if (dice < 0.05) words.push('thôn', chance.one(villages));
      else if (dice < 0.08) words.push(String(Math.floor(chance.next() * chance.next() * 5000)));
      // Zipf: the first of the tail is as frequent as the last few hundred together.
      else if (dice < 0.15) words.push(this.#tail[Math.floor(this.#tail.length ** chance.next()) - 1] ?? '');
      // A few pages of practice records know few followers of a word; what real papers say next is as often something new.
      const following = chance.next() < 0.45 ? undefined : this.#next.get(word);
      word = chance.one(following ?? this.#any);
    }
  }

  #syllable(): string {
    const chance = this.#chance;
    const rime = chance.one(rimes);
    const at = rime.search(/[aăâeêioôơuưy]/) + 1;
    return `${chance.one(onsets)}${rime.slice(0, at)}${chance.one(tones)}${rime.slice(at)}`.normalize('NFC');
  }
}

/** Lines of the practice records' true texts. */
export async function practiceSentences(): Promise<string[]> {
  const root = resourcePath('practice', 'truth');
  const files = await readdir(root, { recursive: true });
  const texts = await Promise.all(
    files
      .filter((file) => file.endsWith('.txt'))
      .toSorted()
      .map((file) => readFile(resourcePath('practice', 'truth', file), 'utf8')),
  );
  return texts.flatMap((text) => text.normalize('NFC').split('\n'));
}
