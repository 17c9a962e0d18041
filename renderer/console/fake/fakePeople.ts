import type { Actor } from '../../../src/domain/session/contract.ts';
import type { Me } from '../../../src/protocol/api/accounts.ts';
import type { StaffRole } from '../../../src/protocol/session/people.ts';
import type { FakeHub } from './fakeHub.ts';

const staff = (id: string, name: string, role: StaffRole): Extract<Actor, { kind: 'staff' }> => ({
  kind: 'staff',
  id,
  name,
  role,
});
const member = (id: string, name: string): Extract<Actor, { kind: 'member' }> => ({
  kind: 'member',
  id,
  name,
  language: 'en',
});

/** Sample people: first name and initial, nobody's. */
export const LEAD = staff('lead', 'Maria L.', 'lead');
export const CO = staff('co', 'Noor K.', 'coFacilitator');
export const NOTES = staff('notes', 'Sam P.', 'noteTaker');
export const SUPERVISOR = staff('supervisor', 'Ruth A.', 'supervisor');
export const MEMBERS = [
  member('ana', 'Ana R.'),
  member('ben', 'Ben T.'),
  member('cora', 'Cora L.'),
  member('dev', 'Dev P.'),
  member('ella', 'Ella M.'),
  member('femi', 'Femi A.'),
  member('gus', 'Gus W.'),
  member('hana', 'Hana S.'),
] as const;

/** The signed-in account of a staff actor. */
export function meOf(actor: Extract<Actor, { kind: 'staff' }>): Me {
  return {
    staff: {
      id: actor.id,
      accountName: actor.id,
      displayName: actor.name,
      role: actor.role,
      isOwner: actor.role === 'lead',
      isActive: true,
    },
    practiceName: 'Harbor Practice',
    language: 'en',
    signedInAt: 0,
  };
}

/** What a member gives at the door. */
export const DOOR = {
  checks: { camera: 'ok', microphone: 'ok', speaker: 'ok', connection: 'ok' },
  privacy: {
    place: 'At home, Elm Street 4',
    callbackPhone: '555-0100',
    company: 'alone',
    hasHeadphones: true,
    isDriving: false,
  },
  hasAgreed: true,
} as const;

/** Brings somebody to the door, or, for staff, into the room. */
export function arrive(hub: FakeHub, actor: Actor, isOn = true): void {
  const door = actor.kind === 'member' ? { door: DOOR } : {};
  hub.give(actor, { type: 'arrive', isMicOn: isOn, isCameraOn: isOn, ...door });
}

/** A session that has begun: the lead, the co-facilitator and the first `count` members are in. */
export function startGroup(hub: FakeHub, count = 4): void {
  arrive(hub, LEAD);
  arrive(hub, CO);
  hub.give(LEAD, { type: 'openWaitingRoom' });
  for (const person of MEMBERS.slice(0, count)) arrive(hub, person);
  hub.give(LEAD, { type: 'admitAll' });
  hub.give(LEAD, { type: 'startSession' });
}
