import { describe, expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { drawPlace, fakeServices } from '../fake/drawSession.tsx';
import { createFakeHub } from '../fake/fakeHub.ts';
import { createFakeLive } from '../fake/fakeLive.ts';
import { LEAD } from '../fake/fakePeople.ts';
import { SignInPage } from './SignInPage.tsx';

async function draw(isPending: boolean, isNotebookHere: boolean): Promise<HTMLElement> {
  const services = fakeServices(createFakeLive(createFakeHub(), LEAD));
  return drawPlace(<SignInPage />, {
    ...services,
    pendingSignOut: { ...services.pendingSignOut, store: createStore(() => ({ isPending })) },
    knownNotebooks: {
      ...services.knownNotebooks,
      list: () => (isNotebookHere ? [{ staffId: 'maria', displayName: 'Maria L.' }] : []),
    },
  });
}
const said = (root: HTMLElement) => root.querySelector('[data-testid=signed-out-here]');

describe('CO76 the sign-in page', () => {
  it('says that the hub is to be told of the sign-out, and leads to the notes that are here', async () => {
    const root = await draw(true, true);
    expect(said(root)?.textContent).toContain('It is told as soon as it is back');
    expect(said(root)?.querySelector('a')?.getAttribute('href')).toContain('/offline');
  });

  it('says nothing of it where the hub knows, and offers no notes where there are none', async () => {
    expect(said(await draw(false, true))).toBeNull();
    expect(said(await draw(true, false))?.querySelector('a')).toBeNull();
  });
});
