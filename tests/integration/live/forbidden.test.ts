import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CommandType } from '../../../src/protocol/session/commands.ts';
import { ONE_OF_EACH } from '../../support/oneOfEach.ts';
import { ARRIVE, COLEAD, member, SESSION_ID, startLiveHub, type LiveHub } from './liveHub.ts';
import { MemoryLog } from './MemoryLog.ts';
import type { TestClient } from './TestClient.ts';

/** All that a member may ever ask for; everything else is the facilitators'. */
const MEMBERS_OWN: readonly CommandType[] = [
  'arrive',
  'leave',
  'setMic',
  'setCamera',
  'raiseHand',
  'lowerHand',
  'startShare',
  'stopShare',
  'raiseShield',
  'lowerShield',
  'sendChat',
  'askForHelp',
  'endHelp',
  'rate',
];

describe('what is not theirs, over the live socket', () => {
  let log: MemoryLog;
  let hub: LiveHub;
  let lead: TestClient;
  beforeEach(async () => {
    log = new MemoryLog();
    hub = await startLiveHub(log);
    lead = await hub.startSession();
  });
  afterEach(async () => hub.close());

  const logged = async () => (await log.read(SESSION_ID)).length;

  it('SE1 SE7: a member who sends a facilitator’s command gets session.notYours, and nothing happens', async () => {
    const ana = await hub.admit(lead, 'ana');
    await hub.admit(lead, 'ben');
    const before = await logged();
    const theirs = Object.values(ONE_OF_EACH).filter(({ type }) => !MEMBERS_OWN.includes(type));
    expect(theirs).toHaveLength(33);
    for (const command of theirs) {
      const answer = await ana.command(command);
      expect([command.type, answer]).toMatchObject([
        command.type,
        { type: 'refused', error: { kind: 'forbidden', rule: 'session.notYours' } },
      ]);
    }
    expect(await logged()).toBe(before);
  });

  it('ID34: who is no longer assigned to the group is put out of its session, and of no other', async () => {
    const colead = await hub.enter(COLEAD);
    hub.live.disconnectFrom('another-session', 'colead');
    hub.live.disconnectFrom(SESSION_ID, 'ana');
    await colead.ping();
    hub.live.disconnectFrom(SESSION_ID, 'colead');
    expect((await colead.next('goodbye')).reason).toBe('signedOut');
    await lead.ping();
  });

  it('SE3: a command after leaving is refused until they come back', async () => {
    const ana = await hub.admit(lead, 'ana');
    await ana.does({ type: 'leave' });
    const before = await logged();
    expect(await ana.command({ type: 'raiseHand' })).toMatchObject({
      type: 'refused',
      error: { rule: 'session.notInRoom' },
    });
    await ana.does({ type: 'leave' });
    expect(await logged()).toBe(before);
    await ana.does(ARRIVE);
    await ana.does({ type: 'raiseHand' });
  });

  it('SE20 SE43: a new member who comes while rooms are open waits, and then stands in the circle', async () => {
    const ana = await hub.admit(lead, 'ana');
    await lead.does({ type: 'addRoom', name: 'Oak' });
    await lead.does({ type: 'shuffleRooms' });
    await lead.does({ type: 'openRooms', minutes: null });
    await ana.next('snapshot', ({ state }) => state.breakouts.stage === 'open');

    const ben = await hub.enter(member('ben'));
    await ben.does(ARRIVE);
    const waiting = await ben.next('snapshot', ({ state }) => state.participants['ben'] !== undefined);
    expect(waiting.state.participants['ben']?.presence.stage).toBe('waiting');
    expect(Object.keys(waiting.state.participants).sort()).toEqual(['ben', 'lead']);
    expect(await ben.command({ type: 'raiseHand' })).toMatchObject({ error: { rule: 'session.notInRoom' } });

    await lead.does({ type: 'admitAll' });
    const inside = await ben.next(
      'snapshot',
      ({ state }) => state.participants['ben']?.presence.stage === 'present',
    );
    expect(inside.state.participants['ben']?.presence).toMatchObject({ roomId: 'main' });
    expect(inside.state.participants['ana']?.presence).not.toMatchObject({ roomId: 'main' });
  });
});
