import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import type { CommandContext } from './command.ts';

/**
 * A passphrase from where it is seen by nobody: the file of `--passphrase-file`, `CIRCLEWELL_BACKUP_PASSPHRASE`, or the
 * terminal, without an echo (OP3). Null where none of these is there.
 * @param question what is asked at the terminal
 */
export async function askSecret(
  { flags, env }: Pick<CommandContext, 'flags' | 'env'>,
  question: string,
): Promise<string | null> {
  const file = flags['passphrase-file'];
  if (typeof file === 'string') return withoutLineEnd(await readFile(file, 'utf8'));
  const given = env['CIRCLEWELL_BACKUP_PASSPHRASE'];
  if (given !== undefined) return given;
  return process.stdin.isTTY ? askAtTerminal(question) : null;
}

function withoutLineEnd(text: string): string {
  return text.replace(/\r?\n$/, '');
}

async function askAtTerminal(question: string): Promise<string> {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  process.stderr.write(`${question}: `);
  const terminal = createInterface({ input: process.stdin, output: silent, terminal: true });
  try {
    return await terminal.question('');
  } finally {
    terminal.close();
    process.stderr.write('\n');
  }
}
