import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { healthReplySchema } from '../../src/protocol/api/health.ts';
import { CirclewellError } from '../../src/protocol/errors.ts';
import type { FaultHub } from './crew/FaultHub.ts';
import { startGathering, type Gathering } from './crew/gathering.ts';
import type { Person } from './crew/Person.ts';
import { PersonMedia } from './crew/PersonMedia.ts';
import { StunClient } from './crew/StunClient.ts';

/** Fewer than a client may send at once (LI7), and more than fit into what the log holds in reserve. */
const MOST_MESSAGES = 90;

/** Sends messages until one is refused. @returns the texts that were accepted, and the refusal */
async function sayUntilRefused({ connection }: Person): Promise<{ accepted: string[]; error: unknown }> {
  const accepted: string[] = [];
  while (accepted.length < MOST_MESSAGES) {
    const text = `message ${accepted.length} ${'x'.repeat(500)}`;
    try {
      await connection.send({ type: 'sendChat', target: { to: 'room' }, text });
    } catch (error) {
      return { accepted, error };
    }
    accepted.push(text);
  }
  return { accepted, error: null };
}

async function healthOf({ hub }: Gathering): Promise<readonly string[]> {
  const response = await fetch(`${hub.origin}/api/health`);
  return healthReplySchema.parse(await response.json()).reasons ?? [];
}

/** Kills the hub and starts it again: what is read then is what lay on the disk. */
async function afterKill({ hub, lead }: Gathering): Promise<string[]> {
  await hub.kill();
  await hub.startAgain();
  await lead.until(({ links }) => links.filter((state) => state === 'online').length === 2);
  return lead.state.chat.map(({ text }) => text);
}

/** What everybody would notice: the link stayed, media answers, and nobody was said to be gone. */
async function expectCallGoesOn({ lead }: Gathering, ana: Person, media: PersonMedia): Promise<void> {
  await ana.connection.request({ type: 'restartIce', direction: 'send' });
  const stun = await StunClient.open(media.transports.recv);
  await stun.answered();
  stun.close();
  for (const { links } of [lead, ana]) expect(links).toEqual(['connecting', 'online']);
}

const isRefusal = expect.objectContaining({ kind: 'unavailable', rule: 'hub.cannotSave' });

describe('FA17: a disk that is full', () => {
  let disk: string;
  let gathering: Gathering | undefined;
  beforeEach(async ({ skip }) => {
    disk = mkdtempSync(path.join(tmpdir(), 'circlewell-disk-'));
    const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=16m', 'none', disk]);
    skip(status !== 0, 'a small disk of its own can be mounted by root alone');
    gathering = await startGathering({ dataDir: path.join(disk, 'data') });
  });
  afterEach(async () => {
    await gathering?.close();
    spawnSync('umount', ['-l', disk]);
    rmSync(disk, { recursive: true, force: true });
  });

  const fill = (): void => {
    for (const size of [1_048_576, 4_096, 1])
      try {
        for (;;) appendFileSync(path.join(disk, 'filler'), Buffer.alloc(size));
      } catch {
        // Full, for pieces of this size.
      }
  };

  it('refuses what it cannot keep and says so, the call goes on, and with room again it does too', async () => {
    if (!gathering) throw new Error('There is no small disk');
    const { lead } = gathering;
    const ana = await gathering.admit(0);
    const media = await PersonMedia.open(ana);
    fill();
    const { accepted, error } = await sayUntilRefused(lead);
    expect(error).toEqual(isRefusal);
    await expectCallGoesOn(gathering, ana, media);
    expect(await healthOf(gathering)).toContain('recordsUnwritable');
    expect(ana.state.chat.map(({ text }) => text)).toEqual(accepted);

    rmSync(path.join(disk, 'filler'));
    await lead.does({ type: 'sendChat', target: { to: 'room' }, text: 'there is room' });
    expect(await healthOf(gathering)).not.toContain('recordsUnwritable');
    expect(await afterKill(gathering)).toEqual([...accepted, 'there is room']);
  });
});

describe('FA18: a write that fails once', () => {
  let gathering: Gathering | undefined;
  beforeEach(async ({ skip }) => {
    skip(spawnSync('prlimit', ['--version']).status !== 0, 'limits of another process need Linux’s prlimit');
    gathering = await startGathering();
  });
  afterEach(async () => gathering?.close());

  /** From now on the hub's writes beyond this size of a file fail with EFBIG, which SQLite takes for a failing disk (`SQLITE_IOERR`). */
  const limitWrites = ({ process: { pid } }: FaultHub, bytes: number | 'unlimited'): void => {
    execFileSync('prlimit', ['--pid', String(pid), `--fsize=${bytes}:unlimited`]);
  };
  const largestFile = ({ dataDir }: FaultHub): number =>
    Math.max(...readdirSync(dataDir).map((name) => statSync(path.join(dataDir, name)).size));

  it('is never taken for done, and the next one is taken', async () => {
    if (!gathering) throw new Error('There is no hub');
    const { hub, lead } = gathering;
    const ana = await gathering.admit(0);
    const media = await PersonMedia.open(ana);
    limitWrites(hub, largestFile(hub));
    const { accepted, error } = await sayUntilRefused(lead);
    limitWrites(hub, 'unlimited');
    expect(error).toBeInstanceOf(CirclewellError);
    expect(error).toEqual(isRefusal);
    await expectCallGoesOn(gathering, ana, media);
    await lead.does({ type: 'sendChat', target: { to: 'room' }, text: 'well again' });
    await ana.until(({ state }) => state.chat.at(-1)?.text === 'well again');
    expect(ana.state.chat.map(({ text }) => text)).toEqual([...accepted, 'well again']);
    expect(hub.process.log()).toContain('the event log failed');
    expect(await afterKill(gathering)).toEqual([...accepted, 'well again']);
  });
});

/** Has every sync of this process fail with EIO, as a dying disk's does, until what it answers is called. It resolves once that holds. */
async function failSyncs({ process: { pid } }: FaultHub): Promise<() => Promise<void>> {
  const args = ['-f', '-e', 'trace=fsync,fdatasync', '-e', 'inject=fsync,fdatasync:error=EIO'];
  const strace = spawn('strace', [...args, '-p', String(pid)], { stdio: ['ignore', 'ignore', 'pipe'] });
  // Its first words say that it holds the process.
  await once(strace.stderr, 'data');
  strace.stderr.resume();
  return async () => {
    const exited = once(strace, 'exit');
    strace.kill('SIGINT');
    await exited;
  };
}

describe('FA19: a disk that does not sync', () => {
  let gathering: Gathering | undefined;
  beforeEach(async ({ skip }) => {
    skip(
      spawnSync('strace', ['-e', 'trace=none', 'true']).status !== 0,
      'another process’s syncs are made to fail with strace, which is not here or may not trace',
    );
    gathering = await startGathering();
  });
  afterEach(async () => gathering?.close());

  it('is never taken for done, and what was acknowledged is there after a kill', async () => {
    if (!gathering) throw new Error('There is no hub');
    const { hub, lead } = gathering;
    const ana = await gathering.admit(0);
    const media = await PersonMedia.open(ana);
    await lead.does({ type: 'sendChat', target: { to: 'room' }, text: 'before' });
    const stopFailing = await failSyncs(hub);
    const { accepted, error } = await sayUntilRefused(lead);
    await stopFailing();
    expect(accepted).toEqual([]);
    expect(error).toEqual(isRefusal);
    await expectCallGoesOn(gathering, ana, media);
    await lead.does({ type: 'sendChat', target: { to: 'room' }, text: 'well again' });
    await ana.until(({ state }) => state.chat.at(-1)?.text === 'well again');
    expect(ana.state.chat.map(({ text }) => text)).toEqual(['before', 'well again']);
    expect(await afterKill(gathering)).toEqual(['before', 'well again']);
  });
});
