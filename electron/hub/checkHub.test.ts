import { createServer, type RequestListener, type Server } from 'node:http';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { PROTOCOL_VERSION } from '../../src/protocol/version.ts';
import type { HubFetch } from '../page/forwardToHub.ts';
import { checkHub } from './checkHub.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** A server on this machine, where http is allowed; gives back its address. */
async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `http://127.0.0.1:${address.port}`;
}

const status = (body: unknown) => serve((_request, response) => void response.end(JSON.stringify(body)));
const STATUS = { version: '1.2.3', protocolVersion: PROTOCOL_VERSION, isSetUp: true };

describe('SH85: what is found at an address', () => {
  it('a hub, whose origin is kept', async () => {
    const asked: string[] = [];
    const address = await serve((request, response) => {
      asked.push(`${request.method} ${request.url} ${request.headers.cookie ?? '-'}`);
      response.end(JSON.stringify(STATUS));
    });
    const fine = { result: 'fine', address, version: '1.2.3' };
    await expect(checkHub(address, fetch)).resolves.toEqual(fine);
    await expect(checkHub(`  ${address}/session/1?x#y  `, fetch)).resolves.toEqual(fine);
    expect(asked).toEqual(['GET /api/status -', 'GET /api/status -']);
  });

  it.each<[string, unknown, string]>([
    ['a hub of an older protocol', { ...STATUS, protocolVersion: PROTOCOL_VERSION - 1 }, 'olderHub'],
    ['a hub of a newer protocol', { ...STATUS, protocolVersion: PROTOCOL_VERSION + 1, more: 1 }, 'newerHub'],
    ['something else', { hello: 'world' }, 'notAHub'],
    ['a long answer', { ...STATUS, more: 'x'.repeat(20_000) }, 'notAHub'],
    ['a list', [], 'notAHub'],
  ])('%s', async (_name, body, result) => {
    await expect(checkHub(await status(body), fetch)).resolves.toEqual({ result });
  });

  it.each<[string, RequestListener, string]>([
    ['a page', (_q, response) => void response.end('<!doctype html>'), 'notAHub'],
    ['an error', (_q, response) => void response.writeHead(500).end(JSON.stringify(STATUS)), 'notAHub'],
    [
      'a door to elsewhere',
      (_q, response) => void response.writeHead(302, { location: 'https://example.org' }).end(),
      'notAHub',
    ],
    ['a line that breaks', (request) => void request.socket.destroy(), 'unreachable'],
  ])('%s', async (_name, listener, result) => {
    await expect(checkHub(await serve(listener), fetch)).resolves.toEqual({ result });
  });

  it('nothing', async () => {
    await expect(checkHub('http://127.0.0.1:1', fetch)).resolves.toEqual({ result: 'unreachable' });
  });

  it('a certificate that nobody vouches for', async () => {
    const untrusted: HubFetch = () => Promise.reject(new Error('net::ERR_CERT_AUTHORITY_INVALID'));
    await expect(checkHub('https://hub.example.org', untrusted)).resolves.toEqual({
      result: 'badCertificate',
    });
  });

  it.each([
    ['', 'notAnAddress'],
    ['hub example org', 'notAnAddress'],
    ['javascript:alert(1)', 'notAnAddress'],
    ['file:///etc/passwd', 'notAnAddress'],
    ['\\\\server\\share', 'notAnAddress'],
    ['ftp://hub.example.org', 'notAnAddress'],
    ['https://user:secret@hub.example.org', 'notAnAddress'],
    ['https://' + 'a'.repeat(600), 'notAnAddress'],
    ['http://hub.example.org', 'notSecret'],
    ['http://127.0.0.1.evil.example', 'notSecret'],
  ])('%j asks nobody', async (typed, result) => {
    const nobody: HubFetch = () => Promise.reject(new Error('asked'));
    let isAsked = false;
    const watched: HubFetch = (url, init) => {
      isAsked = true;
      return nobody(url, init);
    };
    await expect(checkHub(typed, watched)).resolves.toEqual({ result });
    expect(isAsked).toBe(false);
  });

  it('takes an address without a scheme for a secret one', async () => {
    const asked: string[] = [];
    const answering: HubFetch = async (url) => {
      asked.push(url);
      return Response.json(STATUS);
    };
    await expect(checkHub('hub.example.org', answering)).resolves.toMatchObject({
      address: 'https://hub.example.org',
    });
    expect(asked).toEqual(['https://hub.example.org/api/status']);
  });
});
