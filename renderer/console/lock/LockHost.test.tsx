import { act } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { LockStanding } from '../../../src/protocol/api/signIns.ts';
import { CirclewellError } from '../../../src/protocol/errors.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { buttonNamed, press } from '../../ui/testRender.tsx';
import type { Services } from '../app/services.ts';
import { drawPlace, fakeServices, typeInto } from '../fake/drawSession.tsx';
import { createFakeHub } from '../fake/fakeHub.ts';
import { createFakeLive } from '../fake/fakeLive.ts';
import { NO_PASSKEYS } from '../fake/fakePasskeys.ts';
import { LEAD, meOf } from '../fake/fakePeople.ts';
import { LockHost } from './LockHost.tsx';
import { isLockKey } from './lockKey.ts';
import { createLock } from './lockModel.ts';

const PASSPHRASE = 'plain river stone lamp';
const onPageKey = vi.fn();
afterEach(() => document.removeEventListener('keydown', onPageKey));

async function draw(myPasskeys = NO_PASSKEYS) {
  const services = fakeServices(createFakeLive(createFakeHub(), LEAD));
  const standing: LockStanding = {
    isLocked: false,
    lockAfterMinutes: 15,
    staffId: 'maria',
    displayName: 'Maria L.',
    passkeyHosts: ['groups.example.org'],
  };
  const lock = createLock({
    api: {
      lockStanding: async () => standing,
      lock: async () => ({ ...standing, isLocked: true }),
      confirm: async (proof) => {
        if (proof === PASSPHRASE || proof === myPasskeys) return null;
        throw new CirclewellError('forbidden', 'wrong', 'account.wrongCurrentPassphrase');
      },
      signOut: async () => null,
    },
    channel: { post: () => undefined, onMessage: () => () => undefined, close: () => undefined },
    signedInAs: () => 'maria',
    marks: { add: () => undefined, remove: () => undefined },
    onLocked: () => undefined,
    provesWithoutHub: async () => false,
    onUnlocked: () => undefined,
    leave: () => undefined,
    now: () => 0,
    timers: { set: () => 0, clear: () => undefined },
  });
  const all: Services = { ...services, lock, passkeys: myPasskeys };
  all.account.store.setState({ stage: 'signedIn', me: meOf(LEAD) }, true);
  await drawPlace(
    <>
      <p>Ana R. is on the roster</p>
      <input aria-label="Something written" defaultValue="half a sentence" />
      <Dialog isOpen onClose={() => undefined} title="A dialog that is open">
        <p>With something to read</p>
      </Dialog>
      <LockHost />
    </>,
    all,
  );
  return { lock };
}
const lockByKey = () =>
  act(async () => {
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 'L', ctrlKey: true, shiftKey: true }));
  });
const lockScreen = () => document.querySelector('[data-testid=lock]');
const passphraseField = (): HTMLInputElement => {
  const field = lockScreen()?.querySelector('input');
  if (!field) throw new Error('no field for the passphrase');
  return field;
};
/** What stands on the page and is neither the lock nor covered. */
const inReach = () =>
  [...document.body.children].filter(
    (element) => !element.contains(lockScreen()) && !element.matches('[data-covered][inert]'),
  );

describe('CO63 the lock screen', () => {
  it('covers everything, open dialogs and what comes later too, and gives it back as it was', async () => {
    await draw();
    await lockByKey();
    expect(lockScreen()?.textContent).toContain('Maria L. is signed in here');
    expect(inReach()).toEqual([]);
    await act(async () => document.body.append(document.createElement('aside')));
    await vi.waitFor(() => expect(inReach()).toEqual([]));

    await typeInto(passphraseField(), PASSPHRASE);
    await press(buttonNamed(document, 'Unlock'));
    expect(lockScreen()).toBeNull();
    expect(document.querySelectorAll('[data-covered]')).toHaveLength(0);
    const written = document.querySelector<HTMLInputElement>('[aria-label="Something written"]');
    expect(written?.value).toBe('half a sentence');
    expect(document.body.textContent).toContain('With something to read');
  });

  it('stays where the passphrase is wrong, and says so', async () => {
    await draw();
    await lockByKey();
    await typeInto(passphraseField(), 'not this one');
    await press(buttonNamed(document, 'Unlock'));
    expect(lockScreen()?.querySelector('[role=alert]')?.textContent).toContain('is not right');
    expect(inReach()).toEqual([]);
  });

  it('CO72 is opened by a passkey, where the account has one for this name', async () => {
    const areUsableFor = (hosts: readonly string[]) => hosts.includes('groups.example.org');
    await draw({ ...NO_PASSKEYS, isUsable: true, areUsableFor });
    await lockByKey();
    await press(buttonNamed(document, 'Use a passkey'));
    expect(lockScreen()).toBeNull();
  });

  it('CO72 offers no passkey where there is none for this name', async () => {
    await draw({ ...NO_PASSKEYS, isUsable: true });
    await lockByKey();
    expect(lockScreen()?.textContent).not.toContain('Use a passkey');
  });

  it('keeps the page’s own keys from doing anything', async () => {
    await draw();
    document.addEventListener('keydown', onPageKey);
    const pressM = () =>
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'm', bubbles: true }));
    pressM();
    expect(onPageKey).toHaveBeenCalledTimes(1);
    await lockByKey();
    pressM();
    expect(onPageKey).toHaveBeenCalledTimes(1);
  });
});

describe('CO62 the key', () => {
  const press = { key: 'L', ctrlKey: true, metaKey: false, shiftKey: true, altKey: false, repeat: false };
  it.each([
    [{}, true],
    [{ key: 'l', ctrlKey: false, metaKey: true }, true],
    [{ shiftKey: false }, false],
    [{ ctrlKey: false }, false],
    [{ altKey: true }, false],
    [{ key: 'k' }, false],
    [{ repeat: true }, false],
  ] as const)('%j locks: %s', (change, isOne) => {
    expect(isLockKey({ ...press, ...change })).toBe(isOne);
  });
});
