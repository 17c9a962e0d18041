import { describe, expect, it } from 'vitest';
import { createFakeHub } from '../../fake/fakeHub.ts';
import { createFakeLive } from '../../fake/fakeLive.ts';
import { arrive, DOOR, LEAD, MEMBERS, NOTES } from '../../fake/fakePeople.ts';
import { createNotices, type Notice } from '../../model/notices.ts';
import { createAct } from './act.ts';
import { waitingView } from './waiting.ts';

function openedHub() {
  const hub = createFakeHub();
  arrive(hub, LEAD);
  hub.give(LEAD, { type: 'openWaitingRoom' });
  return hub;
}

describe('CO3 waiting room', () => {
  it('lists people in the order in which they came, with what they told at the door', () => {
    const hub = openedHub();
    arrive(hub, MEMBERS[1]);
    hub.pass(1000);
    hub.give(MEMBERS[0], {
      type: 'arrive',
      isMicOn: true,
      isCameraOn: true,
      door: {
        ...DOOR,
        checks: { ...DOOR.checks, camera: 'trouble', speaker: 'skipped' },
        privacy: { ...DOOR.privacy, company: 'othersNearby' },
      },
    });
    const view = waitingView(hub.state(), createAct(createFakeLive(hub, LEAD), createNotices(), 'lead'));
    expect(view.people.map(({ id }) => id)).toEqual(['ben', 'ana']);
    expect(view.people[0]?.findings).toEqual({ troubles: [], skipped: [] });
    expect(view.people[1]?.findings).toEqual({ troubles: ['camera'], skipped: ['speaker'] });
    expect(view.people[1]?.door?.privacy.company).toBe('othersNearby');
  });

  it('admits one, then all', async () => {
    const hub = openedHub();
    for (const person of MEMBERS.slice(0, 3)) arrive(hub, person);
    const act = createAct(createFakeLive(hub, LEAD), createNotices(), 'lead');
    waitingView(hub.state(), act).people[0]?.admit?.();
    expect(waitingView(hub.state(), act).people).toHaveLength(2);
    waitingView(hub.state(), act).admitAll?.();
    const view = waitingView(hub.state(), act);
    expect(view.people).toEqual([]);
    expect(view.admitAll).toBeUndefined();
  });

  it('lists who was removed, and lets them back in; the removal can be undone (CO9)', async () => {
    const hub = openedHub();
    arrive(hub, MEMBERS[0]);
    const notices = createNotices();
    const told: Notice[] = [];
    notices.onAdd((notice) => told.push(notice));
    const act = createAct(createFakeLive(hub, LEAD), notices, 'lead');
    waitingView(hub.state(), act).people[0]?.remove?.();
    await Promise.resolve();
    await Promise.resolve();
    expect(waitingView(hub.state(), act).removed.map(({ id }) => id)).toEqual(['ana']);
    const [notice] = told;
    expect(notice).toMatchObject({ kind: 'done', what: 'removed', name: 'Ana R.' });
    if (notice?.kind === 'done') notice.undo?.();
    expect(waitingView(hub.state(), act).removed).toEqual([]);
  });

  it('gives a note taker no action that the hub would refuse', () => {
    const hub = openedHub();
    arrive(hub, NOTES);
    arrive(hub, MEMBERS[0]);
    const view = waitingView(
      hub.state(),
      createAct(createFakeLive(hub, NOTES), createNotices(), 'noteTaker'),
    );
    expect(view.people[0]?.admit).toBeUndefined();
    expect(view.admitAll).toBeUndefined();
    expect(view.setLocked).toBeUndefined();
    expect(view.setMessage).toBeUndefined();
  });
});
