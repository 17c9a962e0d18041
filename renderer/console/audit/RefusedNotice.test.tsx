import { expect, it } from 'vitest';
import type { Refused } from '../../../src/protocol/api/refused.ts';
import { drawPlace, fakeServices } from '../fake/drawSession.tsx';
import { createFakeHub } from '../fake/fakeHub.ts';
import { createFakeLive } from '../fake/fakeLive.ts';
import { LEAD } from '../fake/fakePeople.ts';
import { RefusedNotice } from './RefusedNotice.tsx';

const LINKS: Refused = {
  kind: 'doorRefused',
  count: 1_240,
  addresses: 3,
  mostFrom: { address: '192.0.2.1', count: 1_200 },
  lastAt: Date.UTC(2026, 10, 24, 18),
};

async function draw(refused: readonly Refused[]): Promise<HTMLElement> {
  const services = fakeServices(createFakeLive(createFakeHub(), LEAD));
  const api = { ...services.api, refused: async () => ({ refused: [...refused] }) };
  return drawPlace(<RefusedNotice />, { ...services, api });
}

it('AU40 says what was tried how often and from where, and what to do', async () => {
  const root = await draw([LINKS, { ...LINKS, kind: 'signInFailed', count: 30, addresses: 1 }]);
  const lines = [...root.querySelectorAll('li')].map(({ textContent }) => textContent ?? '');
  expect(lines[0]).toContain(
    '1,240 wrong or revoked member links in the last day. From 3 addresses, 1,200 of them from 192.0.2.1',
  );
  expect(lines[1]).toContain(
    '30 wrong passphrases or codes at the sign-in in the last day. All of them from 192.0.2.1',
  );
  expect(root.textContent).toContain('Each of them was refused');
});

it('AU40 is nothing where nobody guesses', async () => {
  expect((await draw([])).querySelector('[data-testid=refused]')).toBeNull();
});
