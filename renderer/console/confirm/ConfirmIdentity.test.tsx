import { act } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { CirclewellError } from '../../../src/protocol/errors.ts';
import { buttonNamed, press } from '../../ui/testRender.tsx';
import { createApi } from '../api/api.ts';
import { createHttp } from '../api/http.ts';
import type { Services } from '../app/services.ts';
import { drawPlace, fakeServices, typeInto } from '../fake/drawSession.tsx';
import { createFakeHub } from '../fake/fakeHub.ts';
import { createFakeLive } from '../fake/fakeLive.ts';
import { LEAD, meOf } from '../fake/fakePeople.ts';
import { AddStaffDialog } from '../settings/AddStaffDialog.tsx';
import { ConfirmIdentity } from './ConfirmIdentity.tsx';
import { createConfirming } from './confirmModel.ts';

const PASSPHRASE = 'plain river stone lamp';

async function draw() {
  let isConfirmed = false;
  const confirm = vi.fn(async (passphrase: unknown) => {
    if (passphrase !== PASSPHRASE)
      throw new CirclewellError('forbidden', 'wrong', 'account.wrongCurrentPassphrase');
    isConfirmed = true;
    return null;
  });
  const confirming = createConfirming({ confirm });
  const sent: unknown[] = [];
  const fetch = async (_url: unknown, init?: RequestInit): Promise<Response> => {
    if (!isConfirmed)
      return Response.json({ error: { kind: 'forbidden', rule: 'account.confirmFirst' } }, { status: 403 });
    sent.push(init?.body);
    return Response.json({
      staff: { ...meOf(LEAD).staff, id: 'omar' },
      kind: 'invitation',
      url: 'https://hub.example/welcome#LINK',
      expiresAt: 9,
    });
  };
  const api = createApi(createHttp({ fetch, onHeld: () => confirming.ask() }));
  const services: Services = { ...fakeServices(createFakeLive(createFakeHub(), LEAD)), api, confirming };
  services.account.store.setState({ stage: 'signedIn', me: meOf(LEAD) }, true);
  const onAdded = vi.fn();
  await drawPlace(
    <>
      <AddStaffDialog onClose={() => undefined} onAdded={onAdded} />
      <ConfirmIdentity />
    </>,
    services,
  );
  for (const [label, text] of [
    ['Name in the room', 'Omar H.'],
    ['Name to sign in with', 'omar'],
  ] as const)
    await typeInto(field(label), text);
  await press(buttonNamed(document, 'Add and invite'));
  return { sent, onAdded };
}
const field = (label: string): HTMLInputElement => {
  const named = [...document.querySelectorAll('label')].find(({ textContent }) => textContent === label);
  const input = document.getElementById(named?.htmlFor ?? '');
  if (!(input instanceof HTMLInputElement)) throw new Error(`no field "${label}"`);
  return input;
};

describe('CO61 "Confirm it is you"', () => {
  it('comes up by itself, and what was asked for is done once it is confirmed', async () => {
    const { sent, onAdded } = await draw();
    expect(document.body.textContent).toContain('Confirm it is you');
    await typeInto(field('Passphrase'), 'not this one');
    await press(buttonNamed(document, 'Confirm'));
    expect(document.body.textContent).toContain('is not right');
    await typeInto(field('Passphrase'), PASSPHRASE);
    await press(buttonNamed(document, 'Confirm'));
    await act(async () => undefined);
    expect(sent).toHaveLength(1);
    expect(String(sent[0])).toContain('"accountName":"omar"');
    expect(onAdded).toHaveBeenCalledOnce();
    expect(document.body.textContent).not.toContain('Confirm it is you');
  });

  it('cancelled, it loses nothing that was typed, and says that nothing was done', async () => {
    const { sent } = await draw();
    await press([...document.querySelectorAll('button')].filter(isCancel).at(-1) ?? fail());
    expect(sent).toEqual([]);
    expect(field('Name in the room').value).toBe('Omar H.');
    expect(field('Name to sign in with').value).toBe('omar');
    expect(document.querySelector('[role=alert]')?.textContent).toContain('nothing was done');
  });

  it('CO69 asks no more where the sign-in has ended elsewhere meanwhile', async () => {
    const over = new CirclewellError('signed_out', 'Sign in first');
    const confirming = createConfirming({ confirm: () => Promise.reject(over) });
    const asked = confirming.ask();
    await expect(confirming.confirm(PASSPHRASE)).rejects.toBe(over);
    expect(await asked).toBe(false);
    expect(confirming.store.getState().isAsking).toBe(false);
  });

  it('is asked once for all that wait for it', async () => {
    const confirming = createConfirming({ confirm: async () => null });
    const both = Promise.all([confirming.ask(), confirming.ask()]);
    await confirming.confirm(PASSPHRASE);
    expect(await both).toEqual([true, true]);
    const next = confirming.ask();
    confirming.cancel();
    expect(await next).toBe(false);
  });
});

const isCancel = ({ textContent }: HTMLButtonElement): boolean => textContent === 'Cancel';
function fail(): never {
  throw new Error('no button "Cancel"');
}
