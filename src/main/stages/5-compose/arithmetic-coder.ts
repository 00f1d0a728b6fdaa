/** The adaptive binary arithmetic coder of JBIG2, the MQ coder (ITU-T T.88, annex E), encoding only. */

/** Table E.1: probability of the less probable symbol, next state after it and after the more probable one, and whether the two change places. */
const states: readonly (readonly [qe: number, nextMps: number, nextLps: number, switches: 0 | 1])[] = [
  [0x5601, 1, 1, 1],
  [0x3401, 2, 6, 0],
  [0x1801, 3, 9, 0],
  [0x0ac1, 4, 12, 0],
  [0x0521, 5, 29, 0],
  [0x0221, 38, 33, 0],
  [0x5601, 7, 6, 1],
  [0x5401, 8, 14, 0],
  [0x4801, 9, 14, 0],
  [0x3801, 10, 14, 0],
  [0x3001, 11, 17, 0],
  [0x2401, 12, 18, 0],
  [0x1c01, 13, 20, 0],
  [0x1601, 29, 21, 0],
  [0x5601, 15, 14, 1],
  [0x5401, 16, 14, 0],
  [0x5101, 17, 15, 0],
  [0x4801, 18, 16, 0],
  [0x3801, 19, 17, 0],
  [0x3401, 20, 18, 0],
  [0x3001, 21, 19, 0],
  [0x2801, 22, 19, 0],
  [0x2401, 23, 20, 0],
  [0x2201, 24, 21, 0],
  [0x1c01, 25, 22, 0],
  [0x1801, 26, 23, 0],
  [0x1601, 27, 24, 0],
  [0x1401, 28, 25, 0],
  [0x1201, 29, 26, 0],
  [0x1101, 30, 27, 0],
  [0x0ac1, 31, 28, 0],
  [0x09c1, 32, 29, 0],
  [0x08a1, 33, 30, 0],
  [0x0521, 34, 31, 0],
  [0x0441, 35, 32, 0],
  [0x02a1, 36, 33, 0],
  [0x0221, 37, 34, 0],
  [0x0141, 38, 35, 0],
  [0x0111, 39, 36, 0],
  [0x0085, 40, 37, 0],
  [0x0049, 41, 38, 0],
  [0x0025, 42, 39, 0],
  [0x0015, 43, 40, 0],
  [0x0009, 44, 41, 0],
  [0x0005, 45, 42, 0],
  [0x0001, 45, 43, 0],
  [0x5601, 46, 46, 0],
];

/** A context's memory is one byte: its state times two, and the symbol it thinks more probable. Tables by that byte. */
const probability = Uint16Array.from({ length: states.length * 2 }, (_, at) => states[at >> 1]![0]);
const afterMps = Uint8Array.from({ length: states.length * 2 }, (_, at) => states[at >> 1]![1] * 2 + (at & 1));
const afterLps = Uint8Array.from({ length: states.length * 2 }, (_, at) => {
  const [, , next, switches] = states[at >> 1]!;
  return next * 2 + ((at & 1) ^ switches);
});

export class ArithmeticEncoder {
  readonly #memory: Uint8Array;
  #bytes: Uint8Array = new Uint8Array(1 << 14);
  /** The byte still open to a carry; the one at -1 of the standard is a byte that is never sent. */
  #at = 0;
  #code = 0;
  #interval = 0x8000;
  #shifts = 12;

  /** `contexts` is how many contexts there are, all at their beginning. */
  constructor(contexts: number) {
    this.#memory = new Uint8Array(contexts);
  }

  /** Figures E.3 to E.7. */
  encode(context: number, bit: number): void {
    const memory = this.#memory;
    const state = memory[context]!;
    const qe = probability[state]!;
    this.#interval -= qe;
    if (bit === (state & 1)) {
      if ((this.#interval & 0x8000) !== 0) {
        this.#code += qe;
        return;
      }
      if (this.#interval < qe) this.#interval = qe;
      else this.#code += qe;
      memory[context] = afterMps[state]!;
    } else {
      if (this.#interval < qe) this.#code += qe;
      else this.#interval = qe;
      memory[context] = afterLps[state]!;
    }
    do {
      this.#interval <<= 1;
      this.#code <<= 1;
      if (--this.#shifts === 0) this.#byteOut();
    } while ((this.#interval & 0x8000) === 0);
  }

  /** Ends the code (figure E.11); nothing may be encoded after it. */
  finish(): Uint8Array {
    const most = this.#code + this.#interval;
    this.#code |= 0xffff;
    if (this.#code >= most) this.#code -= 0x8000;
    for (let twice = 0; twice < 2; twice++) {
      this.#code <<= this.#shifts;
      this.#byteOut();
    }
    if (this.#bytes[this.#at] !== 0xff) this.#push(0xff);
    this.#push(0xac);
    return this.#bytes.slice(1, this.#at + 1);
  }

  /** Figure E.8: a byte leaves the register; after 0xFF only seven bits follow, so that a carry has room. */
  #byteOut(): void {
    if (this.#bytes[this.#at] !== 0xff && this.#code >= 0x8000000) {
      this.#bytes[this.#at]!++;
      this.#code &= 0x7ffffff;
    }
    if (this.#bytes[this.#at] === 0xff) {
      this.#push(this.#code >>> 20);
      this.#code &= 0xfffff;
      this.#shifts = 7;
    } else {
      this.#push(this.#code >>> 19);
      this.#code &= 0x7ffff;
      this.#shifts = 8;
    }
  }

  #push(byte: number): void {
    if (++this.#at === this.#bytes.length) {
      const longer = new Uint8Array(this.#bytes.length * 2);
      longer.set(this.#bytes);
      this.#bytes = longer;
    }
    this.#bytes[this.#at] = byte;
  }
}
