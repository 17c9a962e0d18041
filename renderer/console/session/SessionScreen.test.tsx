import { act } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { buttonNamed, press } from '../../ui/testRender.tsx';
import { drawSession } from '../fake/drawSession.tsx';
import { CO, LEAD, MEMBERS } from '../fake/fakePeople.ts';
import { SessionScreen } from './SessionScreen.tsx';

/** Makes the window as narrow as a phone, or wide. */
function stubWidth(isWide: boolean): void {
  vi.stubGlobal('matchMedia', (query: string) => ({
    matches: query.includes('>=') ? isWide : !isWide,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }));
}

const screen = <SessionScreen link={{ state: 'online' }} />;
const tab = (root: ParentNode, name: string): HTMLElement => {
  const found = [...root.querySelectorAll<HTMLElement>('[role=tab]')].find(({ textContent }) =>
    textContent.startsWith(name),
  );
  if (!found) throw new Error(`no tab "${name}"`);
  return found;
};
const chosen = (root: ParentNode): string | undefined =>
  root.querySelector('[role=tab][aria-selected=true]')?.textContent;
const choose = (root: ParentNode, name: string) => act(async () => tab(root, name).click());
const key = (letter: string) =>
  act(async () => document.body.dispatchEvent(new KeyboardEvent('keydown', { key: letter, bubbles: true })));

afterEach(() => vi.unstubAllGlobals());

describe('CO20 a narrow window', () => {
  beforeEach(() => stubWidth(false));

  it('shows calls for help, hands and trouble above every part', async () => {
    const { root, hub } = await drawSession(
      <SessionScreen link={{ state: 'reconnecting', since: 0, nextTryAt: 0 }} />,
    );
    await act(async () => {
      hub.give(MEMBERS[0], { type: 'askForHelp', level: 'now' });
      hub.give(MEMBERS[1], { type: 'raiseHand' });
    });
    for (const part of ['People', 'Waiting', 'Rooms', 'Notes', 'Chat']) {
      await choose(root, part);
      expect(chosen(root)).toContain(part);
      expect(root.querySelector('[data-testid=help-ana]')?.textContent).toContain('asks for someone now');
      expect(root.querySelector('[data-testid=hands]')?.textContent).toContain('Ben T.');
      expect(root.querySelector('[data-testid=reconnecting]')).not.toBeNull();
    }
  });

  it('goes to the rooms with "Arrange rooms" and R, and back to the people', async () => {
    const { root } = await drawSession(screen);
    await choose(root, 'Notes');
    await press(buttonNamed(root, 'Arrange rooms'));
    expect(chosen(root)).toBe('Rooms');
    await press(buttonNamed(root, 'Arrange rooms'));
    expect(chosen(root)).toBe('People');
    await key('r');
    expect(chosen(root)).toBe('Rooms');
  });

  it('CO42 has what is done now and then under "More"', async () => {
    const { root, model } = await drawSession(screen);
    expect(root.querySelector('footer')?.textContent).not.toContain('Share');
    await press(buttonNamed(root, 'More'));
    const layer = document.querySelector('[role=dialog]') ?? document;
    for (const name of ['Share', 'Keys', 'Mute everyone here']) buttonNamed(layer, name);
    const before = model.local.getState().layout;
    await press(buttonNamed(layer, before === 'circle' ? 'Grid' : 'Circle'));
    expect(model.local.getState().layout).not.toBe(before);
    expect(document.querySelector('[role=dialog]')).toBeNull();
  });

  it('goes to the messages with "Write to…"', async () => {
    const { root, model } = await drawSession(screen);
    await act(async () => model.writeTo('ana'));
    expect(chosen(root)).toBe('Chat');
    expect(root.querySelector('[data-testid=chat] textarea')?.id).toBeTruthy();
    expect(buttonNamed(root, 'Ana R.').getAttribute('aria-pressed')).toBe('true');
  });

  it('leaves who reads notes alone when others open the rooms, and shows the people to who visits one', async () => {
    const { root, hub, model } = await drawSession(screen);
    await choose(root, 'Notes');
    await act(async () => {
      hub.give(CO, { type: 'addRoom', name: 'A' });
      hub.give(CO, { type: 'openRooms', minutes: null });
    });
    expect(chosen(root)).toBe('Notes');
    await press(buttonNamed(root, 'All rooms'));
    expect(chosen(root)).toBe('Rooms');
    await act(async () => model.slices.getState()?.rooms.rooms[0]?.visit?.());
    expect(chosen(root)).toBe('People');
  });
});

describe('CO10 a wide window', () => {
  beforeEach(() => stubWidth(true));

  it('CO26 shows the hands of all rooms also while the board stands in the middle', async () => {
    const { root, hub } = await drawSession(screen);
    await act(async () => {
      hub.give(LEAD, { type: 'addRoom', name: 'A' });
      const [room] = hub.state().breakouts.rooms;
      hub.give(LEAD, { type: 'assign', participantId: 'ana', roomId: room?.id ?? '' });
      hub.give(LEAD, { type: 'openRooms', minutes: null });
      hub.give(MEMBERS[0], { type: 'raiseHand' });
    });
    expect(root.querySelector('[data-testid=rooms-board]')?.getAttribute('data-place')).toBe('middle');
    expect(root.querySelector('[data-testid=hands]')?.textContent).toContain('Ana R. · A');
  });

  it('CO28 has the places for help and hands before anything is in them', async () => {
    const { root } = await drawSession(screen);
    for (const name of ['Calls for help', 'Raised hands']) {
      const region = root.querySelector(`[role=region][aria-label="${name}"]`);
      expect(region?.getAttribute('aria-live')).toBe('polite');
      expect(region?.childElementCount).toBe(0);
    }
  });
});

describe('CO27 keys on the screen', () => {
  beforeEach(() => stubWidth(true));

  const pressOn = (target: Element | null, name: string) =>
    act(async () => target?.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true })));

  it('do not move the group’s slide while the notes or the run sheet are scrolled', async () => {
    const { root, hub } = await drawSession(screen);
    await act(async () => hub.give(LEAD, { type: 'showSlide', deckId: 'deck1', index: 3 }));
    const notes = root.querySelector('[data-testid=presenter-notes]')?.closest('[tabindex="0"]') ?? null;
    const part = root.querySelector('[aria-label="Run sheet"] button');
    for (const place of [notes, part]) {
      expect(place).not.toBeNull();
      await pressOn(place, 'PageDown');
      await pressOn(place, 'ArrowRight');
    }
    expect(hub.state().slide?.index).toBe(3);
    await pressOn(document.body, 'PageDown');
    await pressOn(buttonNamed(root, 'Next slide'), 'ArrowRight');
    expect(hub.state().slide?.index).toBe(5);
  });

  it('of one letter can be switched off in the list of keys, and are no longer shown', async () => {
    const { root, hub } = await drawSession(screen);
    const isMicOn = () => hub.state().participants['lead']?.isMicOn;
    await pressOn(document.body, 'm');
    expect(isMicOn()).toBe(false);
    const shownKey = () => buttonNamed(root, 'Mute').querySelector('kbd')?.textContent;
    expect(shownKey()).toBe('M');
    await press(buttonNamed(root, 'Keys'));
    await act(async () => document.querySelector<HTMLElement>('[role=dialog] [role=switch]')?.click());
    await act(async () => document.querySelector<HTMLElement>('[role=dialog] [aria-label=Close]')?.click());
    await pressOn(document.body, 'm');
    expect(isMicOn()).toBe(false);
    expect(shownKey()).toBeUndefined();
    await press(buttonNamed(root, 'Mute'));
    expect(isMicOn()).toBe(true);
  });
});
