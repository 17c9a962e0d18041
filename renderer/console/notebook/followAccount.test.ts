import { expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { LEAD, meOf } from '../fake/fakePeople.ts';
import type { AccountView } from '../model/account.ts';
import { followAccount } from './followAccount.ts';

function followed() {
  const store = createStore<AccountView>(() => ({ stage: 'unknown' }));
  const told: unknown[] = [];
  followAccount(
    { store },
    {
      follow: async (owner) => void told.push(owner?.staffId ?? null),
      closeRevoked: async (owners) => void told.push(owners.map(({ staffId }) => staffId)),
    },
    { forget: () => void told.push('forgotten') },
    { list: () => [{ staffId: 'ben', displayName: 'Ben T.' }] },
  );
  return { store, told };
}

it('NB42 whoever writes no notes has no notebook, and not that of whoever was signed in before', () => {
  const { store, told } = followed();
  const me = meOf(LEAD);
  store.setState({ stage: 'signedIn', me }, true);
  store.setState({ stage: 'signedIn', me: { ...me, staff: { ...me.staff, role: 'administrator' } } }, true);
  expect(told).toEqual([LEAD.id, null]);
});

it('NB42 NB61 NB72 the notebook ends with the sign-in, and those of this workstation are looked at', async () => {
  const { store, told } = followed();
  store.setState({ stage: 'signedIn', me: meOf(LEAD) }, true);
  store.setState({ stage: 'signedOut' }, true);
  await Promise.resolve();
  expect(told).toEqual([LEAD.id, 'forgotten', null, ['ben']]);
});
