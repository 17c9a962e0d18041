import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { CrashReporterStartOptions } from 'electron';

/** How long a report is kept, in milliseconds: long enough to be asked for, and no longer. */
const MAX_AGE_MS = 7 * 24 * 60 * 60_000;
/** How many are kept at most. */
const MAX_KEPT = 5;

/**
 * Reports of programs that ended by themselves are written, and stay on this machine: a report holds memory, and what is
 * in memory is clinical; so few are kept, and not for long. There is no address to which they could be sent, and the system's
 * own reporter gets none.
 */
export const CRASH_REPORTER_OPTIONS: CrashReporterStartOptions = {
  uploadToServer: false,
  ignoreSystemCrashHandler: true,
};

/** The reports in a folder of the shell's own. */
export interface CrashReports {
  /** How many there are, and when the newest was written, in milliseconds since the Unix epoch. */
  summary(): Promise<{ count: number; newestAt: number | null }>;
  deleteAll(): Promise<void>;
  /** Removes what is too old and what is too much. */
  prune(now: number): Promise<void>;
}

/** @param folder an absolute path; it is made where it is not there. */
export function createCrashReports(folder: string): CrashReports {
  type Report = { file: string; at: number };

  /** Newest first. Chromium keeps its reports in the folder itself or one below (`pending`, `completed`, `reports`). */
  async function list(): Promise<Report[]> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const entries = await readdir(folder, { recursive: true });
    const files = entries.filter((name) => name.endsWith('.dmp')).map((name) => path.join(folder, name));
    const reports = await Promise.all(files.map(look));
    return reports.filter((report) => report !== null).sort((a, b) => b.at - a.at);
  }

  async function look(file: string): Promise<Report | null> {
    try {
      return { file, at: Math.round((await stat(file)).mtimeMs) };
    } catch {
      return null; // Gone between the list and the look.
    }
  }

  async function remove(reports: readonly Report[]): Promise<void> {
    await Promise.all(reports.map(({ file }) => rm(file, { force: true })));
  }

  return {
    async summary() {
      const reports = await list();
      return { count: reports.length, newestAt: reports[0]?.at ?? null };
    },
    async deleteAll() {
      await remove(await list());
    },
    async prune(now) {
      const reports = await list();
      await remove(reports.filter(({ at }, index) => index >= MAX_KEPT || now - at > MAX_AGE_MS));
    },
  };
}
