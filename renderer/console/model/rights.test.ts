import { describe, expect, it } from 'vitest';
import { isAllowed, PERMISSIONS } from '../../../src/domain/practice/permissions.ts';
import type { Me } from '../../../src/protocol/api/accounts.ts';
import { staffRoleSchema } from '../../../src/protocol/session/people.ts';
import { LEAD, meOf } from '../fake/fakePeople.ts';
import { rightsOf } from './rights.ts';

const everybody = staffRoleSchema.options.flatMap((role) =>
  [true, false].map((isOwner): Me => ({ ...meOf(LEAD), staff: { ...meOf(LEAD).staff, role, isOwner } })),
);

describe('CO83: what is shown is what the hub allows', () => {
  it.each(everybody)('to $staff.role, owner: $staff.isOwner', (me) => {
    const shown: Readonly<Record<string, boolean>> = rightsOf(me);
    expect(Object.keys(shown).length).toBeGreaterThan(10);
    for (const right of PERMISSIONS) {
      if (!(right in shown) || right === 'openEmergency') continue;
      expect([right, shown[right]]).toEqual([right, isAllowed(me.staff, right)]);
    }
  });

  it('but an emergency, which is offered to who may and does not see every group', () => {
    const offered = everybody.filter((me) => rightsOf(me).openEmergency).map(({ staff }) => staff);
    expect(offered).toMatchObject([
      { role: 'lead', isOwner: false },
      { role: 'coFacilitator', isOwner: false },
    ]);
  });
});
