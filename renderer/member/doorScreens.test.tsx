import type { ReactNode } from 'react';
import { expect, test } from 'vitest';
import { CirclewellError } from '../../src/protocol/errors.ts';
import { renderForTest } from '../ui/testRender.tsx';
import { Agreement } from './Agreement.tsx';
import { DeviceCheck } from './DeviceCheck.tsx';
import { Goodbye } from './Goodbye.tsx';
import { createMemberModel } from './memberModel.ts';
import { ModelContext } from './modelContext.ts';
import { PrivacyCheck } from './PrivacyCheck.tsx';
import { NoSession, Refused, TurnedAway, Unreachable, Unusable } from './Problems.tsx';
import { createReachModel } from './reach/reachModel.ts';
import { ReachPage } from './reach/ReachPage.tsx';
import { Returning } from './Returning.tsx';
import { makeFakeCapture, makeFakeDeps, makeFakeLive, makePerson, makeSeat, makeState } from './testKit.ts';
import { TooEarly } from './TooEarly.tsx';
import { Waiting } from './Waiting.tsx';

const { capture } = makeFakeCapture();
const waiting = makeFakeLive(capture);
waiting.show(makeState([makePerson('ana', 'Ana R.', 1, { presence: { stage: 'waiting', since: 1 } })]));
const model = createMemberModel(makeFakeDeps({ capture, connect: () => waiting.live }));
const reach = createReachModel({
  api: { open: () => Promise.reject(new CirclewellError('unavailable', 'no hub')) },
  tryMessages: async () => false,
  openDevice: () => Promise.reject(new CirclewellError('unavailable', 'no hub')),
});
const error = { kind: 'gone', rule: 'door.revokedLink' } as const;

const SCREENS: readonly (readonly [string, ReactNode])[] = [
  ['device check', <DeviceCheck key="1" seat={makeSeat()} />],
  ['privacy check', <PrivacyCheck key="2" isDriving={false} />],
  ['driving', <PrivacyCheck key="3" isDriving />],
  ['agreement', <Agreement key="4" />],
  ['too early', <TooEarly key="5" opensAt={1} />],
  ['waiting', <Waiting key="6" live={waiting.live} />],
  ['returning', <Returning key="7" seat={makeSeat()} />],
  ['no session', <NoSession key="8" seat={makeSeat()} />],
  ['refused', <Refused key="9" error={error} />],
  ['turned away', <TurnedAway key="10" error={error} />],
  ['unreachable', <Unreachable key="11" />],
  ['unusable', <Unusable key="12" reason="browser" />],
  ['removed', <Goodbye key="13" reason="removed" />],
  ['reach', <ReachPage key="14" model={reach} groupAddress="/join/seat-ana" />],
];

test.each(SCREENS)(
  'MP40 the screen "%s" has one first heading and begins with it in focus',
  async (_name, screen) => {
    const root = await renderForTest(<ModelContext value={model}>{screen}</ModelContext>);
    const headings = [...root.querySelectorAll('h1')];
    expect(headings).toHaveLength(1);
    expect(document.activeElement).toBe(headings[0]);
  },
);

test('MP12 the fields of the privacy check are filled by nobody but the member', async () => {
  const root = await renderForTest(
    <ModelContext value={model}>
      <PrivacyCheck isDriving={false} />
    </ModelContext>,
  );
  const fields = [...root.querySelectorAll('input:not([type=radio]):not([type=checkbox])')];
  expect(fields.map((field) => field.getAttribute('autocomplete'))).toEqual(['off', 'off']);
});
