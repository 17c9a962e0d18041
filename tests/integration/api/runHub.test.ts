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
