import { describe, expect, it } from 'vitest';
import { evolve } from './evolve.ts';
import { ARRIVE, LEAD, Rehearsal, member } from './testKit.ts';
import { projectState, viewEvent } from './view.ts';

describe('who waits', () => {
  it('SE132 is sent what staff write to them alone, with the name of who wrote it, and nothing else of the chat', () => {
    const rehearsal = new Rehearsal().start('ben');
    rehearsal.give(member('ana'), ARRIVE);
    const viewer = { participantId: 'ana', isStaff: false };
    const before = rehearsal.state;
    rehearsal.give(LEAD, { type: 'sendChat', target: { to: 'person', participantId: 'ana' }, text: 'Soon' });
    rehearsal.give(LEAD, { type: 'sendChat', target: { to: 'room' }, text: 'Hello, all' });
    const [toAna, toRoom] = rehearsal.log.slice(-2);
    if (!toAna || !toRoom) throw new Error('nothing was sent');
    const between = evolve(before, toAna);
    const sent = viewEvent(toAna, before, between, viewer);
    expect(sent).toEqual({ kind: 'event', event: toAna });
    expect(viewEvent(toRoom, between, rehearsal.state, viewer)).toEqual({ kind: 'nothing' });
    const seen = evolve(projectState(before, viewer), toAna);
    expect(seen.chat.map(({ text, from }) => [text, seen.participants[from]?.name])).toEqual([
      ['Soon', 'Maria S.'],
    ]);
    expect(projectState(rehearsal.state, viewer).chat).toEqual(seen.chat);
  });
});
