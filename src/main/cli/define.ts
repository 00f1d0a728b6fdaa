/** How a command is defined: what it is called, which options it takes, what it does. */
import type { Command } from 'commander';
import type { Lang } from '../../contract/errors/index.ts';
import type { Terminal } from './terminal.ts';

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
export type Define = <O>(
  spec: string,
  describe: string,
  set: (command: Command) => Command,
  action: (invocation: Invocation<O>) => Promise<void>,
) => void;
