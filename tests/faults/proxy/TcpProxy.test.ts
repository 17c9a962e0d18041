import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Random } from '../../sim/core/Random.ts';
import { Sky } from './Sky.ts';
import { TcpProxy } from './TcpProxy.ts';

const HOST = '127.0.0.1';

/** Resolves at its end, also where that is a reset. */
async function closeOf(socket: Socket): Promise<void> {
  if (!socket.closed) await new Promise((resolve) => socket.once('close', resolve));
}

describe('FA1: a proxy before a TCP port', () => {
  let sky: Sky;
  let hub: Server;
  let proxy: TcpProxy;
  let opened: Socket[];
  beforeEach(async () => {
    sky = new Sky();
    opened = [];
    hub = createServer((socket) => {
      opened.push(socket);
      socket.on('error', () => undefined);
      socket.pipe(socket);
    });
    hub.listen(0, HOST);
    await once(hub, 'listening');
    const address: AddressInfo | string | null = hub.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    const target = { host: HOST, port: address.port };
    proxy = await TcpProxy.open({ listen: { host: HOST, port: 0 }, target, sky, random: new Random(1) });
  });
  afterEach(async () => {
    await proxy.close();
    for (const socket of opened) socket.destroy();
    hub.close();
  });

  /** A client, and what has come back to it so far. */
  const dial = async () => {
    const socket = connect(proxy.port, HOST);
    const got: Buffer[] = [];
    socket.on('data', (data) => got.push(data));
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    return { socket, text: () => Buffer.concat(got).toString() };
  };

  it('passes a megabyte whole, and then the end', async () => {
    const { socket, text } = await dial();
    const sent = 'circlewell'.repeat(100_000);
    socket.end(sent);
    await once(socket, 'close');
    expect(text() === sent).toBe(true);
    await expect.poll(() => proxy.flows).toEqual([]);
  });

  it('keeps order under jitter', async () => {
    sky.set({ delayMs: 5, jitterMs: 20 });
    const { socket, text } = await dial();
    const sent = Array.from({ length: 30 }, (_, index) => `${index};`);
    for (const part of sent) socket.write(part);
    await expect.poll(text).toBe(sent.join(''));
    socket.destroy();
  });

  it('is half-open in the dark: nobody is told, and what was said arrives afterwards', async () => {
    const { socket, text } = await dial();
    sky.set({ isDark: true });
    socket.write('still here');
    const other = await dial();
    sky.set({}, ({ client }) => client.endsWith(`:${other.socket.localPort}`));
    other.socket.write('by day');
    await expect.poll(other.text).toBe('by day');
    expect(text()).toBe('');
    expect(socket.readyState).toBe('open');
    sky.clear();
    await expect.poll(text).toBe('still here');
    socket.destroy();
    other.socket.destroy();
  });

  it('does not tell the hub of an end in the dark, and does when it lifts', async () => {
    const { socket } = await dial();
    await expect.poll(() => opened.length).toBe(1);
    const ended = once(opened[0] ?? socket, 'end');
    sky.set({ isDark: true });
    socket.end();
    const other = await dial();
    sky.set({}, ({ client }) => client.endsWith(`:${other.socket.localPort}`));
    other.socket.write('a round trip');
    await expect.poll(other.text).toBe('a round trip');
    expect(opened[0]?.readableEnded).toBe(false);
    sky.clear();
    await ended;
    other.socket.destroy();
  });

  it('lets nothing through of a connection that was begun and given up in the dark; a patient one comes through when it lifts', async () => {
    sky.set({ isDark: true });
    const heard: string[] = [];
    hub.on('connection', (socket) => socket.on('data', (data: Buffer) => heard.push(data.toString())));
    const hasty = await dial();
    hasty.socket.write('never mind');
    hasty.socket.end();
    await closeOf(hasty.socket);
    const patient = await dial();
    patient.socket.write('still here');
    sky.clear();
    await expect.poll(patient.text).toBe('still here');
    expect(heard).toEqual(['still here']);
    patient.socket.destroy();
  });

  it('cuts both ends, and those who come while it lasts', async () => {
    const { socket } = await dial();
    socket.write('x');
    await expect.poll(() => opened.length).toBe(1);
    const gone = Promise.all([closeOf(socket), closeOf(opened[0] ?? socket)]);
    sky.set({ isCut: true });
    await gone;
    const late = connect(proxy.port, HOST);
    late.on('error', () => undefined);
    await closeOf(late);
    sky.clear();
    const after = await dial();
    after.socket.write('again');
    await expect.poll(after.text).toBe('again');
    after.socket.destroy();
  });

  it('passes no more than its rate', async () => {
    sky.set({ up: { bytesPerSecond: 100_000 } });
    const { socket, text } = await dial();
    const startedAt = performance.now();
    socket.write('x'.repeat(20_000));
    await expect.poll(() => text().length).toBe(20_000);
    expect(performance.now() - startedAt).toBeGreaterThan(190);
    socket.destroy();
  });
});
