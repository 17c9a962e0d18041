import { open } from 'node:fs/promises';
import path from 'node:path';
import { healthReplySchema } from '../../protocol/api/health.ts';
import { openAudit } from '../audit/openAudit.ts';
import { collectDiagnostics } from '../diagnostics/collectDiagnostics.ts';
import { createSqliteDriver } from '../records/sqlite/createSqliteDriver.ts';
import type { Command, CommandContext } from './command.ts';
import { databaseOf, readKek } from './practiceFiles.ts';

const USUAL_PORT = 7420;
const ASK_LIMIT_MS = 2_000;
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
    health: async () => healthReplySchema.parse(JSON.parse(await askHub(context, '/api/health'))),
    figures: async () => {
      const figures = await askHub(context, '/metrics');
      return figures
        .split('\n')
        .filter((line) => FIGURE.test(line))
        .join('\n');
    },
    audit: () => checkAudit(context),
  });
  const file = await open(target, 'wx', 0o600);
  try {
    await file.writeFile(text);
  } finally {
    await file.close();
  }
  say(
    `The diagnostics are in ${target}. They hold no name, text, link or address of anybody; look for yourself.`,
  );
  return 0;
};

/** Asks the hub that runs on this machine, if one does. @throws Error where none answers */
async function askHub({ config }: CommandContext, address: string): Promise<string> {
  const url = `http://127.0.0.1:${config.port === 0 ? USUAL_PORT : config.port}${address}`;
  const answer = await fetch(url, { signal: AbortSignal.timeout(ASK_LIMIT_MS) });
  return answer.text();
}

async function checkAudit({ config }: CommandContext) {
  const driver = createSqliteDriver(databaseOf(config));
  const { audit, close } = await openAudit({ driver, kek: await readKek(config), now: () => Date.now() });
  try {
    return await audit.check();
  } finally {
    await close();
  }
}
