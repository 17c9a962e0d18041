import { parseArgs } from 'node:util';
import { ConfigError, parseConfig } from '../config.ts';
import type { Command } from './command.ts';
import { verifyAudit } from './verifyAudit.ts';

const COMMANDS: ReadonlyMap<string, { readonly run: Command; readonly operands: readonly string[] }> =
  new Map([['verify-audit', { run: verifyAudit, operands: [] }]]);

/**
 * Runs a command of the hub; what goes wrong is a sentence on stderr.
 * @param root the folder that holds `package.json`, `resources/` and `.vite/`
 * @returns the exit code
 */
export async function runHubCommand(
  [name = '', ...args]: readonly string[],
  { root, version, env }: { root: string; version: string; env: NodeJS.ProcessEnv },
): Promise<number> {
  const complain = (sentence: string) => {
    process.stderr.write(`${sentence}\n`);
    return 1;
  };
  const command = COMMANDS.get(name);
  if (!command)
    return complain(`There is no command "${name}". There are: ${[...COMMANDS.keys()].join(', ')}.`);
  try {
    const { operands, options } = split(args);
    const wanted = command.operands;
    if (operands.length !== wanted.length)
      return complain(`Write it so: ${[name, ...wanted].join(' ')} --data DIR`);
    const config = parseConfig(options, env, root);
    const say = (line: string) => void process.stdout.write(`${line}\n`);
    return await command.run({ config, operands, env, version, say });
  } catch (error) {
    if (error instanceof ConfigError) return complain(error.message);
    return complain(error instanceof Error ? error.message : String(error));
  }
}

/** Parts the operands from the options, which the hub's own configuration reads and checks. */
function split(args: readonly string[]): { operands: string[]; options: string[] } {
  const { tokens } = parseArgs({
    args: [...args],
    strict: false,
    allowPositionals: true,
    tokens: true,
    options: VALUED,
  });
  const operands = tokens.flatMap((token) => (token.kind === 'positional' ? [token.value] : []));
  const places = new Set(tokens.flatMap((token) => (token.kind === 'positional' ? [token.index] : [])));
  return { operands, options: args.filter((_, index) => !places.has(index)) };
}

/** The options of a command that are followed by a value. */
const VALUED = { data: { type: 'string' }, 'key-file': { type: 'string' } } as const;
