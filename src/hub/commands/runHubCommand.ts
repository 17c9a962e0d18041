import { parseArgs } from 'node:util';
import { parseConfig } from '../config.ts';
import { settingOptions } from '../settings.ts';
import type { CommandForm } from './command.ts';
import { backupCommand } from './backup.ts';
import { diagnosticsCommand } from './diagnostics.ts';
import { healthCommand } from './health.ts';
import { ownerLinkCommand } from './ownerLink.ts';
import { restoreCommand } from './restore.ts';
import { rotateKeyCommand } from './rotateKey.ts';
import { verifyAudit } from './verifyAudit.ts';

const COMMANDS: ReadonlyMap<string, CommandForm> = new Map([
  ['verify-audit', { run: verifyAudit, operands: [], flags: {} }],
  [
    'backup',
    {
      run: backupCommand,
      operands: ['FILE'],
      flags: { 'passphrase-file': 'text', 'recovery-key': 'switch' },
    },
  ],
  ['owner-link', { run: ownerLinkCommand, operands: [], flags: { account: 'text' } }],
  ['health', { run: healthCommand, operands: [], flags: {} }],
  ['rotate-key', { run: rotateKeyCommand, operands: [], flags: {} }],
  ['diagnostics', { run: diagnosticsCommand, operands: ['FILE'], flags: {} }],
  [
    'restore',
    { run: restoreCommand, operands: ['FILE'], flags: { 'passphrase-file': 'text', replace: 'switch' } },
  ],
]);

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
  const form = COMMANDS.get(name);
  if (!form) return complain(`There is no command "${name}". There are: ${[...COMMANDS.keys()].join(', ')}.`);
  try {
    const { operands, flags, rest } = split(args, form);
    if (operands.length !== form.operands.length)
      return complain(`Write it so: ${[name, ...form.operands].join(' ')} --data DIR`);
    const config = parseConfig(rest, env, root);
    const say = (line: string) => void process.stdout.write(`${line}\n`);
    return await form.run({ config, operands, flags, env, version, say });
  } catch (error) {
    return complain(error instanceof Error ? error.message : String(error));
  }
}

/** Parts operands and the command's own options from those that the hub's own configuration reads and checks. */
function split(args: readonly string[], { flags: known }: CommandForm) {
  const options = settingOptions();
  for (const [flag, kind] of Object.entries(known))
    options[flag] = { type: kind === 'text' ? 'string' : 'boolean' };
  const { tokens } = parseArgs({
    args: [...args],
    strict: false,
    allowPositionals: true,
    tokens: true,
    options,
  });
  const operands: string[] = [];
  const flags: Record<string, string | true> = {};
  const rest: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') operands.push(token.value);
    if (token.kind !== 'option') continue;
    const { name, rawName, value } = token;
    if (!(name in known)) rest.push(rawName, ...(value === undefined ? [] : [value]));
    else if (known[name] === 'text' && value === undefined)
      throw new Error(`--${name} is without its value.`);
    else flags[name] = value ?? true;
  }
  return { operands, flags, rest };
}
