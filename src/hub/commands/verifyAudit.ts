import type { AuditCheck } from '../../protocol/api/audit.ts';
import { openAudit } from '../audit/openAudit.ts';
import type { HubConfig } from '../config.ts';
import { createSqliteDriver } from '../records/sqlite/createSqliteDriver.ts';
import type { Command } from './command.ts';
import { databaseOf, readKek } from './practiceFiles.ts';

/** `verify-audit`: reads the whole audit of a practice, beside a running hub too (AU21). */
export const verifyAudit: Command = async ({ config, say }) => {
  const { head, check } = await checkAudit(config);
  say(describeCheck(check));
  if (check.fault === null)
    say(`Number ${head.seq}, hash ${head.hash}: write both down elsewhere, and what is cut off later shows.`);
  return check.fault === null && check.brokenBefore.length === 0 ? 0 : 1;
};

async function checkAudit(config: HubConfig) {
  const driver = createSqliteDriver(databaseOf(config));
  const { audit, close } = await openAudit({ driver, kek: await readKek(config), now: () => Date.now() });
  try {
    const check = await audit.check();
    return { check, head: await audit.head() };
  } finally {
    await close();
  }
}

/** What a check found, as a sentence for the operator. */
export function describeCheck({ upTo, fault, brokenBefore }: AuditCheck): string {
  const next = 'Keep the data folder as it is and follow docs/operations.md, "The audit is broken".';
  if (fault !== null)
    return `${FAULTS[fault.kind](fault.seq)} Places that are wrong: ${fault.count}. ${next}`;
  const [first] = brokenBefore;
  if (first !== undefined)
    return `All ${upTo} entries fit together, but before number ${first} the hub found the end of the audit cut off or exchanged. ${next}`;
  return `The audit is whole: ${upTo} entries, each as it was written.`;
}

const FAULTS: Readonly<Record<NonNullable<AuditCheck['fault']>['kind'], (seq: number) => string>> = {
  altered: (seq) => `Entry ${seq} is not as it was written.`,
  missing: (seq) => `Entry ${seq} is missing.`,
  added: (seq) => `Entry ${seq} was not written by the hub: the one before it was its last.`,
  headMissing: () => 'What the hub remembers of the last entry is gone.',
  headAltered: () => 'What the hub remembers of the last entry was altered.',
};
