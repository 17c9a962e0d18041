import { statfsSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { CirclewellError } from '../../protocol/errors.ts';
import type { LiveGrant } from '../identity/liveTickets.ts';
import type { SessionLog } from '../records/sessionLog.ts';
import { withAppend } from '../records/withAppend.ts';
import type { LiveMeter } from './liveMeter.ts';
import { MediaMeter } from './MediaMeter.ts';
import { Metrics, type Counter } from './metrics.ts';

/** From a commit on an idle SSD to a disk that stands still, in seconds. */
const APPEND_BOUNDS_S = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];
/**
 * How often the event loop is looked at, in milliseconds; what is above this in its figures is delay. Each look wakes the process, and its
 * awakenings are most of what a hub with a quiet group costs.
 */
const LOOP_RESOLUTION_MS = 500;
/** The figures of the event loop are those of the last minute. */
const LOOP_WINDOW_MS = 60_000;

/** What a hub measures of itself. Its owner closes it. */
export type Meters = {
  readonly metrics: Metrics;
  readonly live: LiveMeter;
  readonly media: Pick<MediaMeter, 'counts' | 'expectedWorkers'>;
  readonly httpAnswers: Counter;
  /** Refusals over HTTP, by kind: whether somebody guesses. */
  readonly refusals: Counter;
  /** The same log, with the time of each append counted. */
  timed(log: SessionLog): SessionLog;
  /** Whether somebody is connected to a session. */
  isAnybodyConnected(): boolean;
  /** Whether the last append failed. */
  isLogFailing(): boolean;
  /** By how much the event loop was held up, 99 of 100, in milliseconds, over the last minute. */
  loopDelayMs(): number;
  /** Room left for the practice's data, in bytes; null where it cannot be told. */
  freeBytes(): number | null;
  /** Figures that only the records know, read before each look at all of them. */
  readonly known: {
    auditEntries: number | null;
    lastBackupAt: number | null;
    certificateExpiresAt: number | null;
  };
  close(): void;
};

export function createMeters({ dataDir, release }: { dataDir: string; release: string }): Meters {
  const metrics = new Metrics();
  const media = new MediaMeter();
  const loop = monitorEventLoopDelay({ resolution: LOOP_RESOLUTION_MS });
  loop.enable();
  const renewal = setInterval(() => loop.reset(), LOOP_WINDOW_MS).unref();
  const known: Meters['known'] = { auditEntries: null, lastBackupAt: null, certificateExpiresAt: null };
  let readSockets: () => readonly (LiveGrant | null)[] = () => [];
  let isFailing = false;

  const refused = metrics.counter(
    'circlewell_commands_refused_total',
    'Commands refused in sessions, by rule.',
  );
  const appendSeconds = metrics.histogram(
    'circlewell_event_append_seconds',
    'Time until events of a session were on the disk.',
    APPEND_BOUNDS_S,
  );
  const appendFailures = metrics.counter(
    'circlewell_event_append_failures_total',
    'Appends to a session’s log that failed.',
  );
  const httpAnswers = metrics.counter(
    'circlewell_http_answers_total',
    'Answers over HTTP, by class of status.',
  );
  const refusals = metrics.counter(
    'circlewell_refusals_total',
    'What was refused over HTTP: wrong links, passphrases and cookies, missing rights, too many requests, by kind.',
  );
  const freeBytes = (): number | null => {
    try {
      const { bavail, bsize } = statfsSync(dataDir);
      return bavail * bsize;
    } catch {
      return null;
    }
  };
  const loopDelayMs = () => Math.max(0, loop.percentile(99) / 1e6 - LOOP_RESOLUTION_MS);

  describeLive(metrics, () => readSockets());
  describeMedia(metrics, media);
  describeProcess(metrics, release, () => loopDelayMs() / 1000);
  metrics.gauge('circlewell_disk_free_bytes', 'Room left for the practice’s data.', freeBytes);
  metrics.gauge('circlewell_audit_entries', 'Entries of the audit.', () => known.auditEntries);
  metrics.gauge('circlewell_backup_timestamp_seconds', 'When the last backup was made.', () =>
    known.lastBackupAt === null ? null : known.lastBackupAt / 1000,
  );

  metrics.gauge(
    'circlewell_certificate_expiry_timestamp_seconds',
    'When the hub’s certificate runs out.',
    () => (known.certificateExpiresAt === null ? null : known.certificateExpiresAt / 1000),
  );

  return {
    metrics,
    media,
    httpAnswers,
    refusals,
    live: {
      watchSockets: (read) => void (readSockets = read),
      commandRefused: ({ rule, kind }) => refused.add({ rule: rule ?? kind }),
    },
    timed: (log) =>
      withAppend(log, async (...args) => {
        const startedAt = performance.now();
        try {
          await log.append(...args);
          isFailing = false;
        } catch (error) {
          // A conflict is an answer; anything else is trouble with the database.
          if (!(error instanceof CirclewellError) || error.kind !== 'conflict') {
            isFailing = true;
            appendFailures.add();
          }
          throw error;
        } finally {
          appendSeconds.observe((performance.now() - startedAt) / 1000);
        }
      }),
    isAnybodyConnected: () => readSockets().some((grant) => grant !== null),
    isLogFailing: () => isFailing,
    loopDelayMs,
    freeBytes,
    known,
    close() {
      clearInterval(renewal);
      loop.disable();
      media.close();
    },
  };
}

function describeLive(metrics: Metrics, sockets: () => readonly (LiveGrant | null)[]): void {
  const grants = () => sockets().filter((grant) => grant !== null);
  metrics.gauge('circlewell_sockets', 'Open live sockets.', () => sockets().length);
  metrics.gauge(
    'circlewell_sessions_live',
    'Sessions in which somebody is connected.',
    () => new Set(grants().map(({ sessionId }) => sessionId)).size,
  );
  metrics.gauge('circlewell_peers', 'People connected to sessions, by kind.', () =>
    (['staff', 'member'] as const).map((kind) => ({
      labels: { kind },
      value: grants().filter(({ actor }) => actor.kind === kind).length,
    })),
  );
}

function describeMedia(metrics: Metrics, media: MediaMeter): void {
  const help = {
    workers: 'Media workers alive.',
    routers: 'Routers open.',
    transports: 'WebRTC transports open.',
    producers: 'Streams sent to the hub.',
    consumers: 'Streams sent by the hub.',
  } as const;
  for (const what of ['workers', 'routers', 'transports', 'producers', 'consumers'] as const)
    metrics.gauge(`circlewell_media_${what}`, help[what], () => media.counts[what]);
  metrics.total(
    'circlewell_media_worker_starts_total',
    'Media workers started so far.',
    () => media.startCount,
  );
  metrics.total(
    'circlewell_media_worker_deaths_total',
    'Media workers that died so far.',
    () => media.deathCount,
  );
}

function describeProcess(metrics: Metrics, release: string, loopDelayS: () => number): void {
  metrics.gauge('circlewell_info', 'The release.', () => [
    { labels: { release, node: process.versions.node }, value: 1 },
  ]);
  metrics.gauge(
    'process_start_time_seconds',
    'When the hub was started.',
    () => performance.timeOrigin / 1000,
  );
  metrics.gauge('process_resident_memory_bytes', 'Memory of the hub’s process.', () =>
    process.memoryUsage.rss(),
  );
  metrics.total('process_cpu_seconds_total', 'Processor time of the hub’s process so far.', () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
  });
  metrics.gauge(
    'nodejs_eventloop_delay_p99_seconds',
    'Delay of the event loop over the last minute.',
    loopDelayS,
  );
}
