import { open } from 'node:fs/promises';
import path from 'node:path';
import type { AuditCheck } from '../../protocol/api/audit.ts';
import { healthReplySchema } from '../../protocol/api/health.ts';
import { openAudit } from '../audit/openAudit.ts';
import { collectDiagnostics } from '../diagnostics/collectDiagnostics.ts';
import { createSqliteDriver } from '../records/sqlite/createSqliteDriver.ts';
import { askOwnHub } from './askOwnHub.ts';
import type { Command, CommandContext } from './command.ts';
import { databaseOf, readKek } from './practiceFiles.ts';

/** What a line of the hub's figures looks like; whatever else answers on the port is left out. */
const FIGURE = /^(# (HELP|TYPE) )?(circlewell|process|nodejs)_\w+[{ ]/;

/** `diagnostics FILE`: what whoever helps needs to know, also where the hub does not start (OP30, OP32). */
export const diagnosticsCommand: Command = async (context) => {
  const { config, operands, version, say } = context;
  const target = path.resolve(operands[0] ?? '');
  const text = await collectDiagnostics({
    config,
    release: version,
    now: () => Date.now(),
    health: async () => healthReplySchema.parse(JSON.parse((await askOwnHub(config, '/api/health')).body)),
    figures: async () => {
      const figures = await askOwnHub(config, '/metrics');
      return figures.body
        .split('\n')
        .filter((line) => FIGURE.test(line))
        .join('\n');
    },
    audit: () => checkAudit(context),
  });
  await writeNew(target, text);
  say(
    `The diagnostics are in ${target}. They hold no name, text, link or address of anybody; look for yourself.`,
  );
  return 0;
};

/** @throws Error with a sentence for the operator where there is a file of that name */
async function writeNew(target: string, text: string): Promise<void> {
  const file = await open(target, 'wx', 0o600).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST')
      throw new Error(`There is a file ${target} already. Name another one.`);
    throw error;
  });
  try {
    await file.writeFile(text);
  } finally {
    await file.close();
  }
}

/** Checks the audit, and leaves in it that the diagnostics were made, as far as it can be written (AU15). */
async function checkAudit({ config }: CommandContext): Promise<AuditCheck> {
  const driver = createSqliteDriver(databaseOf(config));
  const { audit, close } = await openAudit({ driver, kek: await readKek(config), now: () => Date.now() });
  try {
    const check = await audit.check();
    const draft = { kind: 'diagnosticsMade', actor: { kind: 'hub' }, basis: 'operator' } as const;
    await audit.append(draft).catch(() => undefined);
    return check;
  } finally {
    await close();
  }
}
