/** `tram …`: the same contract as the windows, on the command line. Exit status: see ExitCode in contract/errors/kind.ts. */
import { Command, CommanderError, Option } from 'commander';
import type { Lang } from '../../contract/errors/index.ts';
import { defaultDataFolder } from '../../platform/data-folder.ts';
import { software } from '../engine/software.ts';
import { registerArchive } from './commands/archive.ts';
import { registerCapture } from './commands/capture.ts';
import { registerDecisions } from './commands/decisions.ts';
import { registerDemo } from './commands/demo.ts';
import { registerDigitise } from './commands/digitise.ts';
import { registerDoctor } from './commands/doctor.ts';
import { registerSend } from './commands/send.ts';
import { registerServe } from './commands/serve.ts';
import { registerSign } from './commands/sign.ts';
import { registerStation } from './commands/station.ts';
import { registerVerify } from './commands/verify.ts';
import { Refusal } from './station.ts';
import { terminal, type Terminal } from './terminal.ts';

/** Options every command takes. */
export interface Common {
  readonly data: string;
  readonly json: boolean;
  readonly lang: Lang;
}

/** What a command's action gets besides its own arguments and options. */
export interface Invocation<O> {
  readonly options: O & Common;
  readonly args: readonly string[];
  readonly out: Terminal;
}

export type Register = (define: Define) => void;
export type Define = <O>(spec: string, describe: string, set: (command: Command) => Command, action: (invocation: Invocation<O>) => Promise<void>) => void;

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
        await action({ options, args: command.args, out });
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        out.refuse(error.coded);
      }
    });
  };
  for (const register of [
    registerStation,
    registerCapture,
    registerDecisions,
    registerSend,
    registerSign,
    registerVerify,
    registerDigitise,
    registerServe,
    registerArchive,
    registerDoctor,
    registerDemo,
  ])
    register(define);
  program.exitOverride();
  try {
    await program.parseAsync([...argv], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    process.exitCode = error.exitCode === 0 ? 0 : 2;
  }
}

/** `archive serve` → the command `archive` (made once) and the name `serve`. */
function parentOf(program: Command, spec: string): [Command, string] {
  const group = /^(archive|account|audit) (.+)$/.exec(spec);
  if (group === null) return [program, spec];
  const name = group[1]!;
  const parent = program.commands.find((command) => command.name() === name) ?? program.command(name).exitOverride();
  return [parent, group[2]!];
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
});
