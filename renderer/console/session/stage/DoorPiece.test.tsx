import { act } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { buttonNamed, press } from '../../../ui/testRender.tsx';
import { drawUnstarted } from '../../fake/drawSession.tsx';
import { arrive, LEAD, MEMBERS } from '../../fake/fakePeople.ts';
import { SessionScreen } from '../SessionScreen.tsx';

const [ana, ben] = MEMBERS;
const screen = <SessionScreen link={{ state: 'online' }} />;
const namesOf = (root: ParentNode): readonly string[] =>
  [...root.querySelectorAll('button')].map(
    (button) => button.getAttribute('aria-label') ?? button.textContent,
  );
const timesOf = (root: ParentNode, name: string): number =>
  namesOf(root).filter((found) => found === name).length;

beforeEach(() => {
  vi.stubGlobal('matchMedia', (query: string) => ({
    matches: query.includes('>='),
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }));
});
afterEach(() => vi.unstubAllGlobals());

describe('CO81 the waiting room before the group', () => {
  it('stands on the stage alone, with the next step, which is there once', async () => {
    const { root, hub, live } = await drawUnstarted(screen);
    const stage = () => root.querySelector('[data-testid=stage] [data-testid=waiting-panel]');
    expect(stage()?.textContent).toContain('Nobody can come in yet');
    expect(timesOf(root, 'Open waiting room')).toBe(1);
    await press(buttonNamed(root, 'Open waiting room'));
    expect(live.sent).toContainEqual({ type: 'openWaitingRoom' });
    await act(async () => {
      arrive(hub, ana);
      arrive(hub, ben);
    });
    expect(root.querySelectorAll('[data-testid=waiting-panel]')).toHaveLength(1);
    expect(stage()?.textContent).toContain('2 waiting');
    for (const name of ['Let everyone in', 'Start group']) expect(timesOf(root, name)).toBe(1);
    await press(buttonNamed(root, 'Let in Ana R.'));
    expect(stage()?.textContent).toContain('1 waiting · 1 let in');
  });

  it('makes room for the group once it is on, and for the rooms that are arranged', async () => {
    const { root, hub, model } = await drawUnstarted(screen);
    await act(async () => {
      hub.give(LEAD, { type: 'openWaitingRoom' });
      arrive(hub, ana);
    });
    await act(async () => model.showBoard(true));
    expect(root.querySelectorAll('aside [data-testid=waiting-panel]')).toHaveLength(1);
    expect(timesOf(root, 'Start group')).toBe(1);
    await act(async () => model.showBoard(false));
    await press(buttonNamed(root, 'Start group'));
    expect(root.querySelector('[data-testid=stage] [data-testid=waiting-panel]')).toBeNull();
    expect(root.querySelector('aside [data-testid=waiting-panel]')?.textContent).toContain('Ana R.');
  });
});
