import { act } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { EmergencyAccess } from '../../../src/protocol/api/emergency.ts';
import { buttonNamed, press } from '../../ui/testRender.tsx';
import { drawPlace, fakeServices } from '../fake/drawSession.tsx';
import { createFakeHub } from '../fake/fakeHub.ts';
import { createFakeLive } from '../fake/fakeLive.ts';
import { LEAD } from '../fake/fakePeople.ts';
import { EmergencyBanners } from './EmergencyBanners.tsx';
import { EmergencyPage } from './EmergencyPage.tsx';

const NOW = Date.UTC(2026, 10, 24, 18);
const ACCESS: EmergencyAccess = {
  id: 'e1',
  groupId: 'g1',
  groupName: 'Thursday IOP',
  staffId: 'co',
  staffName: 'Noor K.',
  reason: 'A member called in distress.',
  openedAt: NOW,
  endsAt: NOW + 3_600_000,
  reviewedAt: null,
};
const servicesWith = (change: object) => {
  const services = fakeServices(createFakeLive(createFakeHub(), LEAD));
  return { ...services, api: { ...services.api, ...change } };
};
afterEach(() => vi.useRealTimers());

describe('CO68 emergency accesses that nobody has reviewed', () => {
  it('stand above the place with who, which group and why, until one is marked as reviewed', async () => {
    let accesses = [ACCESS, { ...ACCESS, id: 'e2', groupName: 'Friday IOP' }];
    const reviewEmergency = vi.fn(async (id: string) => {
      accesses = accesses.filter((one) => one.id !== id);
      return { access: ACCESS };
    });
    const root = await drawPlace(
      <EmergencyBanners />,
      servicesWith({ emergencyAccesses: async () => ({ accesses }), reviewEmergency }),
    );
    expect(root.textContent).toContain('Emergency access by Noor K. to Thursday IOP');
    expect(root.textContent).toContain('A member called in distress.');
    await press(buttonNamed(root, 'Mark as reviewed'));
    expect(reviewEmergency).toHaveBeenCalledWith('e1');
    expect(root.textContent).not.toContain('Thursday IOP');
    expect(root.textContent).toContain('Friday IOP');
  });

  it('are nothing where there are none, or the hub does not answer', async () => {
    const root = await drawPlace(<EmergencyBanners />, servicesWith({}));
    expect(root.querySelectorAll('[data-testid=emergency-banner]')).toHaveLength(0);
  });
});

describe('CO67 the roster that was opened', () => {
  it('says that it is recorded, shows the names, and none of them once its time is over', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now: NOW });
    const member = { id: 'ana', displayName: 'Ana R.', language: 'es' } as const;
    const emergencyRoster = async () => ({ access: ACCESS, members: [member] });
    const root = await drawPlace(<EmergencyPage accessId="e1" />, servicesWith({ emergencyRoster }));
    expect(root.textContent).toContain('are recorded');
    expect(root.textContent).toContain('Ana R.');
    expect(root.textContent).toContain('Español');
    await act(async () => vi.advanceTimersByTime(3_600_000));
    expect(root.textContent).not.toContain('Ana R.');
    expect(root.textContent).toContain('This emergency access is over');
  });
});
