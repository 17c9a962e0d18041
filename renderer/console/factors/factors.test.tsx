import { act } from 'react';
import { describe, expect, it, vi } from 'vitest';
import type { Factors } from '../../../src/protocol/api/factors.ts';
import { CirclewellError } from '../../../src/protocol/errors.ts';
import { buttonNamed, press } from '../../ui/testRender.tsx';
import type { Services } from '../app/services.ts';
import { drawPlace, fakeServices, typeInto } from '../fake/drawSession.tsx';
import { createFakeHub } from '../fake/fakeHub.ts';
import { createFakeLive } from '../fake/fakeLive.ts';
import { LEAD } from '../fake/fakePeople.ts';
import { canBindPasskeys } from '../model/passkeys.ts';
import { SignInPage } from '../signIn/SignInPage.tsx';
import { FactorsSection } from './FactorsSection.tsx';
import { QrCode } from './QrCode.tsx';

const CODES = Array.from({ length: 10 }, (_, index) => `AAAA-BBBB-000${index}`);
const NONE: Factors = { appSince: null, passkeys: [], recoveryCodesLeft: 0, isNeeded: false };
const WITH_APP: Factors = { ...NONE, appSince: 0, recoveryCodesLeft: 10 };

function servicesWith(change: Partial<Services['api']>): Services {
  const services = fakeServices(createFakeLive(createFakeHub(), LEAD));
  return { ...services, api: { ...services.api, ...change } };
}
const field = (): HTMLInputElement => {
  const found = document.querySelector('input');
  if (!found) throw new Error('no field');
  return found;
};
const submit = () => act(async () => document.querySelector('form')?.requestSubmit());
const said = () => document.body.textContent;

describe('ID44 ID47 setting the app up', () => {
  it('shows the key as a picture and as letters, and the recovery codes once it is on', async () => {
    const addApp = vi.fn(async ({ code }: { code: string }) => {
      if (code !== '123456') throw new CirclewellError('invalid', 'wrong', 'factor.wrongCode');
      return { factors: WITH_APP, recoveryCodes: CODES };
    });
    const beginApp = async () => ({
      key: 'ABCDEFGH',
      uri: 'otpauth://totp/Circlewell:maria?secret=ABCDEFGH',
    });
    const root = await drawPlace(
      <FactorsSection onChanged={() => undefined} />,
      servicesWith({ factors: async () => NONE, beginApp, addApp }),
    );
    expect(said()).toContain('They cannot be used in this window');
    await press(buttonNamed(root, 'Set up the app'));
    expect(document.querySelector('svg[role=img] path')?.getAttribute('d')).toMatch(/^M\d/);
    expect(said()).toContain('ABCD EFGH');
    await typeInto(field(), '000000');
    await submit();
    expect(document.querySelector('[role=alert]')?.textContent).toContain('That code is not right');
    await typeInto(field(), '123456');
    await submit();
    for (const code of CODES) expect(said()).toContain(code);
    await press(buttonNamed(document, 'I have kept them'));
    expect(said()).not.toContain(CODES[0]);
    expect(said()).toContain('On since');
  });

  it('ID48 warns when few codes are left, and makes new ones after a question', async () => {
    const renewRecoveryCodes = vi.fn(async () => ({ recoveryCodes: CODES }));
    const factors = async () => ({ ...WITH_APP, recoveryCodesLeft: 2 });
    const root = await drawPlace(
      <FactorsSection onChanged={() => undefined} />,
      servicesWith({ factors, renewRecoveryCodes }),
    );
    expect(said()).toContain('Hardly any recovery codes are left');
    await press(buttonNamed(root, 'Make new codes'));
    expect(renewRecoveryCodes).not.toHaveBeenCalled();
    await press(buttonNamed(document, 'Make new ones'));
    expect(said()).toContain(CODES[9]);
    expect(said()).not.toContain('Hardly any');
  });
});

describe('ID44 the QR code', () => {
  it('has light around it', async () => {
    const root = await drawPlace(<QrCode text="otpauth://totp/a" label="code" />, servicesWith({}));
    const path = root.querySelector('path')?.getAttribute('d') ?? '';
    const xs = [...path.matchAll(/M(\d+) (\d+)/g)].flatMap(([, x, y]) => [Number(x), Number(y)]);
    expect(Math.min(...xs)).toBe(4);
  });
});

describe('ID41 the second step', () => {
  async function draw(ways: readonly ('code' | 'passkey' | 'recoveryCode')[]) {
    const services = servicesWith({});
    const giveCode = vi.fn(async () => undefined);
    const signIn = async (): Promise<void> =>
      services.account.store.setState({
        stage: 'halfway',
        halfway: { next: 'secondFactor', staffId: 'maria', ways: [...ways] },
      });
    services.account.store.setState({ stage: 'signedOut' }, true);
    const account = { ...services.account, signIn, giveCode };
    const root = await drawPlace(<SignInPage />, { ...services, account });
    await submit();
    return { root, giveCode };
  }

  it('asks for the code, and for a recovery code in its place', async () => {
    const { root, giveCode } = await draw(['code', 'recoveryCode']);
    await typeInto(field(), '123456');
    await submit();
    expect(giveCode).toHaveBeenLastCalledWith({ kind: 'code', code: '123456' });
    await press(buttonNamed(root, 'Use a recovery code'));
    await typeInto(field(), 'aaaa bbbb cccc');
    await submit();
    expect(giveCode).toHaveBeenLastCalledWith({ kind: 'recoveryCode', code: 'aaaa bbbb cccc' });
  });

  it('ID45 says so where the passkey cannot be used', async () => {
    await draw(['passkey', 'recoveryCode']);
    expect(said()).toContain('Your passkey cannot be used in this window');
    expect(said()).not.toContain('Use a passkey');
  });
});

describe('ID45 where passkeys are offered', () => {
  it.each([
    ['https:', 'groups.example.org', true],
    ['http:', 'localhost', true],
    ['http:', 'groups.example.org', false],
    ['http:', '127.0.0.1', false],
    ['https:', '203.0.113.7', false],
    ['https:', '[::1]', false],
    ['app:', 'circlewell', false],
  ])('%s//%s: %s', (protocol, hostname, expected) => {
    expect(canBindPasskeys({ protocol, hostname })).toBe(expected);
  });
});
