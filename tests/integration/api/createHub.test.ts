import { mkdtempSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import https from 'node:https';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import websocket from '@fastify/websocket';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseConfig } from '../../../src/hub/config.ts';
import { createHub, type Hub } from '../../../src/hub/createHub.ts';
import type { LivePartDeps } from '../../../src/hub/livePart.ts';
import { createLogger } from '../../../src/hub/logging.ts';
import { makeCertificate } from '../../support/makeCertificate.ts';
import { NO_LIVE } from './testHub.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
let dir: string;
let hubs: Hub[];
let closed: string[];
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'circlewell-hub-'));
  hubs = [];
  closed = [];
});
afterEach(async () => {
  for (const hub of hubs) await hub.close();
  rmSync(dir, { recursive: true, force: true });
  rmSync(`${dir}-keys`, { recursive: true, force: true });
});

async function start(args: readonly string[] = [], startLive = live) {
  const config = parseConfig(['--data', dir, '--port', '0', ...args], {}, ROOT);
  const hub = await createHub({
    config,
    logger: createLogger({ level: 'silent' }),
    version: '0.0.0',
    startLive,
  });
  hubs.push(hub);
  return hub;
}
const live = async ({ app }: LivePartDeps) => {
  // As the live part does: with it the server takes upgrades.
  await app.register(websocket);
  return { ...NO_LIVE, close: async () => void closed.push('live') };
};
const post = (hub: Hub, url: string, body: object) =>
  fetch(new URL(url, hub.consoleUrl), {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', origin: hub.consoleUrl.slice(0, -1) },
  });

describe('the hub', () => {
  it('HU1 answers where it says, and closes once however often it is told', async () => {
    const hub = await start();
    expect(await (await fetch(new URL('/api/status', hub.consoleUrl))).json()).toMatchObject({
      isSetUp: false,
    });
    expect(hub.sample).toBeNull();
    await Promise.all([hub.close(), hub.close()]);
    await hub.close();
    expect(closed).toEqual(['live']);
    await expect(fetch(hub.consoleUrl)).rejects.toThrow();
  });

  it('HU1 closes though somebody holds a refused WebSocket, or says nothing at all', async () => {
    const hub = await start();
    const { host, port } = new URL(hub.consoleUrl);
    const silent = net.connect(Number(port), '127.0.0.1');
    const refused = net.connect(Number(port), '127.0.0.1');
    const [closedSilent, closedRefused] = [once(silent, 'close'), once(refused, 'close')];
    refused.write(
      `GET /api/live HTTP/1.1\r\nHost: ${host}\r\nOrigin: https://evil.example\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`,
    );
    const [answer] = await once(refused, 'data');
    expect(String(answer)).toMatch(/^HTTP\/1.1 403/);
    await closedRefused;
    await hub.close();
    await closedSilent;
  });

  it('HU2 makes a sample practice with which one can sign in and come through the door', async () => {
    const hub = await start(['--sample']);
    const { sample } = hub;
    expect(sample?.staff.map(({ role }) => role)).toEqual([
      'lead',
      'coFacilitator',
      'noteTaker',
      'supervisor',
    ]);
    expect(sample?.members).toHaveLength(8);
    for (const { name, passphrase } of sample?.staff ?? []) {
      const answer = await post(hub, '/api/sign-in', { accountName: name, passphrase });
      expect(answer.status).toBe(200);
      const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
      const today = await fetch(new URL('/api/today', hub.consoleUrl), { headers: { cookie } });
      expect(await today.json()).toMatchObject({
        sessions: [{ groupId: sample?.groupId, status: 'scheduled', expectedCount: 8 }],
      });
    }
    const [ana] = sample?.members ?? [];
    expect(ana?.url.startsWith(`${hub.consoleUrl}join#`)).toBe(true);
    expect(await (await post(hub, '/api/door', { token: ana?.url.split('#')[1] })).json()).toMatchObject({
      displayName: 'Ana R.',
      language: 'en',
      session: { status: 'scheduled' },
    });
  });

  it('ID14 names a setup code where others reach it and it has no owner, another at each start', async () => {
    const local = await start();
    expect(local.setupCode).toBeNull();
    await local.close();
    const hosted = ['--public-url', 'https://groups.example.org'];
    const first = await start(hosted);
    expect(first.setupCode).toMatch(/^\w{4}(-\w{4}){5}-\w{2}$/);
    await first.close();
    const second = await start(['--host', '0.0.0.0', '--announced-address', '127.0.0.1']);
    expect(second.setupCode).toMatch(/^\w{4}-/);
    expect(second.setupCode).not.toBe(first.setupCode);
    const made = await post(second, '/api/setup', {
      practiceName: 'Harbor House',
      accountName: 'maria',
      displayName: 'Maria S.',
      passphrase: 'river stone lantern 42',
      language: 'en',
    });
    expect(made.status).toBe(200);
    await second.close();
    expect((await start(hosted)).setupCode).toBeNull();
  });

  it('HU3 a restart finds everything again, and makes no second sample', async () => {
    const first = await start(['--sample']);
    const lead = first.sample?.staff[0];
    await first.close();
    for (const args of [['--sample'], []]) {
      const again = await start(args);
      expect(again.sample).toBeNull();
      expect(
        (await post(again, '/api/sign-in', { accountName: lead?.name, passphrase: lead?.passphrase })).status,
      ).toBe(200);
      await again.close();
    }
  });

  it('HU4 leaves nothing open when it cannot start', async () => {
    await expect(start([], async () => Promise.reject(new Error('no worker')))).rejects.toThrow('no worker');
    const hub = await start();
    await expect(start(['--port', String(hub.port)])).rejects.toThrow('EADDRINUSE');
    expect(closed).toEqual(['live']);
    expect((await fetch(new URL('/api/status', hub.consoleUrl))).status).toBe(200);
  });

  it('HU5 speaks HTTPS with a given certificate', async () => {
    const { certFile: cert, keyFile: key } = makeCertificate(dir);
    const hub = await start(['--cert', cert, '--key', key]);
    expect(hub.consoleUrl).toMatch(/^https:/);
    const headers = await new Promise<NodeJS.Dict<string | string[]>>((resolve, reject) => {
      https
        .get(new URL('/api/status', hub.consoleUrl), { rejectUnauthorized: false }, (response) => {
          response.resume();
          resolve(response.headers);
        })
        .on('error', reject);
    });
    expect(headers['strict-transport-security']).toBe('max-age=31536000');
    expect(headers['content-security-policy']).toContain('wss://127.0.0.1');
  });
});
