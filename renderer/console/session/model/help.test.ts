import { describe, expect, it } from 'vitest';
import { createFakeHub } from '../../fake/fakeHub.ts';
import { createFakeLive } from '../../fake/fakeLive.ts';
import { CO, LEAD, MEMBERS, startGroup } from '../../fake/fakePeople.ts';
import { createNotices } from '../../model/notices.ts';
import { createAct } from './act.ts';
import { agendaView } from './agenda.ts';
import { helpView } from './help.ts';

function group() {
  const hub = createFakeHub();
  startGroup(hub, 3);
  const live = createFakeLive(hub, LEAD);
  return { hub, live, act: createAct(live, createNotices(), 'lead') };
}

describe('CO10 help', () => {
  it('puts "someone now" first, then who has waited longest, then what is taken', () => {
    const { hub, act } = group();
    hub.give(MEMBERS[0], { type: 'askForHelp', level: 'question' });
    hub.pass(1000);
    hub.give(MEMBERS[1], { type: 'askForHelp', level: 'question' });
    hub.pass(1000);
    hub.give(MEMBERS[2], { type: 'askForHelp', level: 'now' });
    expect(helpView(hub.state(), 'lead', act).calls.map(({ id }) => id)).toEqual(['cora', 'ana', 'ben']);
    hub.give(CO, { type: 'takeHelp', participantId: 'cora' });
    const view = helpView(hub.state(), 'lead', act);
    expect(view.calls.map(({ id }) => id)).toEqual(['ana', 'ben', 'cora']);
    expect(view.calls[2]).toMatchObject({ takenByName: 'Noor K.', isTakenBySelf: false, take: undefined });
    expect(view.openCount).toBe(2);
    expect(view.calls[0]?.alsoTold).toEqual(['Noor K.']);
  });

  it('tells staff who is shielded', () => {
    const { hub, act } = group();
    hub.give(MEMBERS[0], { type: 'raiseShield' });
    expect(helpView(hub.state(), 'lead', act).shielded).toEqual([{ id: 'ana', name: 'Ana R.' }]);
  });
});

describe('CO2 run sheet', () => {
  it('offers the next step of the session, and only that', () => {
    const hub = createFakeHub();
    const act = createAct(createFakeLive(hub, LEAD), createNotices(), 'lead');
    const steps = () => {
      const { openWaitingRoom, startGroup: start, next } = agendaView(hub.state(), 8, act);
      return [openWaitingRoom !== undefined, start !== undefined, next?.block.title.en ?? null];
    };
    expect(steps()).toEqual([true, false, null]);
    startGroup(hub, 2);
    expect(steps()).toEqual([false, false, 'Relapse prevention']);
    const view = agendaView(hub.state(), 8, act);
    expect(view.parts.map(({ stage }) => stage).slice(0, 2)).toEqual(['now', 'ahead']);
    expect((view.parts[0]?.endsAt ?? 0) - (view.parts[0]?.startedAt ?? 0)).toBe(30 * 60_000);
  });
});
