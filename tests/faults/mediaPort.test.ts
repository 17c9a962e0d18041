import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Random } from '../sim/core/Random.ts';
import { withSeed } from '../support/seedProperties.ts';
import { badDatagram } from './crew/badDatagrams.ts';
import { startGathering, type Gathering } from './crew/gathering.ts';
import type { Person } from './crew/Person.ts';
import { PersonMedia } from './crew/PersonMedia.ts';
import { endpointOf, StunClient } from './crew/StunClient.ts';
import { Sky } from './proxy/Sky.ts';
import { UdpProxy } from './proxy/UdpProxy.ts';

const DATAGRAMS = 3_000;
/** So many at once, that the kernel's buffers hold them. */
const AT_ONCE = 50;

describe('the media port', () => {
  let gathering: Gathering;
  let ana: Person;
  let media: PersonMedia;
  let workers: readonly number[];
  const opened: { close(): unknown }[] = [];
  beforeEach(async () => {
    gathering = await startGathering();
    ana = await gathering.admit(0);
    media = await PersonMedia.open(ana);
    workers = gathering.hub.workerPids();
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map(async (one) => one.close()));
    await gathering.close();
  });

  const dial = async (...to: Parameters<typeof StunClient.open>): Promise<StunClient> => {
    const client = await StunClient.open(...to);
    opened.push(client);
    return client;
  };
  const expectUnharmed = async (stun: StunClient): Promise<void> => {
    await stun.answered();
    await ana.connection.request({ type: 'restartIce', direction: 'send' });
    expect(gathering.hub.workerPids()).toEqual(expect.arrayContaining([...workers]));
    expect(ana.notices.map(({ type }) => type)).not.toContain('mediaReset');
    expect(ana.links).toEqual(['connecting', 'online']);
  };

  it('FA40: whatever is sent to it, from a stranger’s address or a member’s own, harms nothing', () =>
    withSeed(async (random) => {
      const member = await dial(media.transports.recv);
      const stranger = await dial(media.transports.recv);
      await member.answered();
      for (let sent = 0; sent < DATAGRAMS; sent += 1) {
        random.pick([member, stranger]).sendRaw(badDatagram(random));
        // What is answered has been through the worker: so nothing is lost before it gets there.
        if (sent % AT_ONCE === 0) await member.answered();
      }
      await expectUnharmed(member);
      await expectUnharmed(await dial(media.transports.send));
    }));

  it('FA41: a flood from a member’s own address leaves the others answered', async () => {
    const random = new Random(1);
    const member = await dial(media.transports.send);
    const other = await dial((await PersonMedia.open(gathering.lead)).transports.recv);
    await member.answered();
    const packet = Buffer.alloc(1_200, 0x55);
    packet.set([0x80, 96]);
    for (let sent = 0; sent < 20_000; sent += 1) {
      packet.writeUInt16BE(sent & 0xffff, 2);
      packet.writeUInt32BE(random.int(0, 0xffff), 8);
      member.sendRaw(packet);
      if (sent % 1_000 === 0) await other.answered();
    }
    await expectUnharmed(other);
  });

  it('FA33: a member who comes from another address goes on over the same transport, and after an ICE restart too', async () => {
    const sky = new Sky();
    const target = endpointOf(media.transports.recv);
    const listen = { host: '127.0.0.1', port: 0 };
    const proxy = await UdpProxy.open({ listen, target, sky, random: new Random(1) });
    const through = { host: '127.0.0.1', port: proxy.port };
    opened.push(proxy);
    const stun = await dial(media.transports.recv, through);
    await stun.answered();
    proxy.move();
    await stun.answered();
    const { iceParameters } = await ana.connection.request({ type: 'restartIce', direction: 'recv' });
    proxy.move();
    await (await dial({ ...media.transports.recv, iceParameters }, through)).answered();
    await expectUnharmed(await dial(media.transports.send));
  });

  it('FA32: a line that loses, delays, doubles and lets overtake still finds the hub', async () => {
    const sky = new Sky();
    const target = endpointOf(media.transports.recv);
    const listen = { host: '127.0.0.1', port: 0 };
    const proxy = await UdpProxy.open({ listen, target, sky, random: new Random(2) });
    opened.push(proxy);
    sky.set({
      loss: 0.2,
      burst: { chance: 0.05, length: 5 },
      delayMs: 150,
      jitterMs: 30,
      reorder: 0.1,
      duplicate: 0.1,
    });
    const stun = await dial(media.transports.recv, { host: '127.0.0.1', port: proxy.port });
    for (let round = 0; round < 5; round += 1) await stun.answered();
    expect(proxy.flows.map(({ hubFragment }) => hubFragment)).toEqual([
      media.transports.recv.iceParameters['usernameFragment'],
    ]);
  });
});
