import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { connect } from 'node:tls';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openCertificate, type Certificate } from '../../../src/hub/api/certificate.ts';
import { createApp } from '../../../src/hub/api/createApp.ts';
import { createHubAddress } from '../../../src/hub/identity/hubAddress.ts';
import { createLogger } from '../../../src/hub/logging.ts';
import { makeCertificate } from '../../support/makeCertificate.ts';
import { runCommand } from '../commands/runCommand.ts';

const DAY_MS = 86_400_000;
let dir: string;
let certificate: Certificate | undefined;
const log: string[] = [];
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'circlewell-certificate-'));
  log.length = 0;
});
afterEach(() => {
  certificate?.close();
  rmSync(dir, { recursive: true, force: true });
});

const logger = createLogger({ level: 'info', destination: { write: (line) => void log.push(line) } });
const open = (files: { certFile: string; keyFile: string }) =>
  (certificate = openCertificate(files, { logger, lookMs: 20 }));

/** An app that listens with a certificate. */
async function listen(opened: Certificate) {
  const address = createHubAddress({ publicUrl: null, host: '127.0.0.1', isTls: true });
  const app = await createApp({ address, logger, certificate: opened });
  app.get('/api/health', async () => ({ status: 'ok' }));
  const url = new URL(await app.listen({ host: '127.0.0.1', port: 0 }));
  return { port: Number(url.port), close: () => app.close() };
}

/** Whose certificate a new connection is shown. */
async function nameAt(port: number): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port, rejectUnauthorized: false }, () => {
      resolve(socket.getPeerCertificate().subject.CN);
      socket.destroy();
    });
    socket.once('error', reject);
  });
}

describe('AP14: the hub’s own certificate', () => {
  it('is taken anew when its files change, and says when it runs out', async () => {
    const opened = open(makeCertificate(dir, { name: 'one.example.org', days: 3 }));
    expect(Math.abs(opened.expiresAt() - Date.now() - 3 * DAY_MS)).toBeLessThan(DAY_MS / 24);
    const { port, close } = await listen(opened);
    expect(await nameAt(port)).toBe('one.example.org');
    makeCertificate(dir, { name: 'two.example.org', days: 90 });
    await expect.poll(() => nameAt(port), { timeout: 5_000 }).toBe('two.example.org');
    expect(opened.expiresAt()).toBeGreaterThan(Date.now() + 80 * DAY_MS);
    expect(log.join()).toContain('The certificate was renewed');
    await close();
  });

  it('stays where the new one cannot be used', async () => {
    const files = makeCertificate(dir, { name: 'one.example.org' });
    const { port, close } = await listen(open(files));
    const kept = readFileSync(files.keyFile);
    writeFileSync(files.keyFile, 'no key');
    await expect.poll(() => log.join(), { timeout: 5_000 }).toContain('cannot be used');
    expect(await nameAt(port)).toBe('one.example.org');
    expect(log.join()).not.toContain(kept.toString('utf8').slice(40, 80));
    await close();
  });

  it('and its key have to fit together', () => {
    const { keyFile } = makeCertificate(dir);
    const key = readFileSync(keyFile);
    const { certFile } = makeCertificate(dir);
    writeFileSync(keyFile, key);
    expect(() => open({ certFile, keyFile })).toThrow('does not belong to the certificate');
  });
});

describe('npm run hub -- health', () => {
  const health = (port: number, ...args: string[]) =>
    runCommand(['health', '--data', dir, '--port', String(port), ...args]);

  it('OP61 asks over HTTPS with the given certificate, whatever name it has, and no other', async () => {
    const files = makeCertificate(dir, { name: 'groups.example.org' });
    const { port, close } = await listen(open(files));
    const given = ['--cert', files.certFile, '--key', files.keyFile];
    expect(await health(port, ...given)).toEqual({ code: 0, out: 'ok\n', err: '' });
    certificate?.close();
    makeCertificate(dir, { name: 'groups.example.org' });
    expect((await health(port, ...given)).code).toBe(1);
    await close();
    expect((await health(port)).code).toBe(1);
  });
});
