import { act } from 'react';
import { describe, expect, it, vi } from 'vitest';
import type { Me, Staff } from '../../../src/protocol/api/accounts.ts';
import { CirclewellError } from '../../../src/protocol/errors.ts';
import { buttonNamed, press } from '../../ui/testRender.tsx';
import { drawPlace, fakeServices, typeInto } from '../fake/drawSession.tsx';
import { createFakeHub } from '../fake/fakeHub.ts';
import { createFakeLive } from '../fake/fakeLive.ts';
import { CO, LEAD, meOf } from '../fake/fakePeople.ts';
import type { Services } from '../app/services.ts';
import type { Notice } from '../model/notices.ts';
import { SettingsPage } from './SettingsPage.tsx';

const AMFT = { type: 'AMFT', number: '7', state: 'CA', expiresOn: null, requiresCosignature: true };
const PRESENT = 'plain river stone lamp';
const NEXT = 'seven quiet green boats';

async function draw(change: Partial<Staff> = {}) {
  const me: Me = { ...meOf(LEAD), staff: { ...meOf(LEAD).staff, ...change } };
  const owner: Staff = { ...meOf(CO).staff, id: 'owner', displayName: 'Omar H.', isOwner: true };
  const other: Staff = { ...meOf(CO).staff, displayName: 'Noor K.' };
  const services = fakeServices(createFakeLive(createFakeHub(), LEAD));
  services.account.store.setState({ stage: 'signedIn', me }, true);
  const told: Notice[] = [];
  services.notices.onAdd((notice) => told.push(notice));
  const changed = vi.fn();
  const changeStaff: Services['api']['changeStaff'] = async (id, patch) => {
    if (patch.currentPassphrase !== undefined && patch.currentPassphrase !== PRESENT)
      throw new CirclewellError('forbidden', 'wrong', 'account.wrongCurrentPassphrase');
    changed(id, patch);
    return null;
  };
  const staff: Services['api']['staff'] = async () => ({
    staff: [me.staff, other, ...(change.isOwner === false ? [owner] : [])].map((one) => ({
      ...one,
      hasPassphrase: true,
      link: null,
    })),
  });
  const linked = vi.fn();
  const makeStaffLink: Services['api']['makeStaffLink'] = async (id) => {
    linked(id);
    return { staff: other, kind: 'reset', url: 'https://hub.example/welcome#LINK', expiresAt: 9 };
  };
  const giveOwnership: Services['api']['giveOwnership'] = async (id, body) => {
    changed(id, body);
    return null;
  };
  const backups: Services['api']['backups'] = async () => ({ state: { stage: 'none' }, lastMadeAt: null });
  const signIns: Services['api']['signIns'] = async () => ({ signIns: [] });
  const workstations: Services['api']['workstations'] = async () => ({ workstations: [] });
  const factors: Services['api']['factors'] = async () => ({
    appSince: null,
    passkeys: [],
    recoveryCodesLeft: 0,
    isNeeded: false,
  });
  const practiceFactors: Services['api']['practiceFactors'] = async () => ({ isNeeded: false, staffIds: [] });
  const staffSignatures: Services['api']['staffSignatures'] = async () => ({
    signatures: [{ staffId: other.id, signature: { printedName: 'Noor Khan', credential: AMFT } }],
  });
  const signed = vi.fn();
  const changeStaffSignature: Services['api']['changeStaffSignature'] = async (staffId, signature) => {
    signed(staffId, signature);
    return { staffId, signature };
  };
  const signing = { staffSignatures, changeStaffSignature };
  const links = { makeStaffLink, giveOwnership };
  const lists = { staff, backups, signIns, workstations, factors, practiceFactors };
  const api = { ...services.api, ...signing, ...links, ...lists, changeStaff };
  const root = await drawPlace(<SettingsPage />, { ...services, api });
  return { root, changed, linked, signed, told };
}

const field = (label: string): HTMLInputElement => {
  const found = [...document.querySelectorAll('label')].find(({ textContent }) => textContent === label);
  const input = document.getElementById(found?.htmlFor ?? '');
  if (!(input instanceof HTMLInputElement)) throw new Error(`no field "${label}"`);
  return input;
};
const entries = (): string[] =>
  [...document.querySelectorAll('[role=menuitem]')].map(({ textContent }) => textContent);
const choose = (label: string) =>
  act(async () => {
    [...document.querySelectorAll<HTMLElement>('[role=menuitem]')]
      .find(({ textContent }) => textContent === label)
      ?.click();
  });

describe('CO35 one’s own account', () => {
  it('changes the passphrase once the present one is right and the new one is written twice', async () => {
    const { root, changed, told } = await draw();
    await press(buttonNamed(root, 'Change your passphrase'));
    const send = () => buttonNamed(document, 'Change the passphrase');
    await typeInto(field('Present passphrase'), PRESENT);
    await typeInto(field('New passphrase'), NEXT);
    await typeInto(field('New passphrase again'), `${NEXT}!`);
    expect(send().disabled).toBe(true);
    await typeInto(field('New passphrase again'), NEXT);
    await press(send());
    expect(changed).toHaveBeenCalledWith('lead', { passphrase: NEXT, currentPassphrase: PRESENT });
    expect(told.at(-1)).toEqual({ kind: 'told', what: 'passphraseChanged' });
  });

  it('changes nothing where the present one is wrong, and says so', async () => {
    const { root, changed } = await draw();
    await press(buttonNamed(root, 'Change your passphrase'));
    await typeInto(field('Present passphrase'), 'not this one at all');
    await typeInto(field('New passphrase'), NEXT);
    await typeInto(field('New passphrase again'), NEXT);
    await press(buttonNamed(document, 'Change the passphrase'));
    expect(document.querySelector('[role=alert]')?.textContent).toContain(
      'The present passphrase is not right',
    );
    expect(changed).not.toHaveBeenCalled();
  });
});

describe('CO35 the accounts of others', () => {
  it('are deactivated and given a link for a new passphrase by the owner, after a question', async () => {
    const { root, changed, linked } = await draw({ isOwner: true });
    await press(buttonNamed(root, 'Actions for Noor K.'));
    await choose('Deactivate…');
    expect(changed).not.toHaveBeenCalled();
    await press(buttonNamed(document, 'Deactivate'));
    expect(changed).toHaveBeenLastCalledWith('co', { isActive: false });
    await press(buttonNamed(root, 'Actions for Noor K.'));
    await choose('Link for a new passphrase…');
    expect(document.body.textContent).toContain('Their passphrase ends now');
    expect(linked).not.toHaveBeenCalled();
    await press(buttonNamed(document, 'Make the link'));
    expect(linked).toHaveBeenCalledWith('co');
    const shown = root.querySelector<HTMLInputElement>('[data-testid=fresh-link] input');
    expect(shown?.value).toBe('https://hub.example/welcome#LINK');
    await press(buttonNamed(root, 'Done'));
    expect(root.innerHTML).not.toContain('welcome#LINK');
  });

  it('are made owners by an owner alone, after a question', async () => {
    const { root, changed } = await draw({ isOwner: true });
    await press(buttonNamed(root, 'Actions for Noor K.'));
    await choose('Make an owner too…');
    expect(changed).not.toHaveBeenCalled();
    await press(buttonNamed(document, 'Make them an owner'));
    expect(changed).toHaveBeenLastCalledWith('co', { keepsOwn: true });
  });

  it('offer nothing that would put oneself or the owner out', async () => {
    const { root } = await draw({ role: 'administrator', isOwner: false });
    expect(() => buttonNamed(root, 'Actions for Omar H.')).toThrow('no button');
    await press(buttonNamed(root, 'Actions for Maria L.'));
    expect(entries()).not.toContain('Deactivate…');
    for (const label of ['Link for a new passphrase…', 'Make Supervisor', 'Give your ownership up…'])
      expect(entries()).not.toContain(label);
  });
});

describe('SG70 how staff sign', () => {
  it('is said in the list, and changed in a dialog that says what is missing', async () => {
    const { root, signed, told } = await draw({ isOwner: true });
    expect(root.textContent).toContain('AMFT, with co-signature');
    await press(buttonNamed(root, 'Actions for Noor K.'));
    await choose('Printed name and credential…');
    const save = () => buttonNamed(document, 'Save');
    await typeInto(field('Printed name'), '');
    expect(document.body.textContent).toContain('Give the name as it is to stand under signed notes.');
    expect(save().disabled).toBe(true);
    await typeInto(field('Printed name'), 'Noor A. Khan');
    await typeInto(field('Kind of credential'), '');
    expect(document.body.textContent).toContain('Say which credential it is');
    await typeInto(field('Kind of credential'), 'LMFT');
    await press(save());
    expect(signed).toHaveBeenCalledWith('co', {
      printedName: 'Noor A. Khan',
      credential: { ...AMFT, type: 'LMFT' },
    });
    expect(told.at(-1)).toEqual({ kind: 'told', what: 'saved' });
  });
});
