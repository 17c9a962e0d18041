import { readdir, readFile, readlink } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { startSampleHub } from '../../support/sampleHub.ts';

/** The processes that a process has started, on Linux. */
async function childrenOf(pid: number): Promise<number[]> {
  const children: number[] = [];
  for (const entry of await readdir('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    // A process may end between the list and the look.
    const stat = await readFile(`/proc/${entry}/stat`, 'utf8').catch(() => '');
    if (Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === pid) children.push(Number(entry));
  }
  return children;
}

describe.runIf(process.platform === 'linux')(
  'SH57 HO5: the key and the other secrets in the hub’s environment',
  () => {
    it('are not handed on to the media worker', async () => {
      const kek = randomBytes(32).toString('base64');
      const turnSecret = randomBytes(32).toString('base64');
      const metricsToken = randomBytes(32).toString('base64');
      const hub = await startSampleHub([], {
        entry: 'src/hub/main.ts',
        env: {
          CIRCLEWELL_KEK: kek,
          CIRCLEWELL_TURN_URLS: 'turns:turn.example.org',
          CIRCLEWELL_TURN_SECRET: turnSecret,
          CIRCLEWELL_METRICS_TOKEN: metricsToken,
        },
      });
      try {
        const workers = await childrenOf(hub.pid);
        expect(workers.length).toBeGreaterThan(0);
        for (const worker of workers) {
          await expect(readlink(`/proc/${worker}/exe`)).resolves.toContain('mediasoup-worker');
          const environment = await readFile(`/proc/${worker}/environ`, 'utf8');
          for (const secret of [kek, turnSecret, metricsToken]) expect(environment).not.toContain(secret);
        }
      } finally {
        await hub.close();
      }
    });
  },
);
