import { afterEach, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { createPassphrases } from '../../../src/hub/identity/passphrases.ts';
import { attendanceReplySchema } from '../../../src/protocol/api/attendance.ts';
import { fillPractice, type Filled } from '../../support/fillPractice.ts';
import { startHubProcess } from '../../support/hubProcess.ts';
import { openPracticeOnDisk, PASSPHRASE, type PracticeOnDisk } from '../backup/practice.ts';
import { runCommand } from './runCommand.ts';

const readySchema = z.object({ consoleUrl: z.string() });
const ACCOUNT = { accountName: 'rosa', passphrase: 'heron quince lantern 7' };

let practice: PracticeOnDisk;
let filled: Filled;
beforeEach(async () => {
  practice = await openPracticeOnDisk();
  const { records } = practice;
  filled = await fillPractice(records);
  await records.factors.setNeeded(false);
  await records.staff.add({
    id: 'rosa',
    accountName: ACCOUNT.accountName,
    displayName: 'Rosa D.',
    role: 'supervisor',
    isOwner: false,
    isActive: true,
    passphraseHash: await createPassphrases().hash(ACCOUNT.passphrase),
  });
  await records.close();
});
afterEach(() => practice.close());

/** A real hub on a data folder, from its sources, and what somebody sees who signs in to it. */
async function lookAt(dataDir: string, until: () => Promise<void> = async () => undefined) {
  const hub = await startHubProcess([], { entry: 'src/hub/main.ts', dataDir });
  try {
    const { consoleUrl } = readySchema.parse(hub.ready);
    const headers = { origin: consoleUrl.slice(0, -1), 'content-type': 'application/json' };
    const signedIn = await fetch(new URL('/api/sign-in', consoleUrl), {
      method: 'POST',
      headers,
      body: JSON.stringify(ACCOUNT),
    });
    expect(signedIn.status).toBe(200);
    const cookie = signedIn.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const seen: unknown[] = [];
    for (const id of filled.sessionIds)
      for (const path of [`/api/sessions/${id}`, `/api/sessions/${id}/attendance`]) {
        const answer = await fetch(new URL(path, consoleUrl), { headers: { ...headers, cookie } });
        expect([path, answer.status]).toEqual([path, 200]);
        seen.push(await answer.json());
      }
    await until();
    return seen;
  } finally {
    await hub.close();
  }
}

it('OP10 OP14 OP17 a backup beside a running hub, an empty machine, restore, and a hub on it: the same sessions, in so many seconds', async () => {
  const file = practice.place('b.backup');
  const machine = practice.place('empty-machine');
  const env = { CIRCLEWELL_BACKUP_PASSPHRASE: PASSPHRASE };
  const times: string[] = [];
  const timed = async <T>(what: string, run: () => Promise<T>): Promise<T> => {
    const startedAt = performance.now();
    const result = await run();
    times.push(`${what} ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
    return result;
  };
  const before = await lookAt(practice.config.dataDir, async () => {
    const made = await timed('backup', () =>
      runCommand(['backup', file, '--data', practice.config.dataDir], env),
    );
    expect(made).toMatchObject({ code: 0, err: '' });
  });

  const restored = await timed('restore', () => runCommand(['restore', file, '--data', machine], env));
  expect(restored).toMatchObject({ code: 0, err: '' });
  const after = await timed('hub, sign-in and sessions', () => lookAt(machine));
  console.log(`Backup, an empty machine, restore: ${times.join(', ')}.`);

  expect(after).toEqual(before);
  const attendance = attendanceReplySchema.parse(after[1]);
  expect(attendance.rows.length).toBeGreaterThan(0);
});
