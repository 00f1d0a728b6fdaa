/** The commands a person types next, whole: to be copied, on any of the systems' shells. */

export interface Waiting {
  readonly dataDir: string;
  readonly fileCode: string;
  /** Documents wait for a second person's approval. */
  readonly approval: boolean;
  /** Somebody is enrolled who may approve. */
  readonly hasSupervisor: boolean;
  /** Files that could not be captured hold the dossier back. */
  readonly refused: boolean;
  /** The command that was run, without the program's name. */
  readonly again: readonly string[];
}

/** Pure. Empty when nothing waits. */
export function nextSteps(
  { dataDir, fileCode, approval, hasSupervisor, refused, again }: Waiting,
  say: (vi: string, en: string) => string,
): string[] {
  if (!approval && !refused) return [];
  const data = ['--data', dataDir];
  const who = say('TÊN', 'NAME');
  const secret = say('BIẾN', 'VARIABLE');
  const decide = ['--dossier', fileCode, '--as', who, '--pass-env', secret, ...data];
  return [
    ...(refused
      ? [
          say(
            '  Sửa các tệp bị lỗi rồi chạy lại, hoặc bỏ qua chúng:',
            '  Mend the files that could not be taken in and run again, or go on without them:',
          ),
          line('dismiss', ...decide, '--reason', '…'),
        ]
      : []),
    ...(approval ? [say('  Người thứ hai duyệt hồ sơ:', '  A second person approves the dossier:')] : []),
    ...(approval && !hasSupervisor ? [line('account', 'add', who, '--role', 'supervisor', '--pass-env', secret, ...data)] : []),
    ...(approval ? [line('approve', ...decide)] : []),
    say('  Rồi chạy lại đúng lệnh này để nhận gói tin:', '  Then this same command again hands out the package:'),
    line(...again),
  ];
}

function line(...words: string[]): string {
  return `    tram ${words.map(quoted).join(' ')}`;
}

/** Double quotes are what cmd, PowerShell and sh all understand. */
function quoted(word: string): string {
  return /^[\p{L}\p{M}\p{N}_.,:/\\=@%+…-]+$/u.test(word) ? word : `"${word}"`;
}
