import type { HubConfig } from '../config.ts';

/** What a command of the hub works with. */
export type CommandContext = {
  readonly config: HubConfig;
  /** What stands on the command line beside the options. */
  readonly operands: readonly string[];
  /** The command's own options, by name without the dashes; one without a value is `true`. */
  readonly flags: Readonly<Record<string, string | true>>;
  readonly env: NodeJS.ProcessEnv;
  /** The release of Circlewell, such as 0.1.0. */
  readonly version: string;
  /** Writes a line for the operator. */
  readonly say: (line: string) => void;
};

/** How a command is written: `NAME OPERAND… [--flag]`. */
export type CommandForm = {
  readonly run: Command;
  readonly operands: readonly string[];
  readonly flags: Readonly<Record<string, 'text' | 'switch'>>;
};

/**
 * Something the hub's program does instead of serving.
 * @returns the exit code
 * @throws Error with a sentence for the operator
 */
export type Command = (context: CommandContext) => Promise<number>;
