import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { member, SESSION_ID } from '../live/liveHub.ts';
import { sendFor, startGroup, type Group } from './group.ts';

describe('who has lost the right to be in a session', () => {
  let group: Group;
  beforeEach(async () => {
    group = await startGroup();
    expect((await heardOf('ana')).length).toBeGreaterThan(0);
  });
  afterEach(async () => group.hub.close());

  /** What still passes from or to somebody, by the hub's count and by what came out at the receivers. */
  async function heardOf(id: string): Promise<string[]> {
    const before = new Map(group.direct.arrived);
    const counted = await sendFor(group, 20);
    const arrived = [...group.direct.arrived].filter(([key, packets]) => packets > (before.get(key) ?? 0));
    return [...counted.keys(), ...arrived.map(([key]) => key)].filter((key) => key.includes(id)).sort();
  }
  /** Before anything of it is in the log, which may be slow. */
  async function silentAtOnce(id: string, disconnect: () => void): Promise<void> {
    await group.log.holdAppends(async () => {
      disconnect();
      expect(await heardOf(id)).toEqual([]);
    });
  }
  const logged = async () =>
    (await group.log.read(SESSION_ID)).map(({ event }) =>
      'participantId' in event ? `${event.type} ${event.participantId}` : event.type,
    );

  it('LI33, ME15: neither hears nor is heard from that moment on, and has left', async () => {
    const ana = group.clients.get('ana');
    await silentAtOnce('ana', () => group.hub.live.disconnectSeat('seat-ana'));
    expect((await ana?.next('goodbye'))?.reason).toBe('signedOut');
    group.clients.delete('ana');
    await group.settle();
    expect(await heardOf('ana')).toEqual([]);
    expect((await heardOf('ben')).length).toBeGreaterThan(0);
    expect((await logged()).slice(-1)).toEqual(['participantLeft ana']);
  });

  it('LI33, ME15: the grace of a lost connection does not outlast the right', async () => {
    group.clients.get('ana')?.socket.terminate();
    group.clients.delete('ana');
    await group.lead.next('events', ({ events }) =>
      events.some(({ event }) => event.type === 'connectionLost'),
    );
    expect((await heardOf('ana')).length).toBeGreaterThan(0);
    await silentAtOnce('ana', () => group.hub.live.disconnectSeat('seat-ana'));
    await group.settle();
    expect((await logged()).slice(-2)).toEqual(['connectionLost ana', 'participantLeft ana']);
  });

  it('LI33, ME15: staff who were signed out go as members do', async () => {
    await silentAtOnce('colead', () => group.hub.live.disconnectStaff('colead'));
    expect((await group.colead.next('goodbye')).reason).toBe('signedOut');
    group.clients.delete('colead');
    await group.settle();
    expect((await logged()).slice(-1)).toEqual(['participantLeft colead']);
  });

  it('LI33: what they had asked for and what was not done yet is refused', async () => {
    const ana = group.clients.get('ana');
    await group.log.holdAppends(async (underWay) => {
      void group.lead.command({ type: 'addRoom', name: 'Oak' });
      await underWay;
      ana?.send({ type: 'command', id: randomUUID(), command: { type: 'raiseHand' } });
      await ana?.ping();
      group.hub.live.disconnectSeat('seat-ana');
    });
    group.clients.delete('ana');
    await group.settle();
    expect(await logged()).not.toContain('handRaised ana');
    expect((await logged()).slice(-1)).toEqual(['participantLeft ana']);
  });

  it('LI33: with a new right they come back to their seat', async () => {
    group.hub.live.disconnectSeat('seat-ana');
    group.clients.delete('ana');
    await group.settle();
    const back = await group.hub.enter(member('ana'));
    await back.does({ type: 'arrive', isMicOn: true, isCameraOn: true });
    expect((await logged()).slice(-1)).toEqual(['participantArrived ana']);
  });
});
