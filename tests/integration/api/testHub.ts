import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { InjectOptions } from 'fastify';
import type { LiveSummary } from '../../../src/hub/api/liveDirectory.ts';
import { createBackupJobs, type BackupJobs } from '../../../src/hub/backup/createBackupJobs.ts';
import { parseConfig } from '../../../src/hub/config.ts';
import { createMeters, type Meters } from '../../../src/hub/health/createMeters.ts';
import { createHubApp, type HubApp } from '../../../src/hub/createHubApp.ts';
import type { LivePart, LivePartDeps } from '../../../src/hub/livePart.ts';
import { createLogger } from '../../../src/hub/logging.ts';
import { openRecords, type Records } from '../../../src/hub/records/openRecords.ts';
import { createSqliteDriver } from '../../../src/hub/records/sqlite/createSqliteDriver.ts';
import { meReplySchema, type Me } from '../../../src/protocol/api/accounts.ts';
import { staffLinkReplySchema } from '../../../src/protocol/api/staffLinks.ts';
import { CirclewellError } from '../../../src/protocol/errors.ts';
import type { StaffRole } from '../../../src/protocol/session/people.ts';

export const ORIGIN = 'http://127.0.0.1:7420';
/** 2026-11-24 18:05 in Los Angeles, a Tuesday. */
export const START = Date.UTC(2026, 10, 25, 2, 5);
const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

export type Answer = {
  readonly status: number;
  readonly json: unknown;
  readonly headers: Record<string, unknown>;
  readonly cookie: string | undefined;
};
export type Ask = (
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  url: string,
  body?: object,
) => Promise<Answer>;

/** A hub on a real SQLite file whose clock and live sessions the test turns. Asked without a socket. */
export type TestHub = {
  readonly hub: HubApp;
  readonly records: Records;
  readonly backups: BackupJobs;
  readonly meters: Meters;
  readonly dir: string;
  readonly clock: { now: number };
  readonly live: Map<string, LiveSummary>;
  /** Who is in which session: both ids, with a space between. */
  readonly present: Set<string>;
  readonly disconnected: string[];
  /** Sessions which the live part was told are off the schedule. */
  readonly unplanned: string[];
  /** What the live part asks of a ticket's right. */
  readonly isStillGood: LivePartDeps['isStillGood'];
  readonly log: string[];
  /** Asks with an Origin of the hub's own, and with a cookie. */
  as(cookie: string | null, options?: Partial<InjectOptions>): Ask;
  /** Makes the practice and its owner, a lead. */
  setUp(): Promise<{ ask: Ask; me: Me; cookie: string }>;
  /** Makes an account and signs it in. */
  signedIn(role: StaffRole): Promise<{ ask: Ask; id: string; cookie: string }>;
  close(): Promise<void>;
};

/** The media of a hub that has none. */
const NO_REACH: LivePart['reach'] = {
  open: async () => Promise.reject(new CirclewellError('unavailable', 'there is no media here')),
  connect: async () => Promise.reject(new CirclewellError('gone', 'there is no media here')),
};

/** The live part of a hub that has none. */
export const NO_LIVE: LivePart = {
  directory: { summary: async () => null, isPresent: async () => false },
  reach: NO_REACH,
  disconnectSeat: () => undefined,
  disconnectStaff: () => undefined,
  disconnectSignIn: () => undefined,
  disconnectFrom: () => undefined,
  unplan: async () => undefined,
  close: async () => undefined,
};

/** What the records of every test's hub are sealed under. */
export const KEK = new Uint8Array(32).fill(7);
export const PASSPHRASE = 'river stone lantern 42';

/** Gives the passphrase again, as whoever comes back after idle minutes does (ID74). */
export const comeBack = (ask: Ask): Promise<Answer> =>
  ask('POST', '/api/me/confirm', { passphrase: PASSPHRASE });

export async function createTestHub({
  args = [],
  env = {},
}: { args?: readonly string[]; env?: NodeJS.ProcessEnv } = {}): Promise<TestHub> {
  const dir = mkdtempSync(path.join(tmpdir(), 'circlewell-api-'));
  const clock = { now: START };
  const live = new Map<string, LiveSummary>();
  const present = new Set<string>();
  const disconnected: string[] = [];
  const unplanned: string[] = [];
  const log: string[] = [];
  let isStillGood: LivePartDeps['isStillGood'] = async () => false;
  let ids = 0;
  const records = await openRecords({
    driver: createSqliteDriver(path.join(dir, 'hub.sqlite')),
    kek: KEK,
    now: () => clock.now,
  });
  const logger = createLogger({ level: 'trace', destination: { write: (line) => void log.push(line) } });
  const backups = createBackupJobs({
    databaseFile: path.join(dir, 'hub.sqlite'),
    kek: KEK,
    folder: path.join(dir, 'backups'),
    release: '0.0.0',
    audit: records.audit,
    logger,
    now: () => clock.now,
  });
  const meters = createMeters({ dataDir: dir, release: '0.0.0' });
  const hub = await createHubApp({
    config: parseConfig(
      ['--data', dir, '--web', path.join(dir, 'web'), '--time-zone', 'America/Los_Angeles', ...args],
      env,
      ROOT,
    ),
    logger,
    version: '0.0.0',
    records,
    backups,
    meters,
    startLive: async (deps) => {
      ({ isStillGood } = deps);
      return {
        directory: {
          summary: async (sessionId) => live.get(sessionId) ?? null,
          isPresent: async (sessionId, id) => present.has(`${sessionId} ${id}`),
        },
        reach: NO_REACH,
        disconnectSeat: (seatId) => void disconnected.push(seatId),
        disconnectStaff: (staffId, except) =>
          void disconnected.push(except === undefined ? staffId : `${staffId} but ${except}`),
        disconnectSignIn: (keyHash) => void disconnected.push(keyHash),
        disconnectFrom: (sessionId, staffId) => void disconnected.push(`${staffId} from ${sessionId}`),
        unplan: async (sessionIds) => void unplanned.push(...sessionIds),
        close: async () => undefined,
      };
    },
    now: () => clock.now,
    newId: () => `id-${(ids += 1)}`,
  });
  hub.address.setPort(7420);

  const as: TestHub['as'] =
    (cookie, options = {}) =>
    async (method, url, body) => {
      const { headers, ...rest } = options;
      const response = await hub.app.inject({
        method,
        url,
        headers: { origin: ORIGIN, ...(cookie === null ? {} : { cookie }), ...headers },
        ...(body === undefined ? {} : { payload: body }),
        ...rest,
      });
      const [set] = response.cookies;
      return {
        status: response.statusCode,
        json:
          response.body === ''
            ? null
            : response.headers['content-type']?.toString().includes('application/json')
              ? response.json()
              : response.body,
        headers: response.headers,
        cookie: set === undefined ? undefined : `${set.name}=${set.value}`,
      };
    };
  let owner: Ask | undefined;
  let staffCount = 0;

  async function setUp() {
    const answer = await as(null)('POST', '/api/setup', {
      practiceName: 'Harbor House',
      accountName: 'maria',
      displayName: 'Maria S.',
      passphrase: PASSPHRASE,
      language: 'en',
    });
    if (answer.cookie === undefined) throw new Error(`Setup answered ${answer.status}`);
    owner = as(answer.cookie);
    return { ask: owner, me: meReplySchema.parse(answer.json), cookie: answer.cookie };
  }

  return {
    hub,
    records,
    backups,
    meters,
    dir,
    clock,
    live,
    present,
    disconnected,
    unplanned,
    isStillGood: (grant) => isStillGood(grant),
    log,
    as,
    setUp,
    async signedIn(role) {
      if (!owner) await setUp();
      const accountName = `${role}-${(staffCount += 1)}`;
      const added = await owner?.('POST', '/api/staff', { accountName, displayName: 'Noor K.', role });
      const { staff } = staffLinkReplySchema.parse(added?.json);
      // As by the link, but for what that leaves in the audit.
      await records.staffLinks.removeOf(staff.id);
      await records.staff.change(staff.id, { passphraseHash: await hub.passphrases.hash(PASSPHRASE) });
      const { cookie, json } = await as(null)('POST', '/api/sign-in', {
        accountName,
        passphrase: PASSPHRASE,
      });
      if (cookie === undefined) throw new Error('Sign-in set no cookie');
      return { ask: as(cookie), cookie, id: meReplySchema.parse(json).staff.id };
    },
    async close() {
      await hub.close();
      await backups.close();
      meters.close();
      await records.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
