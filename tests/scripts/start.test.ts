import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { takeSignals } from '../../scripts/lib/cleanup.mjs';
import { openDataFolder } from '../../scripts/start/data-folder.mjs';
import { commandArgs, describeLogLine, hubArgs, startHub } from '../../scripts/start/hub-process.mjs';
import { parseOptions, START_HELP } from '../../scripts/start/options.mjs';
import { choosePort, DEFAULT_PORT, whyNot } from '../../scripts/start/port.mjs';
import { parseReadyLine, toJson, toText } from '../../scripts/start/ready.mjs';
import { chooseShell, hasDisplay, shellArgs, windowProfileDir } from '../../scripts/start/shell.mjs';

const ALLOWED = ['sample', 'data', 'port', 'no-open', 'json', 'shell', 'help'];
const parse = (...args: string[]) => parseOptions(args, { help: START_HELP, allowed: ALLOWED });
const SAMPLE = {
  staff: [{ role: 'lead', name: 'Maria T.', passphrase: 'quiet river seven' }],
  members: [{ name: 'Al B.', url: 'http://127.0.0.1:7420/m/abc' }],
  groupId: 'g1',
};
const READY = { consoleUrl: 'http://127.0.0.1:7420/', port: 7420, sample: SAMPLE };

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'circlewell-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the arguments of npm start', () => {
  test('PR16 PR17 PR18 without any, all is left open', () => {
    expect(parse()).toEqual({
      kind: 'start',
      options: {
        isSample: false,
        dataDir: undefined,
        port: undefined,
        isJson: false,
        shell: 'auto',
        host: undefined,
        hosting: [],
      },
    });
  });

  test('PR16 PR17 PR18 reads each of them', () => {
    expect(parse('--sample', '--data', 'x', '--port=8000', '--json', '--shell', 'chromium')).toMatchObject({
      options: { isSample: true, dataDir: path.resolve('x'), port: 8000, isJson: true, shell: 'chromium' },
    });
    expect(parse('--no-open', '--shell', 'electron')).toMatchObject({ options: { shell: 'none' } });
    expect(parse('--help')).toEqual({ kind: 'help' });
  });

  test.each([
    [['--prot', '1'], /--prot/],
    [['--port', 'x'], /"x" is not a port/],
    [['--port', '0'], /not a port/],
    [['--port', '70000'], /not a port/],
    [['--shell', 'firefox'], /"firefox" is no shell/],
    [['--data'], /data/],
    [['--host', 'h'], /--host has no meaning here/],
    [['extra'], /extra/],
  ])('PR3 says what is wrong with %j', (args, message) => {
    expect(() => parse(...args)).toThrow(message);
  });
});

test('AU21 a command of the hub gets the usual data folder unless another is named', () => {
  expect(commandArgs(['verify-audit'], {})).toEqual(['verify-audit', '--data', expect.any(String)]);
  for (const named of [['--data', 'x'], ['--data=x'], ['--config', 'hub.json']])
    expect(commandArgs(['verify-audit', ...named], {})).toEqual(['verify-audit', ...named]);
  for (const env of [{ CIRCLEWELL_DATA: '/data' }, { CIRCLEWELL_CONFIG: 'hub.json' }])
    expect(commandArgs(['verify-audit'], env)).toEqual(['verify-audit']);
});

describe('what a start prints', () => {
  test('PR16 the JSON object is on one line and holds four keys', () => {
    const text = toJson(READY);
    expect(text).not.toContain('\n');
    expect(JSON.parse(text)).toEqual({ consoleUrl: READY.consoleUrl, ...SAMPLE });
    expect(JSON.parse(toJson({ ...READY, sample: null }))).toEqual({
      consoleUrl: READY.consoleUrl,
      staff: [],
      members: [],
      groupId: null,
    });
  });

  test('PR16 the text says how to sign in and gives each personal link', () => {
    const text = toText(READY);
    expect(text).toContain('Maria T.  quiet river seven  (lead)');
    expect(text).toContain('Al B.     http://127.0.0.1:7420/m/abc');
    expect(toText({ ...READY, sample: null })).toContain(READY.consoleUrl);
  });

  test('PR16 only the ready message is taken for it', () => {
    expect(parseReadyLine(JSON.stringify({ type: 'ready', ...READY }))).toEqual(READY);
    expect(parseReadyLine(JSON.stringify({ type: 'ready', ...READY, sample: null }))?.sample).toBeNull();
    for (const line of ['', 'null', '{"type":"ready"}', '{"level":30}', 'Listening']) {
      expect(parseReadyLine(line)).toBeUndefined();
    }
  });

  test("PR16 of the hub's log a person sees warnings, errors and what has another form", () => {
    expect(describeLogLine('{"level":30,"msg":"started"}')).toBeUndefined();
    expect(describeLogLine('{"level":40,"msg":"disk nearly full"}')).toBe('hub: disk nearly full');
    expect(describeLogLine('Error: at the start')).toBe('Error: at the start');
  });
});

describe('the port', () => {
  test('PR17 a named port that is taken is an error', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const address = taken.address();
    const port = address !== null && typeof address === 'object' ? address.port : 0;
    await expect(choosePort(port)).rejects.toThrow(`Port ${port} is taken`);
    await new Promise((resolve) => taken.close(resolve));
    expect(await choosePort(port)).toBe(port);
  });

  test('PR17 without a name the usual port gives way where it is taken', async () => {
    const taken = createServer();
    await new Promise((resolve) => {
      // Where somebody listens there already, it is taken all the same.
      taken.once('error', resolve);
      taken.listen(DEFAULT_PORT, '127.0.0.1', () => resolve(undefined));
    });
    const port = await choosePort(undefined);
    expect(port).toBeGreaterThan(0);
    expect(port).not.toBe(DEFAULT_PORT);
    await new Promise((resolve) => taken.close(resolve));
  });

  test.each([
    ['203.0.113.7', /203.0.113.7 is no address of this machine/],
    ['no-such-host.invalid', /no-such-host.invalid leads to no address/],
  ])('PR25 each cause has words of its own: %s', async (host, words) => {
    await expect(choosePort(8_000, host)).rejects.toThrow(words);
  });

  test('PR25 a port that is kept for others, and what nobody thought of', () => {
    expect(whyNot('EACCES', 80, '127.0.0.1').message).toBe('This user may not listen on port 80.');
    expect(whyNot('EINVAL', 80, '127.0.0.1').message).toContain('EINVAL');
  });
});

describe('the data folder', () => {
  test('PR18 a named one is made and stays; a sample has its own', () => {
    const dataDir = path.join(folder, 'a', 'b');
    expect(openDataFolder({ isSample: true, dataDir })).toEqual({ dir: dataDir, isThrowAway: false });
    expect(existsSync(dataDir)).toBe(true);
    const sample = openDataFolder({ isSample: true, dataDir: undefined });
    expect(sample.isThrowAway).toBe(true);
    rmSync(sample.dir, { recursive: true });
  });

  test('PR3 says so where it cannot be made', () => {
    writeFileSync(path.join(folder, 'file'), '');
    expect(() => openDataFolder({ isSample: false, dataDir: path.join(folder, 'file', 'b') })).toThrow(
      'cannot be made',
    );
  });
});

describe('the hub process', () => {
  const start = (program: string, limits = { readyTimeoutMs: 10_000, stopTimeoutMs: 10_000 }) => {
    const entry = path.join(folder, 'hub.mjs');
    writeFileSync(entry, program);
    const lines: string[] = [];
    const hub = startHub(hubArgs({ dataDir: folder, port: 1, isSample: true }), {
      onLine: (line) => void lines.push(line),
      entry,
      node: process.execPath,
      ...limits,
    });
    return { hub, lines };
  };
  const ANSWER = `console.log(JSON.stringify(${JSON.stringify({ type: 'ready', ...READY })}));`;

  test('PR16 PR19 is ready when it says so and ends cleanly when asked', async () => {
    const { hub, lines } = start(
      `process.on('SIGTERM', () => { console.error('closing'); process.exit(0); }); setInterval(() => {}, 1000);
       console.error(process.argv.slice(2).join(' ')); ${ANSWER}`,
    );
    expect(await hub.ready).toEqual(READY);
    expect(await hub.stop()).toBe(0);
    expect(await hub.stop()).toBe(0);
    expect(lines).toEqual([`--data ${folder} --port 1 --sample`, 'closing']);
  });

  test('PR19 a hub that ends before it answers is an error with its last words', async () => {
    const { hub } = start("console.error('no such table'); process.exit(3);");
    await expect(hub.ready).rejects.toMatchObject({
      message: 'The hub ended with code 3 before it answered.',
      detail: 'no such table',
    });
    expect(await hub.exited).toBe(3);
  });

  test('PR19 a hub that stays silent is ended, by force where it must be, and that is an error', async () => {
    const program = "process.on('SIGTERM', () => {}); console.error('busy'); setInterval(() => {}, 1000);";
    const { hub } = start(program, { readyTimeoutMs: 1_000, stopTimeoutMs: 100 });
    await expect(hub.ready).rejects.toMatchObject({
      message: 'The hub was started but has not answered for 1 seconds, so it was ended.',
      detail: 'busy',
    });
    expect(await hub.exited).toBe(1);
  });
});

describe('the end of npm', () => {
  test('PR19 counts as a signal to stop, once, and only for what npm started', async () => {
    let parent = 7;
    const signals: string[] = [];
    const stopped = new Promise<void>((resolve) => {
      const take = (signal: string) => {
        signals.push(signal);
        resolve();
      };
      takeSignals(take, { isFromNpm: false, parent: () => (parent += 1), intervalMs: 1 });
      takeSignals(take, { isFromNpm: true, parent: () => parent, intervalMs: 1 });
    });
    expect(signals).toEqual([]);
    parent = 1;
    await stopped;
    expect(signals).toEqual(['SIGHUP']);
  });
});

describe('the shell', () => {
  const all = { hasDisplay: true, electron: '/e', chromium: '/c' };

  test('PR20 PR21 Electron before Chromium, and no window without a display', () => {
    expect(chooseShell('auto', all)).toEqual({ kind: 'electron', file: '/e' });
    expect(chooseShell('electron', { ...all, electron: undefined })).toEqual({
      kind: 'chromium',
      file: '/c',
    });
    expect(chooseShell('chromium', all)).toEqual({ kind: 'chromium', file: '/c' });
    expect(chooseShell('auto', { ...all, hasDisplay: false })).toMatchObject({
      kind: 'none',
      why: /no display/,
    });
    expect(
      chooseShell('auto', { hasDisplay: true, electron: undefined, chromium: undefined }),
    ).toHaveProperty('why');
    expect(chooseShell('none', all)).toEqual({ kind: 'none' });
  });

  test('PR21 knows where a window can be shown', () => {
    expect(hasDisplay({}, 'linux')).toBe(false);
    expect(hasDisplay({ WAYLAND_DISPLAY: 'wayland-0' }, 'linux')).toBe(true);
    expect(hasDisplay({}, 'darwin')).toBe(true);
  });

  test('PR20 each data folder has a window profile, and it is the same the next time', () => {
    const of = (dir: string) => windowProfileDir({ dir, isThrowAway: false });
    expect(of('/a')).not.toBe(of('/b'));
    expect(of('/a')).toBe(of('/x/../a'));
    expect(path.relative('/a', of('/a'))).toMatch(/^\.\./);
    expect(windowProfileDir({ dir: '/t', isThrowAway: true })).toBe(path.join('/t', 'window-profile'));
  });

  test('PR20 the window has a profile of its own', () => {
    const args = shellArgs(
      { kind: 'chromium', file: '/c' },
      { url: 'http://h/', profileDir: '/p', isRoot: false },
    );
    expect(args).toContain('--app=http://h/');
    expect(args).toContain('--user-data-dir=/p');
    expect(args).not.toContain('--no-sandbox');
  });
});
