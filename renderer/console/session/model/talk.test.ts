import { describe, expect, it } from 'vitest';
import { createFakeHub } from '../../fake/fakeHub.ts';
import { createFakeLive } from '../../fake/fakeLive.ts';
import { CO, LEAD, MEMBERS, startGroup } from '../../fake/fakePeople.ts';
import { createNotices } from '../../model/notices.ts';
import { createAct } from './act.ts';
import { agendaView } from './agenda.ts';
import { chatView } from './chat.ts';
import { helpView } from './help.ts';
import { slidesView, type DeckShelf } from './slides.ts';

function group() {
  const hub = createFakeHub();
  startGroup(hub, 3);
  const live = createFakeLive(hub, LEAD);
  return { hub, live, act: createAct(live, createNotices(), 'lead') };
}

describe('CO11 messages', () => {
  it('sorts messages into the staff line, the room and single people, and counts what is new', () => {
    const { hub, live, act } = group();
    hub.give(MEMBERS[0], { type: 'sendChat', target: { to: 'staff' }, text: 'I have to go at seven' });
    hub.give(CO, { type: 'sendChat', target: { to: 'room' }, text: 'Welcome' });
    hub.give(MEMBERS[1], {
      type: 'sendChat',
      target: { to: 'person', participantId: 'lead' },
      text: 'Hello',
    });
    const state = live.store.getState().state;
    if (!state) throw new Error('no state');
    const view = chatView(state, 'lead', {}, [], act);
    expect(view.staff.lines.map(({ text, isFromMember }) => [text, isFromMember])).toEqual([
      ['I have to go at seven', true],
    ]);
    expect(view.room.lines.map(({ text }) => text)).toEqual(['Welcome']);
    expect(view.people.map(({ personName, unread }) => [personName, unread])).toEqual([['Ben T.', 1]]);
    expect(view.unread).toBe(3);
    expect(chatView(state, 'lead', { staff: hub.now(), room: hub.now() }, [], act).unread).toBe(1);
  });

  it('lets nobody write to the room while the chat is off, and staff always to staff', () => {
    const { hub, act } = group();
    hub.give(LEAD, { type: 'setChatPolicy', policy: 'off' });
    const view = chatView(hub.state(), 'lead', {}, [], act);
    expect(view.room.send).toBeUndefined();
    expect(view.staff.send).toBeDefined();
  });

  it('says whether a message was sent, so that its words are kept if not', async () => {
    const { hub, act } = group();
    const view = chatView(hub.state(), 'lead', {}, ['gone'], act);
    await expect(view.people[0]?.send?.('Hello')).resolves.toBe(false);
    await expect(view.staff.send?.('Hello')).resolves.toBe(true);
  });
});

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

describe('CO12 slides', () => {
  const notes = (text: string) => ({ en: text, es: text });
  const slide = (title: string) => ({
    en: { title, body: '' },
    es: { title, body: '' },
    notes: notes(`note of ${title}`),
  });
  const deck = {
    id: 'deck1',
    unit: 'T01',
    title: notes('Deck'),
    slideCount: 11,
    slides: Array.from({ length: 11 }, (_, index) => slide(`s${index}`)),
  };
  const shelf: DeckShelf = { decks: [], read: { deck1: deck }, inHand: null };

  it('steps from the first to the last slide and no further, with the notes of this and the next', () => {
    const { hub, act } = group();
    const view = () => slidesView(hub.state(), shelf, () => undefined, act);
    expect(view().next).toBeUndefined();
    hub.give(LEAD, { type: 'showSlide', deckId: 'deck1', index: 0 });
    expect(view().back).toBeUndefined();
    view().next?.();
    expect(view().current?.notes.en).toBe('note of s1');
    expect(view().upcoming?.notes.en).toBe('note of s2');
    view().show?.(10);
    expect(view().next).toBeUndefined();
    view().hide?.();
    expect(view().shown).toBeNull();
  });

  it('can step through a deck whose notes could not be read', () => {
    const { hub, act } = group();
    hub.give(LEAD, { type: 'showSlide', deckId: 'deck1', index: 0 });
    const view = slidesView(hub.state(), { ...shelf, read: {} }, () => undefined, act);
    expect(view.next).toBeDefined();
    expect(view.current).toBeNull();
  });
});
