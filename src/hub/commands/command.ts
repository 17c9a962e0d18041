import type { HubConfig } from '../config.ts';

/** What a command of the hub works with. */
export type CommandContext = {
  readonly config: HubConfig;
  /** What stands on the command line beside the options. */
  readonly operands: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** The release of Circlewell, such as 0.1.0. */
  readonly version: string;
  /** Writes a line for the operator. */
  readonly say: (line: string) => void;
};

/**
 * Something the hub's program does instead of serving.
 * @returns the exit code
 * @throws Error with a sentence for the operator
 */
export type Command = (context: CommandContext) => Promise<number>;
