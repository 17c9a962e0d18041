import { describe, expect, it } from 'vitest';
import { CirclewellError } from '../../../../src/protocol/errors.ts';
import { createFakeHub } from '../../fake/fakeHub.ts';
import { createFakeLive } from '../../fake/fakeLive.ts';
import { LEAD, startGroup } from '../../fake/fakePeople.ts';
import { createNotices } from '../../model/notices.ts';
import { createAct } from './act.ts';
import { createDeckShelf, type DeckShelf } from './deckShelf.ts';
import { createSlideSteps } from './slideSteps.ts';
import { slidesView } from './slides.ts';

const settle = () => new Promise((resolve) => setTimeout(resolve));

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
const held: DeckShelf = { list: 'ready', decks: [], read: { deck1: deck }, failed: new Set(), inHand: null };
const shelf = { choose: () => undefined, reload: () => undefined, reread: () => undefined };

function group(onShelf = held) {
  const hub = createFakeHub();
  startGroup(hub, 3);
  const live = createFakeLive(hub, LEAD);
  const act = createAct(live, createNotices(), 'lead');
  const steps = createSlideSteps(act);
  const view = () => slidesView(hub.state(), onShelf, steps.store.getState().intended, shelf, steps, act);
  return { hub, live, view };
}

describe('CO12 slides', () => {
  it('steps from the first to the last slide and no further, with the notes of this and the next', async () => {
    const { hub, view } = group();
    expect(view().next).toBeUndefined();
    hub.give(LEAD, { type: 'showSlide', deckId: 'deck1', index: 0 });
    expect(view().back).toBeUndefined();
    view().next?.();
    expect(view().current?.notes.en).toBe('note of s1');
    expect(view().upcoming?.notes.en).toBe('note of s2');
    view().show?.(10);
    expect(view().next).toBeUndefined();
    view().hide?.();
    await settle();
    expect(view().shown).toBeNull();
  });

  it('can step through a deck whose notes could not be read', () => {
    const { hub, view } = group({ ...held, read: {}, failed: new Set(['deck1']) });
    hub.give(LEAD, { type: 'showSlide', deckId: 'deck1', index: 0 });
    expect(view().next).toBeDefined();
    expect(view()).toMatchObject({ current: null, notes: 'failed' });
    expect(view().rereadNotes).toBeDefined();
  });
});

describe('CO31 steps that are quicker than the line', () => {
  it('count from the slide that was asked for last, not from the one that is still shown', async () => {
    const { hub, live, view } = group();
    hub.give(LEAD, { type: 'showSlide', deckId: 'deck1', index: 0 });
    live.setOnline(false);
    view().next?.();
    view().next?.();
    view().next?.();
    view().back?.();
    expect(hub.state().slide?.index).toBe(0);
    live.setOnline(true);
    await settle();
    expect(hub.state().slide?.index).toBe(2);
  });

  it('count from what is shown again once the hub has answered', async () => {
    const { hub, view } = group();
    hub.give(LEAD, { type: 'showSlide', deckId: 'deck1', index: 0 });
    view().next?.();
    await settle();
    hub.give(LEAD, { type: 'showSlide', deckId: 'deck1', index: 7 });
    view().next?.();
    expect(hub.state().slide?.index).toBe(8);
  });
});

describe('CO29 the shelf of decks', () => {
  const nothing = () => Promise.reject(new CirclewellError('unavailable', 'no hub'));

  it('tells an empty list from one that is on its way and one that could not be read, and asks again', async () => {
    let isUp = false;
    const decks = () => (isUp ? Promise.resolve({ decks: [deck] }) : nothing());
    const model = createDeckShelf({ decks, deck: nothing }, () => undefined);
    expect(model.store.getState().list).toBe('loading');
    await settle();
    expect(model.store.getState()).toMatchObject({ list: 'failed', decks: [] });
    isUp = true;
    model.reload();
    expect(model.store.getState().list).toBe('loading');
    await settle();
    expect(model.store.getState()).toMatchObject({ list: 'ready', decks: [{ id: 'deck1' }] });
  });

  it('asks for notes again with each new slide and on demand, and not all the while', async () => {
    let asked = 0;
    const model = createDeckShelf(
      {
        decks: nothing,
        deck: () => {
          asked += 1;
          return nothing();
        },
      },
      () => undefined,
    );
    const { hub } = group();
    const show = (index: number): void => {
      hub.give(LEAD, { type: 'showSlide', deckId: 'deck1', index });
      model.follow(hub.state().slide);
    };
    show(0);
    await settle();
    expect(model.store.getState().failed.has('deck1')).toBe(true);
    model.follow(hub.state().slide);
    expect(asked).toBe(1);
    show(1);
    await settle();
    expect(asked).toBe(2);
    model.reread('deck1');
    expect(asked).toBe(3);
  });
});
