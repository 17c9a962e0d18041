import { DatabaseSync } from 'node:sqlite';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHealth, type HealthDeps } from '../../../src/hub/health/createHealth.ts';
import { withAppend } from '../../../src/hub/records/withAppend.ts';
import { fillPractice } from '../../support/fillPractice.ts';
import { createTestHub, PASSPHRASE, type TestHub } from './testHub.ts';

const TOKEN = 'a token of the watcher';
let test: TestHub;
beforeEach(async () => {
  test = await createTestHub({ env: { CIRCLEWELL_METRICS_TOKEN: TOKEN } });
});
afterEach(() => test.close());

const from = (remoteAddress: string, headers: Record<string, string> = {}) =>
  test.as(null, { remoteAddress, headers });
const HERE = '127.0.0.1';
const THERE = '203.0.113.9';
const alter = (sql: string) => {
  const raw = new DatabaseSync(path.join(test.dir, 'hub.sqlite'));
  raw.exec(sql);
  raw.close();
};

describe('health', () => {
  it('OP20 is ok, and says no more to who is elsewhere', async () => {
    expect(await from(HERE)('GET', '/api/health')).toMatchObject({
      status: 200,
      json: { status: 'ok', reasons: [] },
    });
    const answer = await from(THERE)('GET', '/api/health');
    expect(answer).toMatchObject({ status: 200, json: { status: 'ok' } });
    expect(answer.json).not.toHaveProperty('reasons');
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  it('OP20, OP21 says why it is degraded, to who may know', async () => {
    await test.setUp();
    alter('delete from audit_entries where seq = 2');
    const degraded = { status: 200, json: { status: 'degraded', reasons: ['auditBroken'] } };
    expect(await from(HERE)('GET', '/api/health')).toMatchObject(degraded);
    const authorization = `Bearer ${TOKEN}`;
    expect(await from(THERE, { authorization })('GET', '/api/health')).toMatchObject(degraded);
    for (const headers of [
      {},
      { authorization: 'Bearer wrong' },
      { authorization: TOKEN },
      { authorization: `Bearer ${TOKEN}x` },
    ])
      expect((await from(THERE, headers)('GET', '/api/health')).json).toEqual({ status: 'degraded' });
  });

  it('OP20 answers 503 where the records cannot be read', async () => {
    alter('alter table practice rename to gone');
    expect(await from(HERE)('GET', '/api/health')).toMatchObject({
      status: 503,
      json: { status: 'degraded', reasons: ['recordsUnreadable'] },
    });
    alter('alter table gone rename to practice');
    expect(await from(HERE)('GET', '/api/health')).toMatchObject({ status: 200 });
  });

  it('OP21 notices a missing worker, a full disk, a held-up loop, a failing log and a clock that jumped', async () => {
    const meters: HealthDeps['meters'] & { isFailing: boolean; free: number | null; delay: number } = {
      isFailing: false,
      free: 10e9,
      delay: 4,
      media: {
        counts: { workers: 2, routers: 0, transports: 0, producers: 0, consumers: 0 },
        expectedWorkers: 2,
      },
      known: { auditEntries: null, lastBackupAt: null, certificateExpiresAt: null },
      isLogFailing: () => meters.isFailing,
      freeBytes: () => meters.free,
      loopDelayMs: () => meters.delay,
    };
    const clock = { now: 1_000_000, monotonic: 5 };
    const certificate = { expiresAt: () => 1_000_000 + 3_600_000 + 15 * 86_400_000 };
    const health = createHealth({
      records: test.records,
      meters,
      certificate,
      now: () => clock.now,
      monotonic: () => clock.monotonic,
    });
    expect(await health.reasons()).toEqual([]);
    clock.now += 3_600_000;
    clock.monotonic += 3_600_000;
    meters.free = null;
    expect(await health.reasons()).toEqual([]);
    clock.now += 2 * 86_400_000;
    clock.monotonic += 2 * 86_400_000;
    expect(await health.reasons()).toEqual(['certificateRunsOut']);
    await health.refresh();
    expect(meters.known.certificateExpiresAt).toBe(certificate.expiresAt());
    meters.media.counts.workers = 1;
    meters.free = 100e6;
    meters.delay = 800;
    meters.isFailing = true;
    clock.now -= 40_000;
    expect(await health.reasons()).toEqual([
      'recordsUnwritable',
      'mediaWorkerMissing',
      'diskAlmostFull',
      'overloaded',
      'clockJumped',
      'certificateRunsOut',
    ]);
  });
});

describe('what staff are told', () => {
  it('OP25 is whether the last event could be kept; nobody else is told', async () => {
    const { ask } = await test.setUp();
    const failures = [new Error('disk full')];
    const timed = test.meters.timed(
      withAppend(test.records.sessionLog, async () => {
        const failure = failures.shift();
        if (failure) throw failure;
      }),
    );
    const standing = async () => (await ask('GET', '/api/hub')).json;
    expect(await standing()).toEqual({ canSave: true });
    await expect(timed.append('s', 0, [], [])).rejects.toThrow('disk full');
    expect(await standing()).toEqual({ canSave: false });
    await timed.append('s', 0, [], []);
    expect(await standing()).toEqual({ canSave: true });
    expect((await from(HERE)('GET', '/api/hub')).status).toBe(401);
  });
});

describe('the figures', () => {
  it('OP22 are for this machine and for who has the token; for anybody else there is no such address', async () => {
    const read = async (address: string, headers = {}) =>
      (await from(address, headers)('GET', '/metrics')).status;
    expect(await read(HERE)).toBe(200);
    expect(await read('::1')).toBe(200);
    expect(await read(THERE)).toBe(404);
    expect(await read(HERE, { 'x-forwarded-for': HERE })).toBe(404);
    expect(await read(HERE, { 'x-forwarded-for': `${HERE}, ${THERE}` })).toBe(404);
    expect(await read(HERE, { forwarded: 'for=203.0.113.9' })).toBe(404);
    expect(await read(THERE, { 'x-forwarded-for': HERE })).toBe(404);
    expect(await read(THERE, { authorization: 'Bearer wrong' })).toBe(404);
    expect(await read(THERE, { authorization: `Bearer ${TOKEN}` })).toBe(200);
  });

  it('OP22 without a token, only for this machine', async () => {
    const open = await createTestHub();
    try {
      const ask = open.as(null, { remoteAddress: THERE, headers: { authorization: 'Bearer null' } });
      expect((await ask('GET', '/metrics')).status).toBe(404);
    } finally {
      await open.close();
    }
  });

  it('OP23 are in Prometheus’ text format', async () => {
    await test.setUp();
    test.backups.start('owner', PASSPHRASE);
    await test.backups.idle();
    const { json, headers } = await from(HERE)('GET', '/metrics');
    expect(headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
    const lines = String(json).trimEnd().split('\n');
    for (const line of lines)
      expect(line).toMatch(
        /^(# (HELP|TYPE) \w+ .+|\w+(\{(\w+="[^"]*",?)+\})? [\d.e+-]+|\w+\{le="\+Inf"\} \d+)$/,
      );
    const value = (name: string) => Number(lines.find((line) => line.startsWith(`${name} `))?.split(' ')[1]);
    expect(value('circlewell_audit_entries')).toBe(3);
    expect(value('circlewell_backup_timestamp_seconds')).toBe(test.clock.now / 1000);
    expect(value('circlewell_http_answers_total{class="2xx"}')).toBeGreaterThan(0);
    expect(value('process_resident_memory_bytes')).toBeGreaterThan(10e6);
    expect(value('circlewell_disk_free_bytes')).toBeGreaterThan(0);
  });

  it('OP24 hold nothing of anybody', async () => {
    const { secrets, tokens, sessionIds } = await fillPractice(test.records);
    test.live.set(sessionIds[0] ?? '', { status: 'open', waitingCount: 1, presentCount: 2 });
    test.meters.live.watchSockets(() => [
      {
        sessionId: sessionIds[0] ?? '',
        seatId: 'seat-xanthe',
        keyHash: 'hash-xanthe',
        actor: { kind: 'member', id: 'member-xanthe', name: 'Xanthe 1 V.', language: 'es' },
      },
    ]);
    test.meters.live.commandRefused({ kind: 'conflict', rule: 'rooms.noRooms', detail: 'Marigold' });
    const text = String((await from(HERE)('GET', '/metrics')).json);
    expect(text).toContain('circlewell_peers{kind="member"} 1');
    for (const told of [...secrets, ...tokens, ...sessionIds, 'xanthe', 'filled-', '127.0.0.1'])
      expect([told, text.includes(told)]).toEqual([told, false]);
  });
});
