import { randomUUID } from 'node:crypto';
import { createHubAddress } from '../identity/hubAddress.ts';
import { createPassphrases } from '../identity/passphrases.ts';
import { createStaffLinks } from '../identity/staffLinks.ts';
import { staffLinkUrl } from '../identity/staffLinkUrl.ts';
import { openRecords } from '../records/openRecords.ts';
import { createSqliteDriver } from '../records/sqlite/createSqliteDriver.ts';
import { accountKey, type StaffAccount } from '../records/staffStore.ts';
import type { Command } from './command.ts';
import { assertCurrentSchema, databaseOf, readKek } from './practiceFiles.ts';

/** `owner-link`: a link by which an owner who has forgotten the passphrase chooses a new one (OP40), beside a running hub too. */
export const ownerLinkCommand: Command = async ({ config, flags, say }) => {
  const file = databaseOf(config);
  const kek = await readKek(config);
  // Opening the records would bring an older practice up to date under the hub that runs on it.
  assertCurrentSchema(file);
  const now = () => Date.now();
  const records = await openRecords({ driver: createSqliteDriver(file), kek, now });
  try {
    const owner = choose(await records.staff.list(), flags['account']);
    const links = createStaffLinks({
      ...records,
      passphrases: createPassphrases(),
      now,
      newId: () => randomUUID(),
    });
    const { token, expiresAt } = await records.together(async () => {
      const link = await links.make(owner, null);
      const about = { kind: 'staff', id: owner.id } as const;
      await records.audit.append({ kind: 'staffLinkMade', actor: { kind: 'hub' }, about, basis: 'operator' });
      return link;
    });
    const address = createHubAddress({
      publicUrl: config.publicUrl,
      host: config.host,
      isTls: config.tls !== null,
    });
    address.setPort(config.port);
    say(
      `With this link ${owner.accountName} chooses a new passphrase. It opens once, until ${new Date(expiresAt).toISOString()}:`,
    );
    say(staffLinkUrl(address, token));
    say(
      'The passphrase before and every sign-in of the account have ended. The audit has it, and the account’s holder is told.',
    );
    return 0;
  } finally {
    await records.close();
  }
};

/** @throws Error with a sentence for the operator where it is not clear whom it is for */
function choose(all: readonly StaffAccount[], named: string | true | undefined): StaffAccount {
  const owners = all.filter(({ isOwner, isActive }) => isOwner && isActive);
  const names = owners.map(({ accountName }) => accountName).join(', ');
  const [first] = owners;
  if (first === undefined) throw new Error('This practice has no owner yet. Start the hub and set it up.');
  if (typeof named !== 'string') {
    if (owners.length === 1) return first;
    throw new Error(`There are several owners: ${names}. Name one with --account.`);
  }
  const one = owners.find(({ accountName }) => accountKey(accountName) === accountKey(named));
  if (one) return one;
  throw new Error(
    `No owner signs in as "${named}". Owners are: ${names}. Others get their link from an administrator.`,
  );
}
