/** How the command line speaks: with --json one JSON object on stdout, everything else on stderr; otherwise sentences. */
import cliProgress from 'cli-progress';
import { explain, kindOf, type Lang } from '../../contract/errors/index.ts';
import type { CodedError } from '../../contract/result.ts';
import type { EngineEvent } from '../../contract/routes.ts';

export interface Terminal {
  readonly lang: Lang;
  readonly json: boolean;
  /** The command's answer: the object with --json, else the sentences. */
  answer(data: object, sentences: readonly string[]): void;
  /** Says a failure in words, sets the exit status. */
  refuse(error: CodedError): void;
  /** The three sentences of a failure, in one. */
  explain(error: { readonly code: string; readonly data: CodedError['data'] }): string;
  /** Exit status of a failure seen on the way. */
  exitOf(code: string): number;
  /** A sentence on the way; never on stdout. */
  note(sentence: string): void;
  say(vi: string, en: string): string;
}

export function terminal(options: { json: boolean; lang: Lang }): Terminal {
  const { json, lang } = options;
  const say = (vi: string, en: string) => (lang === 'vi' ? vi : en);
  function sentence(error: { readonly code: string; readonly data: CodedError['data'] }): string {
    const { what, safe, todo } = explain(error as CodedError, lang);
    return `${what} ${safe} ${todo}`;
  }
  return {
    lang,
    json,
    say,
    explain: sentence,
    exitOf: (code) => kindOf(code as CodedError['code']).exit,
    answer(data, sentences) {
      process.stdout.write(json ? `${JSON.stringify(data)}\n` : sentences.map((sentence) => `${sentence}\n`).join(''));
    },
    refuse(error) {
      if (json) process.stdout.write(`${JSON.stringify({ ok: false, error: { ...error, message: sentence(error) } })}\n`);
      else {
        const { what, safe, todo } = explain(error, lang);
        process.stderr.write(`${what}\n  ${safe}\n  ${todo}\n`);
      }
      process.exitCode = kindOf(error.code).exit;
    },
    note: (sentence) => void process.stderr.write(`${sentence}\n`),
  };
}

/** The steps a machine does per page or document, as a person reads them. */
const stepWords: Record<string, readonly [string, string]> = {
  capture: ['Nhận', 'Capture'],
  clean: ['Làm sạch', 'Clean'],
  recognise: ['Nhận dạng chữ', 'Recognise'],
  describe: ['Mô tả', 'Describe'],
  compose: ['Lập PDF/A', 'Compose'],
  sign: ['Ký số', 'Sign'],
  package: ['Đóng gói', 'Package'],
  send: ['Gửi', 'Send'],
};

/** One bar, told what is left; silent where stderr is not a terminal. */
export function countBar(label: string): { left(left: number): void; stop(): void } {
  if (process.stderr.isTTY !== true) return { left: () => undefined, stop: () => undefined };
  const bar = new cliProgress.SingleBar({ format: `${label} {bar} {value}/{total}`, stream: process.stderr, hideCursor: true });
  let total = 0;
  return {
    left(left) {
      if (left > total) bar.start((total = left), 0);
      else bar.update(total - left);
    },
    stop: () => bar.stop(),
  };
}

export interface StepBars {
  heard(event: EngineEvent): void;
  stop(): void;
}

/** One bar for each step that is at work, on stderr; silent where stderr is not a terminal, so that logs stay readable. */
export function stepBars(lang: Lang, counts: () => Promise<ReadonlyMap<string, { done: number; of: number }>>): StepBars {
  if (process.stderr.isTTY !== true) return { heard: () => undefined, stop: () => undefined };
  const bars = new cliProgress.MultiBar({
    format: '{step} {bar} {value}/{total}',
    stream: process.stderr,
    clearOnComplete: false,
    hideCursor: true,
  });
  const shown = new Map<string, cliProgress.SingleBar>();
  let drawing = false;
  async function draw(): Promise<void> {
    if (drawing) return;
    drawing = true;
    for (const [step, { done, of }] of await counts()) {
      if (of === 0) continue;
      const words = stepWords[step]?.[lang === 'vi' ? 0 : 1] ?? step;
      const bar = shown.get(step) ?? bars.create(of, 0, { step: words.padEnd(14) });
      shown.set(step, bar);
      bar.setTotal(of);
      bar.update(done);
    }
    drawing = false;
  }
  return {
    heard: (event) => void (event.topic === 'job.changed' && draw()),
    stop: () => bars.stop(),
  };
}
