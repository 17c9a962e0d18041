import type { HealthReason } from '../../protocol/api/health.ts';
import type { Records } from '../records/openRecords.ts';
import type { Certificate } from '../api/certificate.ts';
import type { Meters } from './createMeters.ts';

/** OP21. */
const LEAST_FREE_BYTES = 500 * 1024 * 1024;
const MOST_LOOP_DELAY_MS = 500;
const MOST_CLOCK_JUMP_MS = 30_000;
const LEAST_CERTIFICATE_MS = 14 * 86_400_000;

/** How the hub is, looked at anew each time. */
export interface Health {
  /** What is not as it should be; empty where all is well. Never rejects. */
  reasons(): Promise<HealthReason[]>;
  /** Whether the last event of a session could be kept. */
  canSave(): boolean;
  /** Reads what only the records know into the meters' figures. Never rejects. */
  refresh(): Promise<void>;
}

export type HealthDeps = {
  readonly records: Pick<Records, 'audit' | 'practice'>;
  readonly meters: Pick<Meters, 'media' | 'isLogFailing' | 'loopDelayMs' | 'freeBytes' | 'known'>;
  /** The hub's own; null where a proxy has one, or nobody. */
  readonly certificate: Pick<Certificate, 'expiresAt'> | null;
  readonly now: () => number;
  /** Milliseconds that never jump. */
  readonly monotonic: () => number;
};

export function createHealth({ records, meters, certificate, now, monotonic }: HealthDeps): Health {
  const clockAtStart = now() - monotonic();

  async function readRecords(): Promise<HealthReason[]> {
    try {
      await records.practice.find();
      const { isBroken } = await records.audit.head();
      return isBroken ? ['auditBroken'] : [];
    } catch {
      return ['recordsUnreadable'];
    }
  }

  return {
    async reasons() {
      const { media } = meters;
      const free = meters.freeBytes();
      const jump = Math.abs(now() - monotonic() - clockAtStart);
      const found: (HealthReason | false)[] = [
        ...(await readRecords()),
        meters.isLogFailing() && 'recordsUnwritable',
        media.counts.workers < media.expectedWorkers && 'mediaWorkerMissing',
        free !== null && free < LEAST_FREE_BYTES && 'diskAlmostFull',
        meters.loopDelayMs() > MOST_LOOP_DELAY_MS && 'overloaded',
        jump > MOST_CLOCK_JUMP_MS && 'clockJumped',
        certificate !== null &&
          certificate.expiresAt() - now() < LEAST_CERTIFICATE_MS &&
          'certificateRunsOut',
      ];
      return found.filter((reason) => reason !== false);
    },
    canSave: () => !meters.isLogFailing(),
    async refresh() {
      meters.known.certificateExpiresAt = certificate?.expiresAt() ?? null;
      try {
        meters.known.auditEntries = (await records.audit.head()).seq;
        meters.known.lastBackupAt = (await records.audit.lastOf('backupMade'))?.at ?? null;
      } catch {
        meters.known.auditEntries = null;
        meters.known.lastBackupAt = null;
      }
    },
  };
}
