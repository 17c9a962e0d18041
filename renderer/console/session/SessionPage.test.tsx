import { act } from 'react';
import { describe, expect, it } from 'vitest';
import { buttonNamed, press } from '../../ui/testRender.tsx';
import { drawPlace, fakeServices } from '../fake/drawSession.tsx';
import { createFakeHub } from '../fake/fakeHub.ts';
import { createFakeLive } from '../fake/fakeLive.ts';
import { LEAD, meOf, startGroup } from '../fake/fakePeople.ts';
import type { Lock } from '../lock/lockModel.ts';
import { SessionPage } from './SessionPage.tsx';

/** Counts who keeps the console from locking by itself. */
const held = (() => {
  let count = 0;
  return {
    count: () => count,
    take: () => {
      count += 1;
      return () => void (count -= 1);
    },
  };
})();

async function drawPage(changeLock = (lock: Lock): Lock => lock) {
  const hub = createFakeHub();
  startGroup(hub, 3);
  const live = createFakeLive(hub, LEAD);
  const fakes = fakeServices(live);
  const services = { ...fakes, lock: changeLock(fakes.lock) };
  services.account.store.setState({ stage: 'signedIn', me: meOf(LEAD) }, true);
  const root = await drawPlace(<SessionPage sessionId="s1" />, services);
  return { root, hub, live, services };
}

describe('CO62 the lock by idle minutes', () => {
  it('does not count while the session is open on the screen, and counts again once it has ended', async () => {
    const { hub, services } = await drawPage((lock) => ({ ...lock, keepOpen: held.take }));
    expect(held.count()).toBe(1);
    await act(async () => hub.give(LEAD, { type: 'endSession' }));
    expect(services.account.store.getState().stage).toBe('signedIn');
    expect(held.count()).toBe(0);
  });
});

describe('CO22 a sign-in that runs out during a session', () => {
  it('leaves the session on the screen, and says what has happened when the line is closed for it', async () => {
    const { root, live, services } = await drawPage();
    await act(async () => services.account.markSignedOut());
    expect(root.querySelector('[data-testid=session-screen]')).not.toBeNull();
    await act(async () => live.store.setState({ link: { state: 'closed', reason: 'signedOut' } }));
    expect(root.querySelector('[data-testid=closed-signedOut]')?.textContent).toContain('You are signed out');
  });

  it('leads to the sign-in page also where the line heard of it first', async () => {
    const { root, live, services } = await drawPage();
    await act(async () => live.store.setState({ link: { state: 'closed', reason: 'signedOut' } }));
    await press(buttonNamed(root, 'Sign in'));
    expect(services.account.store.getState().stage).toBe('signedOut');
  });
});
