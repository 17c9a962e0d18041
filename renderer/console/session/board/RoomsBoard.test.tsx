import { act } from 'react';
import { describe, expect, it } from 'vitest';
import { buttonNamed, press } from '../../../ui/testRender.tsx';
import { drawSession } from '../../fake/drawSession.tsx';
import { LEAD, MEMBERS } from '../../fake/fakePeople.ts';
import { WhereDialog } from '../people/WhereDialog.tsx';
import { RoomsBoard } from './RoomsBoard.tsx';

async function drawBoard() {
  const drawn = await drawSession(
    <>
      <RoomsBoard place="middle" />
      <WhereDialog />
    </>,
  );
  const { hub, root } = drawn;
  await act(async () => {
    for (const name of ['A', 'B']) hub.give(LEAD, { type: 'addRoom', name });
  });
  const idOf = (name: string): string =>
    hub.state().breakouts.rooms.find((room) => room.name === name)?.id ?? '';
  const plan = () => hub.state().breakouts.assignments;
  const grid = (name: string): HTMLElement => {
    const found = root.querySelector<HTMLElement>(`[role=grid][aria-label="${name}"]`);
    if (!found) throw new Error(`no room "${name}"`);
    return found;
  };
  return { ...drawn, idOf, plan, grid };
}

/** Presses a key on what has the focus, as a keyboard does. */
async function key(name: string): Promise<void> {
  for (const type of ['keydown', 'keyup'])
    await act(async () =>
      document.activeElement?.dispatchEvent(
        new KeyboardEvent(type, { key: name, code: name, bubbles: true, cancelable: true }),
      ),
    );
}

describe('the rooms board', () => {
  it('CO7 puts a person into a room by keyboard alone: Enter on the handle, Tab to a room, Enter', async () => {
    const { grid, idOf, plan } = await drawBoard();
    const row = grid('Stay in the circle').querySelector<HTMLElement>('[role=row]');
    await act(async () => row?.focus());
    await key('ArrowRight');
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Drag Ana R.');
    await key('Enter');
    const reached: (string | null | undefined)[] = [];
    for (let step = 0; step < 6; step += 1) {
      const room = document.activeElement?.closest('[role=grid]')?.getAttribute('aria-label');
      reached.push(room);
      if (room === 'B') break;
      await key('Tab');
    }
    expect(reached.at(-1)).toBe('B');
    await key('Enter');
    expect(plan()).toEqual({ ana: idOf('B') });
  });

  it('CO7 puts a person into a room by the menu beside their name', async () => {
    const { root, idOf, plan } = await drawBoard();
    await press(buttonNamed(root, 'Move Ben T. to…'));
    const entry = [...document.querySelectorAll<HTMLElement>('[role=menuitem]')].find(
      ({ textContent }) => textContent === 'A',
    );
    await act(async () => entry?.click());
    expect(plan()).toEqual({ ben: idOf('A') });
  });

  it('CO19 leads to a member’s place and number from whichever room they stand in', async () => {
    const { root, hub, idOf } = await drawBoard();
    await act(async () => {
      hub.give(LEAD, { type: 'assign', participantId: 'ana', roomId: idOf('A') });
      hub.give(LEAD, { type: 'openRooms', minutes: null });
      hub.give({ kind: 'hub' }, { type: 'connectionLost', participantId: 'ana' });
    });
    await press(buttonNamed(root, 'Move Ana R. to…'));
    const entry = [...document.querySelectorAll<HTMLElement>('[role=menuitem]')].find(
      ({ textContent }) => textContent === 'Where they are…',
    );
    await act(async () => entry?.click());
    const words = document.querySelector('[role=dialog]')?.textContent;
    expect(words).toContain('555-0100');
    expect(words).toContain('In A');
    expect(words).toContain('connection lost');
  });

  it('CO26 says in words what its icons mean', async () => {
    const { hub, grid } = await drawBoard();
    await act(async () => {
      hub.give(MEMBERS[0], { type: 'raiseHand' });
      hub.give(LEAD, { type: 'mute', participantId: 'ana' });
    });
    const words = grid('Stay in the circle').querySelector('[role=row]')?.textContent;
    expect(words).toContain('hand up, number 1');
    expect(words).toContain('muted');
  });
});
