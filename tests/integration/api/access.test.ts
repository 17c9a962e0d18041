import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isAllowed, PERMISSIONS, type Permission } from '../../../src/domain/practice/permissions.ts';
import { staffRoleSchema, type StaffRole } from '../../../src/protocol/session/people.ts';
import { countOutcomes } from '../../support/countOutcomes.ts';
import { allRoutes, fillPath } from './allRoutes.ts';
import { createTestHub, type Ask, type TestHub } from './testHub.ts';

let test: TestHub;
beforeEach(async () => {
  test = await createTestHub();
});
afterEach(() => test.close());

const PUBLIC = [
  'GET /api/status',
  'GET /api/health',
  'POST /api/setup',
  'POST /api/sign-in',
  'POST /api/sign-in/passkey',
  'POST /api/sign-in/passkey/options',
  'POST /api/sign-out',
  'POST /api/door',
  'POST /api/notebook/workstations/standing',
  'POST /api/staff-links/look',
  'POST /api/staff-links/choose',
];

describe('who may do what', () => {
  it('ID30 nothing but the door, the first run, sign-in and links for a passphrase is open to who is nobody, whatever they send', async () => {
    const routes = await allRoutes();
    expect(routes.length).toBeGreaterThan(20);
    for (const { method, path } of routes) {
      if (PUBLIC.includes(`${method} ${path}`)) continue;
      for (const cookie of [
        null,
        'staff=AAAA',
        `staff=${'A'.repeat(43)}; seat=${'A'.repeat(43)}`,
        "staff=' or 1=1 --",
      ]) {
        const { status, json } = await test.as(cookie)(
          method,
          fillPath(path),
          method === 'GET' || method === 'DELETE' ? undefined : { junk: true },
        );
        countOutcomes(1);
        expect({ method, path, status, json }).toMatchObject({
          status: 401,
          json: { error: { kind: 'signed_out' } },
        });
      }
    }
  });

  it('ID31 each role gets exactly what the table gives it, and rights come before existence', async () => {
    const tries: readonly (readonly [Permission, Parameters<Ask>[0], string])[] = [
      ['seeGroups', 'GET', '/api/groups/none'],
      ['editGroups', 'PATCH', '/api/groups/none'],
      ['editRoster', 'DELETE', '/api/groups/none/members/none'],
      ['seeConsents', 'GET', '/api/groups/none/consents'],
      ['keepConsents', 'POST', '/api/groups/none/members/none/consents'],
      ['manageLinks', 'POST', '/api/groups/none/members/none/link'],
      ['seeSessions', 'GET', '/api/sessions/none'],
      ['planSessions', 'POST', '/api/sessions'],
      ['joinSessions', 'POST', '/api/sessions/none/live-tickets'],
      ['seeReports', 'GET', '/api/sessions/none/attendance'],
      ['seeDecks', 'GET', '/api/decks/none'],
      ['editDecks', 'POST', '/api/decks'],
      ['seeStaff', 'GET', '/api/staff'],
      ['manageStaff', 'POST', '/api/staff'],
      ['readAudit', 'GET', '/api/audit'],
      ['operateHub', 'GET', '/api/backups'],
      ['openEmergency', 'GET', '/api/emergency-accesses/none/roster'],
      ['keepNotebook', 'GET', '/api/notebook/feeds'],
      ['readNotes', 'GET', '/api/notes/sessions'],
      ['settleNotes', 'PUT', '/api/notes/settings'],
    ];
    expect(tries.map(([permission]) => permission).sort()).toEqual([...PERMISSIONS].sort());
    for (const role of staffRoleSchema.options) {
      const { ask } = await test.signedIn(role);
      for (const [permission, method, url] of tries) {
        const { status } = await ask(method, url, method === 'PATCH' ? {} : undefined);
        countOutcomes(1);
        expect({ role, permission, isForbidden: status === 403 }).toEqual({
          role,
          permission,
          isForbidden: !isAllowed({ role, isOwner: false }, permission),
        });
      }
    }
  });

  it('ID32 the table says what domain.md 9.2 says', () => {
    const allowed = (role: StaffRole, isOwner = false) =>
      PERMISSIONS.filter((permission) => isAllowed({ role, isOwner }, permission)).sort();
    expect(allowed('noteTaker')).toEqual([
      'joinSessions',
      'keepNotebook',
      'readNotes',
      'seeDecks',
      'seeGroups',
      'seeReports',
      'seeSessions',
    ]);
    expect(allowed('administrator')).toEqual([
      'editGroups',
      'editRoster',
      'keepConsents',
      'manageLinks',
      'manageStaff',
      'operateHub',
      'planSessions',
      'readAudit',
      'seeConsents',
      'seeDecks',
      'seeGroups',
      'seeSessions',
      'seeStaff',
      'settleNotes',
    ]);
    expect(allowed('lead')).not.toContain('manageStaff');
    expect(allowed('lead')).not.toContain('readAudit');
    expect(allowed('lead', true)).toEqual([...PERMISSIONS].sort());
    expect(allowed('coFacilitator')).not.toContain('seeStaff');
    expect(allowed('supervisor')).not.toContain('manageLinks');
  });

  it('an owner who is an administrator takes no part in a session', async () => {
    const { ask, me } = await test.setUp();
    await test.records.staff.change(me.staff.id, { role: 'administrator' });
    expect((await ask('POST', '/api/sessions/none/live-tickets')).status).toBe(403);
  });
});
