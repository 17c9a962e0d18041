import { describe, expect, it, vi } from 'vitest';
import type { SignIn } from '../../../src/protocol/api/signIns.ts';
import { buttonNamed, press } from '../../ui/testRender.tsx';
import { drawPlace, fakeServices } from '../fake/drawSession.tsx';
import { createFakeHub } from '../fake/fakeHub.ts';
import { createFakeLive } from '../fake/fakeLive.ts';
import { LEAD } from '../fake/fakePeople.ts';
import { SignInsSection } from './SignInsSection.tsx';

const signIn = (id: string, change: Partial<SignIn> = {}): SignIn => ({
  id,
  isThis: false,
  signedInAt: Date.UTC(2026, 10, 24, 18),
  lastSeenAt: Date.UTC(2026, 10, 24, 19),
  browser: 'Firefox',
  system: 'Windows',
  ...change,
});
const HERE = signIn('here', { isThis: true, browser: 'Chromium', system: 'Linux' });

async function draw(others: readonly SignIn[]) {
  const services = fakeServices(createFakeLive(createFakeHub(), LEAD));
  let signIns = [HERE, ...others];
  const endSignIn = vi.fn(async (id: string) => {
    signIns = signIns.filter((one) => one.id !== id);
    return null;
  });
  const endOtherSignIns = vi.fn(async () => {
    signIns = [HERE];
    return null;
  });
  const api = { ...services.api, signIns: async () => ({ signIns }), endSignIn, endOtherSignIns };
  const root = await drawPlace(<SignInsSection />, { ...services, api });
  const rows = () => [...root.querySelectorAll('li')].map(({ textContent }) => textContent);
  return { root, rows, endSignIn, endOtherSignIns };
}

describe('CO60 where one is signed in', () => {
  it('lists each with its browser and system, this one marked and without a way out', async () => {
    const { rows } = await draw([
      signIn('app', { browser: 'Circlewell', system: 'macOS' }),
      signIn('odd', { browser: null, system: null }),
    ]);
    const [here, app, odd] = rows();
    expect(here).toContain('Chromium on Linux');
    expect(here).toContain('this one');
    expect(here).not.toContain('Sign out there');
    expect(app).toContain('Circlewell for the desktop on macOS');
    expect(odd).toContain('An unknown browser');
  });

  it('ends one', async () => {
    const { root, rows, endSignIn } = await draw([signIn('there')]);
    await press(buttonNamed(root, 'Sign out there'));
    expect(endSignIn).toHaveBeenCalledWith('there');
    expect(rows()).toHaveLength(1);
  });

  it('ends all but this one, where there are others', async () => {
    const { root, rows, endOtherSignIns } = await draw([signIn('a'), signIn('b')]);
    await press(buttonNamed(root, 'Sign out everywhere else'));
    expect(endOtherSignIns).toHaveBeenCalledOnce();
    expect(rows()).toHaveLength(1);
    expect(() => buttonNamed(root, 'Sign out everywhere else')).toThrow('no button');
  });
});
