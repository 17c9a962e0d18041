import { act } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { CirclewellError } from '../../../src/protocol/errors.ts';
import { buttonNamed, press } from '../../ui/testRender.tsx';
import type { Services } from '../app/services.ts';
import { drawPlace, fakeServices, typeInto } from '../fake/drawSession.tsx';
import { createFakeHub } from '../fake/fakeHub.ts';
import { createFakeLive } from '../fake/fakeLive.ts';
import { LEAD } from '../fake/fakePeople.ts';
import { WelcomePage } from './WelcomePage.tsx';

const TOKEN = 'abcdefghijklmnopqrstuv';
const NEXT = 'seven quiet green boats';

afterEach(() => history.replaceState(null, '', '/'));

async function draw(hash: string, isOver = false) {
  history.replaceState(null, '', `/welcome${hash}`);
  const services = fakeServices(createFakeLive(createFakeHub(), LEAD));
  const looked = vi.fn();
  const chosen = vi.fn();
  const signedIn = vi.fn();
  const lookAtStaffLink: Services['api']['lookAtStaffLink'] = async (body) => {
    looked(body);
    if (isOver) throw new CirclewellError('gone', 'over', 'staffLink.over');
    return {
      kind: 'invitation',
      practiceName: 'Harbor House',
      displayName: 'Omar H.',
      accountName: 'omar',
      expiresAt: 9,
    };
  };
  const chooseByStaffLink: Services['api']['chooseByStaffLink'] = async (body) => {
    chosen(body);
    return { staffId: 'omar', accountName: 'omar' };
  };
  const account: Services['account'] = { ...services.account, signIn: async (body) => void signedIn(body) };
  const api = { ...services.api, lookAtStaffLink, chooseByStaffLink };
  const root = await drawPlace(<WelcomePage />, { ...services, account, api });
  return { root, looked, chosen, signedIn };
}
const field = (label: string): HTMLInputElement => {
  const named = [...document.querySelectorAll('label')].find(({ textContent }) => textContent === label);
  const input = document.getElementById(named?.htmlFor ?? '');
  if (!(input instanceof HTMLInputElement)) throw new Error(`no field "${label}"`);
  return input;
};

describe('CO79 a link for a passphrase', () => {
  it('is taken out of the address, and a passphrase chosen once it is written twice', async () => {
    const { root, looked, chosen, signedIn } = await draw(`#${TOKEN}`);
    expect(looked).toHaveBeenCalledWith({ token: TOKEN });
    expect(location.hash).toBe('');
    expect(root.textContent).toContain('Welcome to Harbor House, Omar H.');
    const send = () => press(buttonNamed(root, 'Set it and sign in'));
    await typeInto(field('New passphrase'), NEXT);
    await send();
    expect(root.querySelector('[role=alert]')?.textContent).toContain('the same passphrase in both fields');
    expect(chosen).not.toHaveBeenCalled();
    await typeInto(field('New passphrase again'), NEXT);
    await send();
    expect(chosen).toHaveBeenCalledWith({ token: TOKEN, passphrase: NEXT });
    expect(signedIn).toHaveBeenCalledWith({ accountName: 'omar', passphrase: NEXT });
  });

  it('that opens nothing says why it may be, and asks the hub nothing where it is none', async () => {
    const { root, looked } = await draw('#short');
    expect(root.textContent).toContain('This link does not open');
    expect(looked).not.toHaveBeenCalled();
  });

  it('opened in the tab of another one takes its place', async () => {
    const { root, looked } = await draw('#short');
    await act(async () => {
      history.replaceState(null, '', `/welcome#${TOKEN}`);
      window.dispatchEvent(new HashChangeEvent('hashchange'));
    });
    expect(looked).toHaveBeenCalledWith({ token: TOKEN });
    expect(root.textContent).toContain('Welcome to Harbor House, Omar H.');
    expect(location.hash).toBe('');
  });
});
