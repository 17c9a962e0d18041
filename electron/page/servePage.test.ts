import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  CONSOLE_MAY as HUB_CONSOLE_MAY,
  REACT_ARIA_STYLES as HUB_STYLES,
} from '../../src/hub/api/securityHeaders.ts';
import { CirclewellError } from '../../src/protocol/errors.ts';
import { createHubCookies } from './hubCookies.ts';
import { CONSOLE_MAY, REACT_ARIA_STYLES } from './pageHeaders.ts';
import { createPageServer } from './servePage.ts';

type Seen = {
  method: string | undefined;
  url: string | undefined;
  headers: IncomingMessage['headers'];
  body: string;
};

let folder: string;
let hub: Server;
let hubOrigin: string;
const seen: Seen[] = [];

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'circlewell-page-'));
  const rendererDir = path.join(folder, 'renderer');
  await mkdir(path.join(rendererDir, 'assets'), { recursive: true });
  await writeFile(path.join(rendererDir, 'index.html'), '<title>Circlewell</title>');
  await writeFile(path.join(rendererDir, 'assets', 'console-a1b2c3d4.js'), 'export {};');
  await writeFile(path.join(folder, 'secret.txt'), 'secret');

  hub = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method, url, headers } = request;
      seen.push({ method, url, headers, body: Buffer.concat(chunks).toString() });
      if (url === '/api/away') response.writeHead(302, { location: '/api/me' }).end();
      else if (url === '/api/nothing') response.writeHead(204).end();
      else {
        response.setHeader('set-cookie', 'staff=abc; HttpOnly; Path=/');
        response.setHeader('x-powered-by', 'nobody');
        response.writeHead(201, { 'content-type': 'application/json' }).end('{"done":true}');
      }
    });
  });
  await new Promise<void>((resolve) => {
    hub.listen(0, '127.0.0.1', resolve);
  });
  const address = hub.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  hubOrigin = `http://127.0.0.1:${address.port}`;
});

afterAll(async () => {
  hub.close();
  await rm(folder, { recursive: true });
});

function server(origin: () => Promise<string> = () => Promise.resolve(hubOrigin)) {
  return createPageServer({
    rendererDir: path.join(folder, 'renderer'),
    socketSource: () => 'ws://127.0.0.1:7420',
    fetch,
    cookies: createHubCookies({ now: Date.now }),
    hubOrigin: origin,
  });
}

const ask = (address: string, init?: RequestInit) => new Request(address, init);

describe('the bundle', () => {
  it('SH3: a page comes with its policy', async () => {
    const response = await server()(ask('app://circlewell/groups'));
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('no-cache');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("connect-src 'self' ws://127.0.0.1:7420;");
    expect(policy).not.toContain('unsafe');
    expect(policy).toContain(
      "require-trusted-types-for 'script'; worker-src 'self'; trusted-types circlewell ",
    );
    await expect(response.text()).resolves.toContain('Circlewell');
  });

  it('SH3: lets in the same styles of React Aria as the hub, and the console’s page the same beyond', () => {
    expect(REACT_ARIA_STYLES).toEqual(HUB_STYLES);
    expect(CONSOLE_MAY).toEqual(HUB_CONSOLE_MAY);
  });

  it('SH3 NB50: no other file starts workers or makes markup', async () => {
    const response = await server()(ask('app://circlewell/assets/console-a1b2c3d4.js'));
    expect(response.headers.get('content-security-policy')).toContain(
      "worker-src 'none'; trusted-types 'none'",
    );
  });

  it('SH1: a file whose name holds a hash is kept', async () => {
    const response = await server()(ask('app://circlewell/assets/console-a1b2c3d4.js'));
    expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(response.headers.get('cache-control')).toContain('immutable');
  });

  it.each([
    ['SH4: a missing file', 'app://circlewell/assets/gone.js', 'GET', 404],
    ['SH4: a folder', 'app://circlewell/assets/x.js/', 'GET', 404],
    ['SH4: another method', 'app://circlewell/index.html', 'POST', 405],
    ['SH2: a way out', 'app://circlewell/..%2fsecret.txt', 'GET', 403],
  ])('%s', async (_name, address, method, status) => {
    const response = await server()(ask(address, { method }));
    expect(response.status).toBe(status);
    await expect(response.text()).resolves.toBe('');
  });
});

describe('the hub’s part', () => {
  it('SH10: carries the request and keeps the cookie to itself', async () => {
    const serve = server();
    const first = await serve(
      ask('app://circlewell/api/sign-in?x=1', {
        method: 'POST',
        body: '{"a":1}',
        headers: {
          'content-type': 'application/json',
          'x-odd': '1',
          cookie: 'forged=1',
          origin: 'https://evil.example',
        },
      }),
    );
    expect(first.status).toBe(201);
    await expect(first.json()).resolves.toEqual({ done: true });
    expect(first.headers.getSetCookie()).toEqual([]);
    expect(first.headers.get('x-powered-by')).toBeNull();
    expect(seen.at(-1)).toMatchObject({ method: 'POST', url: '/api/sign-in?x=1', body: '{"a":1}' });
    expect(seen.at(-1)?.headers).toMatchObject({ origin: hubOrigin, 'content-type': 'application/json' });
    expect(seen.at(-1)?.headers).not.toHaveProperty('x-odd');
    expect(seen.at(-1)?.headers).not.toHaveProperty('cookie');

    await serve(ask('app://circlewell/api/me'));
    expect(seen.at(-1)?.headers.cookie).toBe('staff=abc');
  });

  it('SH10: an answer without a body stays one', async () => {
    const response = await server()(ask('app://circlewell/api/nothing', { method: 'DELETE' }));
    expect(response.status).toBe(204);
  });

  it.each([
    ['a hub that is not running', () => Promise.reject(new CirclewellError('unavailable', 'x')), '/api/me'],
    ['a hub that does not answer', () => Promise.resolve('http://127.0.0.1:1'), '/api/me'],
    ['a redirect', () => Promise.resolve(hubOrigin), '/api/away'],
  ])('SH11: %s is 503', async (_name, origin, pathname) => {
    const response = await server(origin)(ask(`app://circlewell${pathname}`));
    expect(response.status).toBe(503);
    await expect(response.json()).resolves.toMatchObject({ error: { kind: 'unavailable' } });
  });
});
