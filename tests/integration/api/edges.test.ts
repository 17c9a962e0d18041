import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { fastify, type InjectOptions } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BURST_CONNECTIONS, MAX_WAITING_PER_ADDRESS } from '../../../src/hub/api/ConnectionGate.ts';
import { loadSwagger, registerDocs } from '../../../src/hub/api/registerDocs.ts';
import { RATE_LIMITS } from '../../../src/hub/api/rateLimits.ts';
import { REACT_ARIA_STYLES } from '../../../src/hub/api/securityHeaders.ts';
import { createTestHub, ORIGIN, PASSPHRASE, type TestHub } from './testHub.ts';

let test: TestHub;
beforeEach(async () => {
  test = await createTestHub();
});
afterEach(() => test.close());

const setup = {
  practiceName: 'Harbor House',
  accountName: 'maria',
  displayName: 'Maria S.',
  passphrase: PASSPHRASE,
  language: 'en',
};
const post = (payload: string, headers: Record<string, string> = {}) =>
  test.hub.app.inject({
    method: 'POST',
    url: '/api/sign-in',
    payload,
    headers: { origin: ORIGIN, 'content-type': 'application/json', ...headers },
  });

describe('what comes in', () => {
  it.each([
    ['no JSON', '{"accountName":'],
    ['nothing', ''],
    ['a number', '7'],
    ['__proto__', '{"accountName":"maria","passphrase":"x","__proto__":{"isAdmin":true}}'],
    [
      'constructor.prototype',
      '{"accountName":"maria","passphrase":"x","constructor":{"prototype":{"isAdmin":true}}}',
    ],
    ['ten thousand brackets', '['.repeat(10_000)],
    ['a name of wrong type', '{"accountName":{"$gt":""},"passphrase":"x"}'],
    ['a number too large', '{"accountName":1e400,"passphrase":"x"}'],
  ])('AP1 refuses %s with 400 and a wire error', async (_what, payload) => {
    const response = await post(payload);
    expect(response.statusCode).toBe(400);
    expect(response.json()).toMatchObject({ error: { kind: 'invalid' } });
  });

  it('AP2 refuses a body that is too large before reading it all', async () => {
    const response = await post(JSON.stringify({ accountName: 'maria', passphrase: 'x'.repeat(70_000) }));
    expect(response.statusCode).toBe(413);
    expect(response.json()).toMatchObject({ error: { kind: 'too_large' } });
  });

  it('AP3 refuses another content type', async () => {
    expect(
      (await post('accountName=maria', { 'content-type': 'application/x-www-form-urlencoded' })).statusCode,
    ).toBe(400);
    expect((await post('<a/>', { 'content-type': 'text/xml' })).statusCode).toBe(400);
  });

  it('AP4 answers an address that is not there with a wire error under /api', async () => {
    expect(await test.as(null)('GET', '/api/none')).toMatchObject({
      status: 404,
      json: { error: { kind: 'not_found' } },
    });
    expect((await test.as(null)('GET', '/api/../../etc/passwd')).status).toBe(503);
    for (const url of [`/api/groups/${'x'.repeat(5000)}`, '/api/groups/%', '/%zz']) {
      expect(await test.as(null)('GET', url)).toMatchObject({
        status: 404,
        json: { error: { kind: 'not_found' } },
      });
    }
  });

  it('AP5 what nobody expected becomes `internal` and tells nothing', async () => {
    const { ask } = await test.setUp();
    await test.records.close();
    const answer = await ask('GET', '/api/groups');
    expect(answer).toMatchObject({ status: 500, json: { error: { kind: 'internal' } } });
    expect(JSON.stringify(answer.json)).toBe('{"error":{"kind":"internal"}}');
    expect(test.log.join('')).toContain('A request failed');
  });
});

describe('how much comes in', () => {
  const MAX = RATE_LIMITS.everything.max;
  const ask = (url: string, options: InjectOptions = {}) => test.hub.app.inject({ url, ...options });

  it.each<readonly [string, string, InjectOptions, number]>([
    ['without a sign-in', '/api/groups', {}, 401],
    ['for what is not there', '/api/none', {}, 404],
    ['for the description', '/api/docs/none', {}, 401],
    [
      'of a foreign page',
      '/api/sign-in',
      { method: 'POST', headers: { origin: 'https://evil.example' } },
      403,
    ],
    ['for a live socket', '/api/live', { headers: { upgrade: 'websocket', connection: 'upgrade' } }, 403],
  ])('AP6 counts a request %s', async (_what, url, options, status) => {
    for (let count = 0; count < MAX - 1; count += 1) await ask('/api/none');
    expect((await ask(url, options)).statusCode).toBe(status);
    const over = await ask(url, options);
    expect(over.statusCode).toBe(429);
    expect(over.json()).toMatchObject({ error: { kind: 'rate_limited' } });
    expect(Number(over.headers['retry-after'])).toBeGreaterThan(0);
    expect((await ask(url, { ...options, remoteAddress: '192.0.2.7' })).statusCode).toBe(status);
    expect((await ask('/')).statusCode).toBe(503);
  });

  it('AP7 gives a request so long to come in, and no longer', () => {
    const { requestTimeout, headersTimeout } = test.hub.app.server;
    expect([requestTimeout, headersTimeout]).toEqual([30_000, 15_000]);
  });
});

describe('connections', () => {
  let origin: string;
  beforeEach(async () => {
    origin = await test.hub.app.listen({ host: '127.0.0.1', port: 0 });
  });

  /** A connection that says nothing, once it is open; and whether it has been reset since. */
  async function openSilent(): Promise<{ isReset(): boolean; socket: Socket }> {
    const socket = connect(Number(new URL(origin).port), '127.0.0.1');
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    return { socket, isReset: () => socket.destroyed };
  }

  it('AP9 resets the oldest that says nothing, while requests go on', async () => {
    const silent = await Promise.all(Array.from({ length: MAX_WAITING_PER_ADDRESS }, openSilent));
    for (let count = 0; count < 20; count += 1)
      expect((await fetch(`${origin}/api/status`, { headers: { connection: 'close' } })).status).toBe(200);
    const newest = await openSilent();
    await expect.poll(() => silent.some(({ isReset }) => isReset())).toBe(true);
    expect(newest.isReset()).toBe(false);
    for (const { socket } of [...silent, newest]) socket.destroy();
  });

  it('AP8 resets what is over the limit of an address, unless a proxy asks for others from it', async () => {
    const ask = (headers: Record<string, string> = {}) =>
      fetch(`${origin}/api/status`, { headers: { connection: 'close', ...headers } });
    const flood = async () => {
      for (let count = 0; count < BURST_CONNECTIONS + 100; count += 100)
        await Promise.allSettled(
          Array.from({ length: 100 }, () => openSilent().then((one) => one.socket.destroy())),
        );
    };
    await flood();
    await expect(ask()).rejects.toThrow('fetch failed');
    await expect
      .poll(() =>
        ask({ 'x-forwarded-for': '192.0.2.1' }).then(
          ({ status }) => status,
          () => 0,
        ),
      )
      .toBe(200);
    await flood();
    expect((await ask({ 'x-forwarded-for': '192.0.2.2' })).status).toBe(200);
  });
});

describe('where it comes from', () => {
  it.each([
    undefined,
    'null',
    'https://evil.example',
    'http://127.0.0.1:7421',
    'http://127.0.0.1.evil.example:7420',
    'https://127.0.0.1:7420',
  ])('AP10 refuses whatever could change something from the origin %s', async (origin) => {
    const response = await test.hub.app.inject({
      method: 'POST',
      url: '/api/setup',
      payload: setup,
      headers: origin === undefined ? {} : { origin },
    });
    expect(response.statusCode).toBe(403);
    expect((await test.as(null)('GET', '/api/status')).json).toMatchObject({ isSetUp: false });
  });

  it('AP10 takes it from localhost under each of its names, and not with a foreign Sec-Fetch-Site', async () => {
    const from = (origin: string, site: string) =>
      test.hub.app.inject({
        method: 'POST',
        url: '/api/sign-out',
        headers: { origin, 'sec-fetch-site': site },
      });
    for (const origin of [ORIGIN, 'http://localhost:7420', 'http://[::1]:7420'])
      expect((await from(origin, 'same-origin')).statusCode).toBe(204);
    expect((await from(ORIGIN, 'cross-site')).statusCode).toBe(403);
  });

  it('AP11 refuses a foreign origin for a WebSocket', async () => {
    const response = await test.hub.app.inject({
      method: 'GET',
      url: '/api/live',
      headers: { origin: 'https://evil.example', upgrade: 'websocket', connection: 'upgrade' },
    });
    expect(response.statusCode).toBe(403);
  });
});

describe('what goes out', () => {
  it('AP20 AP23 every answer carries the security headers', async () => {
    for (const url of ['/join', '/join/x', '/assets/none.js', '/api/status', '/api/none']) {
      const { headers } = await test.as(null)('GET', url);
      const policy = String(headers['content-security-policy']);
      expect(policy).toContain("default-src 'self'; script-src 'self';");
      expect(policy).toContain("connect-src 'self' ws://127.0.0.1:7420");
      expect(policy).not.toContain('unsafe');
      expect(policy).toContain("require-trusted-types-for 'script'; worker-src 'none'; trusted-types 'none'");
      expect(headers).toMatchObject({
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
      });
      expect(headers['strict-transport-security']).toBeUndefined();
    }
  });

  it('NB50 the console alone starts workers, and has two Trusted Types policies', async () => {
    for (const url of ['/', '/today', '/session/s1']) {
      const policy = String((await test.as(null)('GET', url)).headers['content-security-policy']);
      expect(policy).not.toContain('unsafe');
      expect(policy).toContain(
        "require-trusted-types-for 'script'; worker-src 'self'; trusted-types circlewell ProseMirrorClipboard",
      );
    }
  });

  it('AP24 lets no browser keep what the API answers, a refusal neither', async () => {
    const keeping = async (url: string) => (await test.hub.app.inject({ url })).headers['cache-control'];
    for (const url of ['/api/status', '/api/me', '/api/none', '/%61pi/status'])
      expect([url, await keeping(url)]).toEqual([url, 'no-store']);
  });

  it('AP20 names the public address in the policy', async () => {
    const hosted = await createTestHub({ args: ['--public-url', 'https://groups.example.org'] });
    const { headers } = await hosted.as(null)('GET', '/api/status');
    expect(String(headers['content-security-policy'])).toContain('wss://groups.example.org');
    await hosted.close();
  });

  it('AP21 the two styles let through are those that React Aria writes', () => {
    const root = fileURLToPath(new URL('../../../node_modules/react-aria/dist/private/', import.meta.url));
    const source = ['interactions/usePress.mjs', 'overlays/usePreventScroll.mjs']
      .map((file) => readFileSync(path.join(root, file), 'utf8'))
      .join('\n');
    const written = [...source.matchAll(/style\.textContent = `([^`]*)`\.trim\(\)/g)].map(([, text = '']) =>
      text.replace(/\$\{[^}]*\}/, 'data-react-aria-pressable').trim(),
    );
    const hash = (text: string) => createHash('sha256').update(text).digest('hex');
    expect(REACT_ARIA_STYLES.map(hash)).toEqual(written.map(hash));
  });

  it('AP22 shows what it offers at /api/docs, with every route and no secret', async () => {
    const { ask } = await test.setUp();
    const page = await ask('GET', '/api/docs/');
    expect(page.status).toBe(200);
    const { status, json } = await ask('GET', '/api/docs/json');
    expect(status).toBe(200);
    expect(json).toMatchObject({
      openapi: expect.stringMatching(/^3/),
      paths: {
        '/api/door': { post: {} },
        '/api/groups/{groupId}/members/{memberId}/link': { post: {}, delete: {} },
      },
    });
    expect((await ask('GET', '/api/docs/none')).status).toBe(404);
  });

  it('AP22 shows it to who operates the hub alone', async () => {
    const { ask } = await test.signedIn('lead');
    for (const path of ['', '/', '/json', '/static/index.html']) {
      expect((await test.as(null)('GET', `/api/docs${path}`)).status).toBe(401);
      expect((await ask('GET', `/api/docs${path}`)).status).toBe(403);
    }
  });
});

it('AP22 tries again where the description could not be made', async () => {
  const app = fastify();
  let tries = 0;
  registerDocs(app, {
    version: '0.0.0',
    assertMayLook: async () => undefined,
    load: async () => {
      tries += 1;
      if (tries === 1) throw new Error('the disk did not answer');
      return loadSwagger();
    },
  });
  const look = async () => (await app.inject({ url: '/api/docs/json' })).statusCode;
  expect([await look(), await look(), await look()]).toEqual([500, 200, 200]);
  expect(tries).toBe(2);
  await app.close();
});

it('AP22 closes though the description could not be made', async () => {
  const app = fastify();
  registerDocs(app, {
    version: '0.0.0',
    assertMayLook: async () => undefined,
    load: () => Promise.reject(new Error('no')),
  });
  expect((await app.inject({ url: '/api/docs/json' })).statusCode).toBe(500);
  await app.close();
});

describe('the pages', () => {
  it('WE1 says what to do where they were never built', async () => {
    const { status, json } = await test.as(null)('GET', '/');
    expect(status).toBe(503);
    expect(String(json)).toContain('npm run build');
  });

  it('WE2 serves the console, the member’s page and their files, each as long as it holds', async () => {
    const dir = path.join(test.dir, 'pages');
    mkdirSync(path.join(dir, 'assets'), { recursive: true });
    writeFileSync(path.join(dir, 'index.html'), '<title>console</title>');
    writeFileSync(path.join(dir, 'join.html'), '<title>member</title>');
    writeFileSync(path.join(dir, 'assets', 'a-1234.js'), 'export {}');
    const hub = await createTestHub({ args: ['--web', dir] });
    const get = (url: string) => hub.as(null)('GET', url);
    for (const url of ['/', '/groups/7', '/sessions/id-1'])
      expect(String((await get(url)).json)).toContain('console');
    for (const url of ['/join', '/join/', '/join/room'])
      expect(String((await get(url)).json)).toContain('member');
    expect((await get('/')).headers['cache-control']).toBe('no-cache');
    expect(await get('/assets/a-1234.js')).toMatchObject({
      status: 200,
      headers: { 'cache-control': 'public, max-age=31536000, immutable' },
    });
    for (const url of [
      '/assets/none.js',
      '/../hub.sqlite',
      '/%2e%2e/hub.sqlite',
      '/assets/..%2f..%2fhub.sqlite',
    ])
      expect((await get(url)).status, url).toBe(404);
    expect((await hub.as(null)('POST', '/groups/7')).status).toBe(404);
    await hub.close();
  });
});
