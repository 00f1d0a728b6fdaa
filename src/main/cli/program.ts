/** `tram …`: the same contract as the windows, on the command line. Exit status: see ExitCode in contract/errors/kind.ts. */
import { Command, CommanderError, Option } from 'commander';
import type { Lang } from '../../contract/errors/index.ts';
import { defaultDataFolder } from '../../platform/data-folder.ts';
import { software } from '../engine/software.ts';
import { refuseForgotten } from './checks.ts';
import type { Common, Define, Register } from './define.ts';
import { Refusal } from './station.ts';
import { terminal } from './terminal.ts';

/** Which file has which commands: only the one that is asked for is loaded; all of them for `--help`. */
const rooms: readonly { readonly commands: readonly string[]; readonly load: () => Promise<Register> }[] = [
  { commands: ['init', 'status', 'audit'], load: async () => (await import('./commands/station.ts')).registerStation },
  { commands: ['account'], load: async () => (await import('./commands/accounts.ts')).registerAccounts },
  { commands: ['devices', 'scan'], load: async () => (await import('./commands/scan.ts')).registerScan },
  { commands: ['import', 'run'], load: async () => (await import('./commands/capture.ts')).registerCapture },
  {
    commands: ['describe', 'dismiss', 'approve', 'return'],
    load: async () => (await import('./commands/decisions.ts')).registerDecisions,
  },
  { commands: ['send', 'queue', 'retry'], load: async () => (await import('./commands/send.ts')).registerSend },
  { commands: ['export-disk', 'receive', 'receipt'], load: async () => (await import('./commands/disk.ts')).registerDisk },
  { commands: ['sign'], load: async () => (await import('./commands/sign.ts')).registerSign },
  { commands: ['search'], load: async () => (await import('./commands/search.ts')).registerSearch },
  { commands: ['verify'], load: async () => (await import('./commands/verify.ts')).registerVerify },
  { commands: ['digitise'], load: async () => (await import('./commands/digitise.ts')).registerDigitise },
  { commands: ['serve'], load: async () => (await import('./commands/serve.ts')).registerServe },
  { commands: ['archive'], load: async () => (await import('./commands/archive.ts')).registerArchive },
  { commands: ['bench'], load: async () => (await import('./commands/bench.ts')).registerBench },
  { commands: ['doctor'], load: async () => (await import('./commands/doctor.ts')).registerDoctor },
  { commands: ['demo'], load: async () => (await import('./commands/demo.ts')).registerDemo },
];

const systemLang: Lang = /^en/i.test(process.env['LC_ALL'] ?? process.env['LANG'] ?? '') ? 'en' : 'vi';

export async function main(argv: readonly string[]): Promise<void> {
  const program = new Command('tram').description('Trạm Số Hóa — từ tờ giấy đến biên nhận của Lưu trữ').version(software.version);
  const define: Define = (spec, description, set, action) => {
    const [parents, name] = parentOf(program, spec);
    const command = set(parents.command(name).description(description))
      .addOption(new Option('--data <dir>', 'station folder').default(defaultDataFolder(), 'the user’s own'))
      .option('--json', 'one JSON object on stdout', false)
      .addOption(new Option('--lang <lang>', 'language').choices(['vi', 'en']).default(systemLang))
      .exitOverride();
    command.action(async () => {
      const options = command.opts<never>();
      const out = terminal(options as Common);
      try {
        refuseForgotten(command.args, options);
        await action({ options, args: command.args, out });
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        out.refuse(error.coded);
      }
    });
  };
  const asked = rooms.filter(({ commands }) => commands.includes(argv[0] ?? ''));
  for (const { load } of asked.length > 0 ? asked : rooms) (await load())(define);
  program.exitOverride();
  try {
    await program.parseAsync([...argv], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return;
    // The library has said it on stderr; a script gets its one object here too.
    const problem = error.code === 'commander.help' ? 'tram' : error.message.replace(/^error: |\.$/g, '');
    if (argv.includes('--json'))
      terminal({ json: true, lang: langOf(argv) }).refuse({ code: 'INPUT_INVALID', data: { problem } });
    process.exitCode = 2;
  }
}

/** A bug: the stack is for whoever mends it; a script gets its one object all the same. */
export function broken(argv: readonly string[], error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${error instanceof Error ? error.stack : message}\n`);
  if (argv.includes('--json'))
    terminal({ json: true, lang: langOf(argv) }).refuse({ code: 'PROGRAM_FAULT', data: { command: argv[0] ?? '', message } });
  process.exitCode = 1;
}

/** For what is said before the options are read. */
function langOf(argv: readonly string[]): Lang {
  const asked = argv[argv.indexOf('--lang') + 1];
  return argv.includes('--lang') && (asked === 'vi' || asked === 'en') ? asked : systemLang;
}

/** `archive serve` → the command `archive` (made once) and the name `serve`. */
function parentOf(program: Command, spec: string): [Command, string] {
  const group = /^(archive|account|audit|search) (.+)$/.exec(spec);
  if (group === null) return [program, spec];
  const name = group[1]!;
  const parent = program.commands.find((command) => command.name() === name) ?? program.command(name).exitOverride();
  return [parent, group[2]!];
}
