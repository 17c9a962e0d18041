import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tmpdir } from 'node:os';
import { createMeters, type Meters } from '../../../src/hub/health/createMeters.ts';
import { withAppend } from '../../../src/hub/records/withAppend.ts';
import { CirclewellError } from '../../../src/protocol/errors.ts';
import { SESSION_ID, startLiveHub, type LiveHub } from '../live/liveHub.ts';
import { MemoryLog } from '../live/MemoryLog.ts';
import { MediaClient } from '../media/MediaClient.ts';

let meters: Meters;
let hub: LiveHub | undefined;
beforeEach(() => {
  meters = createMeters({ dataDir: tmpdir(), release: '0.0.0' });
});
afterEach(async () => {
  await hub?.close();
  hub = undefined;
  meters.close();
});
const figure = (name: string): number => {
  const line = meters.metrics
    .render()
    .split('\n')
    .find((one) => one.startsWith(`${name} `));
  return Number(line?.slice(name.length + 1) ?? Number.NaN);
};

describe('OP23 the figures of a live session', () => {
  it('sockets, people, sessions, media and refusals', async () => {
    hub = await startLiveHub(meters.timed(new MemoryLog()), { meter: meters.live });
    expect(figure('circlewell_media_workers')).toBe(1);
    expect(figure('circlewell_sessions_live')).toBe(0);
    const lead = await hub.startSession();
    const ana = await hub.admit(lead, 'ana');
    const media = await MediaClient.open(ana);
    await MediaClient.open(lead);
    await media.until(({ heard }) => heard.length === 2);
    await lead.command({ type: 'openRooms', minutes: null });
    expect(figure('circlewell_sockets')).toBe(2);
    expect(figure('circlewell_sessions_live')).toBe(1);
    expect(meters.isAnybodyConnected()).toBe(true);
    expect(figure('circlewell_peers{kind="staff"}')).toBe(1);
    expect(figure('circlewell_peers{kind="member"}')).toBe(1);
    expect(figure('circlewell_commands_refused_total{rule="rooms.noRooms"}')).toBe(1);
    expect(figure('circlewell_media_routers')).toBe(1);
    expect(figure('circlewell_media_transports')).toBe(4);
    expect(figure('circlewell_media_producers')).toBe(4);
    expect(figure('circlewell_media_consumers')).toBe(4);
    expect(figure('circlewell_event_append_seconds_count')).toBeGreaterThan(4);
    expect(figure('circlewell_event_append_failures_total')).toBe(0);

    await hub.close();
    for (const what of ['workers', 'routers', 'transports', 'producers', 'consumers'])
      expect([what, figure(`circlewell_media_${what}`)]).toEqual([what, 0]);
    expect(figure('circlewell_sockets')).toBe(0);
    expect(meters.isAnybodyConnected()).toBe(false);
  });

  it('a worker that died and was replaced', async () => {
    hub = await startLiveHub(new MemoryLog(), { meter: meters.live });
    const lead = await hub.startSession();
    await MediaClient.open(lead);
    const [pid = 0] = hub.live.workerPids();
    process.kill(pid, 'SIGKILL');
    await lead.next('mediaNotice', ({ notice }) => notice.type === 'mediaReset');
    expect(figure('circlewell_media_worker_deaths_total')).toBe(1);
    expect(figure('circlewell_media_worker_starts_total')).toBe(2);
    expect(figure('circlewell_media_workers')).toBe(1);
    expect(meters.media.expectedWorkers).toBe(1);
  });

  it('OP21, OP23 appends that fail, but not those that lost a race', async () => {
    const log = new MemoryLog();
    const failures: Error[] = [new CirclewellError('conflict', 'x'), new Error('disk I/O error')];
    const timed = meters.timed(
      withAppend(log, () => {
        const failure = failures.shift();
        return failure ? Promise.reject(failure) : Promise.resolve();
      }),
    );
    await expect(timed.append(SESSION_ID, 0, [], [])).rejects.toThrow('x');
    expect(meters.isLogFailing()).toBe(false);
    await expect(timed.append(SESSION_ID, 0, [], [])).rejects.toThrow('disk');
    expect(meters.isLogFailing()).toBe(true);
    expect(figure('circlewell_event_append_failures_total')).toBe(1);
    await timed.append(SESSION_ID, 0, [], []);
    expect(meters.isLogFailing()).toBe(false);
    expect(figure('circlewell_event_append_seconds_count')).toBe(3);
  });
});
