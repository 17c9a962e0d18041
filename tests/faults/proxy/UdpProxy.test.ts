import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Random } from '../../sim/core/Random.ts';
import { Sky } from './Sky.ts';
import { UdpProxy } from './UdpProxy.ts';

const HOST = '127.0.0.1';

async function bound(): Promise<Socket> {
  const socket = createSocket('udp4');
  socket.bind(0, HOST);
  await once(socket, 'listening');
  return socket;
}

describe('FA1: a proxy before a UDP port', () => {
  let sky: Sky;
  let hub: Socket;
  let client: Socket;
  let proxy: UdpProxy;
  /** What the hub heard, and from which port. */
  let heard: { text: string; port: number }[];
  beforeEach(async () => {
    sky = new Sky();
    heard = [];
    hub = await bound();
    client = await bound();
    // What it hears it says again.
    hub.on('message', (data, { port, address }) => {
      heard.push({ text: data.toString(), port });
      hub.send(data, port, address);
    });
    const listen = { host: HOST, port: 0 };
    proxy = await UdpProxy.open({
      listen,
      target: { host: HOST, port: hub.address().port },
      sky,
      random: new Random(1),
    });
  });
  afterEach(async () => {
    await proxy.close();
    hub.close();
    client.close();
  });

  const say = (text: string, from = client) => from.send(text, proxy.port, HOST);
  const answer = async (from = client): Promise<string> => String((await once(from, 'message'))[0]);

  it('passes both ways, and gives each client a port of its own', async () => {
    const other = await bound();
    say('one');
    expect(await answer()).toBe('one');
    say('two', other);
    expect(await answer(other)).toBe('two');
    expect(new Set(heard.map(({ port }) => port)).size).toBe(2);
    expect(proxy.flows).toHaveLength(2);
    other.close();
  });

  it('moves a client to another port, over which it goes on', async () => {
    say('before');
    await answer();
    proxy.move();
    say('after');
    expect(await answer()).toBe('after');
    expect(heard[0]?.port).not.toBe(heard[1]?.port);
  });

  it('loses for one direction and one client alone', async () => {
    const other = await bound();
    sky.set({ down: { isDark: true } }, ({ client: address }) =>
      address.endsWith(`:${client.address().port}`),
    );
    const missed: string[] = [];
    client.on('message', (data) => missed.push(data.toString()));
    say('into the dark');
    await expect.poll(() => heard.map(({ text }) => text)).toEqual(['into the dark']);
    say('by day', other);
    expect(await answer(other)).toBe('by day');
    expect(missed).toEqual([]);
    sky.clear();
    say('again');
    expect(await answer()).toBe('again');
    other.close();
  });

  it('delays', async () => {
    sky.set({ delayMs: 60 });
    const sentAt = performance.now();
    say('late');
    await answer();
    expect(performance.now() - sentAt).toBeGreaterThanOrEqual(118);
  });

  it('knows a flow by the user fragment of the ICE request in it', async () => {
    const username = 'hubfragment:mine';
    const attribute = Buffer.alloc(4 + username.length);
    attribute.writeUInt16BE(0x0006, 0);
    attribute.writeUInt16BE(username.length, 2);
    attribute.write(username, 4);
    const header = Buffer.alloc(20);
    header.writeUInt16BE(0x0001, 0);
    header.writeUInt16BE(attribute.length, 2);
    header.writeUInt32BE(0x2112a442, 4);
    client.send(Buffer.concat([header, attribute]), proxy.port, HOST);
    await answer();
    expect(proxy.flows[0]?.hubFragment).toBe('hubfragment');
  });
});
