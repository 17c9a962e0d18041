import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LogFile, logFolderOf, readLastLines } from './logFile.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'circlewell-log-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const line = (index: number) => `${JSON.stringify({ index, filler: 'x'.repeat(1_000) })}\n`;

describe('OP34 the log beside the data', () => {
  it('keeps the last lines in two files, over a restart too', () => {
    const folder = logFolderOf(dir);
    const first = new LogFile(folder);
    for (let index = 0; index < 2_500; index += 1) first.write(line(index));
    const next = new LogFile(folder);
    for (let index = 2_500; index < 3_000; index += 1) next.write(line(index));
    const files = readdirSync(folder);
    expect(files.toSorted()).toEqual(['hub.log', 'hub.log.1']);
    const bytes = files.map((name) => statSync(path.join(folder, name)).size);
    expect(Math.max(...bytes)).toBeLessThan(1024 * 1024 + 2_000);
    const last = readLastLines(folder, 1_000);
    expect([last.at(0), last.at(-1)]).toEqual([line(2_000).trim(), line(2_999).trim()]);
    expect(last).toHaveLength(1_000);
    expect(statSync(path.join(folder, 'hub.log')).mode & 0o777).toBe(0o600);
  });

  it('goes without where it cannot be written, and has no lines where there are none', () => {
    writeFileSync(path.join(dir, 'log'), 'a file where the folder would be');
    const file = new LogFile(logFolderOf(dir));
    expect(() => file.write(line(1))).not.toThrow();
    expect(readLastLines(logFolderOf(dir), 10)).toEqual([]);
  });
});
