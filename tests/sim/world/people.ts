import type { Actor } from '../../../src/domain/session/contract.ts';
import { blocksOf } from '../../../src/domain/groups/agendaTemplates.ts';
import type { SessionFacts } from '../../../src/protocol/session/events.ts';

/** When the world begins, on the hub's wall clock, in milliseconds since the epoch. */
export const WORLD_BEGINS = 1_800_000_000_000;
/** How long the session is planned to last, in milliseconds: short, so that its end can be lived through (SI25). */
const PLANNED_MS = 20 * 60_000;

/** Somebody who can take part. */
export type Person = Exclude<Actor, { kind: 'hub' }>;

/** The session of every run: parts that count, and a break between them. */
export const FACTS: SessionFacts = {
  id: 'evening',
  groupId: 'group',
  groupName: 'Tuesday evening',
  scheduledStart: WORLD_BEGINS,
  scheduledEnd: WORLD_BEGINS + PLANNED_MS,
  blocks: [...blocksOf('IOP-180').slice(0, 2), ...blocksOf('IOP-180').filter(({ kind }) => kind === 'break')],
};

/** Everybody there is; a schedule says who comes. */
export const PEOPLE: readonly Person[] = [
  { kind: 'staff', id: 'lead', name: 'Maria S.', role: 'lead' },
  { kind: 'staff', id: 'co', name: 'Noor K.', role: 'coFacilitator' },
  { kind: 'staff', id: 'notes', name: 'Iris B.', role: 'noteTaker' },
  { kind: 'staff', id: 'office', name: 'Theo W.', role: 'administrator' },
  { kind: 'member', id: 'ana', name: 'Ana L.', language: 'es' },
  { kind: 'member', id: 'ben', name: 'Ben R.', language: 'en' },
  { kind: 'member', id: 'cora', name: 'Cora V.', language: 'en' },
  { kind: 'member', id: 'dov', name: 'Dov H.', language: 'en' },
];

/** @throws Error for somebody who is not among them */
export function personOf(id: string): Person {
  const person = PEOPLE.find((one) => one.id === id);
  if (!person) throw new Error(`nobody is called ${id}`);
  return person;
}
