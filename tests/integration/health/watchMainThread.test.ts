import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';

/** A process whose main thread is watched by hundredths of a second, and does this. */
async function run(does: string): Promise<{ code: unknown; signal: unknown; err: string }> {
  const script = `
    import { watchMainThread } from './src/hub/health/watchMainThread.ts';
    const stop = watchMainThread({ beatMs: 20, mostMissed: 10 });
    const block = (ms) => { const end = performance.now() + ms; while (performance.now() < end); };
    ${does}`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout: 20_000,
  });
  const exited = once(child, 'exit');
  const err = await text(child.stderr);
  const [code, signal]: unknown[] = await exited;
  return { code, signal, err };
}

describe('OP60: a main thread that hangs', () => {
  it('ends the process, which says why', async () => {
    const { signal, err } = await run('setTimeout(() => { for (;;); }, 100);');
    expect(signal).toBe('SIGKILL');
    expect(JSON.parse(err)).toMatchObject({ level: 60, msg: expect.stringContaining('main thread hangs') });
  });

  it('is not one that is busy, nor one that has come to its end', async () => {
    const busy = 'for (let turn = 1; turn <= 5; turn += 1) setTimeout(() => block(80), turn * 120);';
    expect(await run(busy)).toEqual({ code: 0, signal: null, err: '' });
    expect(await run('setTimeout(() => { stop(); block(500); }, 100);')).toMatchObject({ code: 0, err: '' });
  });
});
