import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const ENTRY = fileURLToPath(new URL('../../../src/hub/main.ts', import.meta.url));

describe('HU6: a hub in a process of its own', () => {
  let dir: string;
  let child: ChildProcess;
  let exited: Promise<unknown[]>;
  const lines: string[] = [];
  beforeEach(() => {
    dir = mkdtempSync(path.join(tmpdir(), 'circlewell-run-'));
    lines.length = 0;
    child = fork(ENTRY, ['--data', path.join(dir, 'data'), '--port', '0'], { silent: true });
    exited = once(child, 'exit');
    if (child.stderr) createInterface({ input: child.stderr }).on('line', (line) => lines.push(line));
  });
  afterEach(async () => {
    child.kill('SIGKILL');
    await exited;
    rmSync(dir, { recursive: true, force: true });
  });

  const ready = async () => {
    if (!child.stdout) throw new Error('The hub has no output');
    const [line] = await once(createInterface({ input: child.stdout }), 'line');
    return String(line);
  };

  it('closes in order when its parent asks it to, and hears nothing else', async () => {
    expect(await ready()).toMatch(/^\{"type":"ready"/);
    child.send({ type: 'count', id: 1 });
    child.send({ type: 'close' });
    expect(await exited).toEqual([0, null]);
    expect(lines.join('\n')).toContain('The hub is closing');
  });

  it('closes as soon as it has started, where it was asked before', async () => {
    child.send({ type: 'close' });
    expect(await exited).toEqual([0, null]);
    expect(lines.join('\n')).toContain('The hub is closing');
  });

  it('closes in order at a signal', async () => {
    await ready();
    child.kill('SIGTERM');
    expect(await exited).toEqual([0, null]);
  });
});

describe('HO4: a hub that is asked for help', () => {
  it('gives it and starts nothing, whatever else it is told', async () => {
    const child = fork(ENTRY, ['--help', '--nonsense'], { silent: true });
    let said = '';
    child.stdout?.on('data', (chunk: Buffer) => (said += chunk.toString()));
    expect(await once(child, 'close')).toEqual([0, null]);
    expect(said).toContain('CIRCLEWELL_MEDIA_PORT');
    expect(said).not.toContain('"type":"ready"');
  });
});

describe('HO3: a hub that cannot be configured', () => {
  it('ends with one sentence that names the place', async () => {
    const child = fork(ENTRY, ['--data', '/nowhere'], {
      silent: true,
      env: { ...process.env, CIRCLEWELL_PORT: 'http' },
    });
    let said = '';
    child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
    expect(await once(child, 'close')).toEqual([1, null]);
    expect(said).toBe('CIRCLEWELL_PORT must be a number from 0 to 65535.\n');
  });
});
