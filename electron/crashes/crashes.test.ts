import { setupI18n } from '@lingui/core';
import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Question } from '../session/quitGuard.ts';
import { CRASH_REPORTER_OPTIONS, createCrashReports } from './crashReports.ts';
import { createPageTrouble } from './pageTrouble.ts';

const DAY_MS = 24 * 60 * 60_000;
const NOW = Date.UTC(2026, 10, 25);

describe('SH72: crash reports', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'circlewell-crashes-'));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  async function put(name: string, at: number): Promise<void> {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, 'MDMP');
    await utimes(file, at / 1000, at / 1000);
  }

  it('have no address to go to, and the system’s reporter gets none', () => {
    expect(CRASH_REPORTER_OPTIONS).toEqual({ uploadToServer: false, ignoreSystemCrashHandler: true });
  });

  it('are counted wherever Chromium lays them, and nothing else is', async () => {
    const reports = createCrashReports(folder);
    await expect(reports.summary()).resolves.toEqual({ count: 0, newestAt: null });
    await put('pending/a.dmp', NOW - DAY_MS);
    await put('completed/b.dmp', NOW);
    await put('c.dmp', NOW - 2 * DAY_MS);
    await put('settings.dat', NOW);
    await expect(reports.summary()).resolves.toEqual({ count: 3, newestAt: NOW });
    await reports.deleteAll();
    await expect(reports.summary()).resolves.toEqual({ count: 0, newestAt: null });
  });

  it('are counted as none where the folder is gone', async () => {
    const reports = createCrashReports(path.join(folder, 'not', 'there'));
    await expect(reports.summary()).resolves.toEqual({ count: 0, newestAt: null });
  });

  it('go after a week, and when there are more than five', async () => {
    const reports = createCrashReports(folder);
    await put('old.dmp', NOW - 8 * DAY_MS);
    for (let number = 0; number < 9; number += 1) await put(`${number}.dmp`, NOW - number * 1000);
    await reports.prune(NOW);
    await expect(reports.summary()).resolves.toEqual({ count: 5, newestAt: NOW });
  });
});

describe('SH73: a page that ends by itself', () => {
  function setUp() {
    let now = 0;
    let answer: (isGo: boolean) => void = () => undefined;
    const did: string[] = [];
    const asked: Question[] = [];
    const trouble = createPageTrouble({
      i18n: setupI18n({ locale: 'en', messages: { en: {} } }),
      now: () => now,
      ask(question) {
        asked.push(question);
        return new Promise((resolve) => {
          answer = resolve;
        });
      },
      reload: () => did.push('reload'),
      end: () => did.push('end'),
      quit: () => did.push('quit'),
    });
    return {
      trouble,
      did,
      asked,
      pass: (ms: number) => (now += ms),
      say: async (isGo: boolean) => {
        answer(isGo);
        await new Promise((resolve) => setImmediate(resolve));
      },
    };
  }

  it('is loaded anew twice, and then the person is asked: never a loop', async () => {
    const { trouble, did, asked, say } = setUp();
    for (const reason of ['crashed', 'oom', 'killed', 'crashed'] as const) trouble.onGone(reason);
    expect(did).toEqual(['reload', 'reload']);
    expect(asked.map(({ keep, go }) => [keep, go])).toEqual([['Try again', 'Quit']]);
    await say(false);
    expect(did).toEqual(['reload', 'reload', 'reload']);
    trouble.onGone('crashed');
    trouble.onGone('crashed');
    await say(true);
    expect(did.at(-1)).toBe('quit');
  });

  it('is loaded anew again after five quiet minutes', () => {
    const { trouble, did, asked, pass } = setUp();
    trouble.onGone('crashed');
    trouble.onGone('crashed');
    pass(5 * 60_000);
    trouble.onGone('crashed');
    expect(did).toEqual(['reload', 'reload', 'reload']);
    expect(asked).toEqual([]);
  });

  it('is left alone where it ended as it should', () => {
    const { trouble, did } = setUp();
    trouble.onGone('clean-exit');
    expect(did).toEqual([]);
  });

  it('SH74: that hangs is ended only where the person says so, and asked about once', async () => {
    const { trouble, did, asked, say } = setUp();
    trouble.onUnresponsive();
    trouble.onUnresponsive();
    expect(asked.map(({ keep, go }) => [keep, go])).toEqual([['Wait', 'Load again']]);
    await say(false);
    expect(did).toEqual([]);
    trouble.onUnresponsive();
    await say(true);
    expect(did).toEqual(['end']);
  });
});
