import type { AuditEntry } from '../../protocol/api/audit.ts';
import type { Records } from '../records/openRecords.ts';
import type { AuditAbout, AuditRecord } from './auditLog.ts';

type NameSources = Pick<Records, 'staff' | 'members' | 'groups' | 'seats'>;

/** Puts the names that the hub has now to the ids of entries; who is on no roster any more has none (AU32). */
export async function nameEntries(
  entries: readonly AuditRecord[],
  { staff, members, groups, seats }: NameSources,
): Promise<AuditEntry[]> {
  const names = new Map((await staff.list()).map(({ id, displayName }) => [`staff ${id}`, displayName]));
  const find = async ({ kind, id }: AuditAbout): Promise<string | null> => {
    if (kind === 'member') return (await members.find(id))?.displayName ?? null;
    if (kind === 'group') return (await groups.find(id))?.name ?? null;
    if (kind !== 'seat') return null;
    const seat = await seats.find(id);
    return seat && find({ kind: 'member', id: seat.memberId });
  };
  const named = async <T extends AuditAbout>(one: T): Promise<T & { name: string | null }> => {
    const key = `${one.kind} ${one.id}`;
    const known = names.get(key) ?? (one.kind === 'staff' ? null : await find(one));
    if (known !== null) names.set(key, known);
    return { ...one, name: known };
  };

  const result: AuditEntry[] = [];
  for (const { actor, about, ...entry } of entries) {
    result.push({
      ...entry,
      actor: await nameActor(actor, named),
      about: about && (await named(about)),
    });
  }
  return result;
}

async function nameActor(
  actor: AuditRecord['actor'],
  named: (one: AuditAbout) => Promise<{ name: string | null }>,
): Promise<AuditEntry['actor']> {
  if (actor.kind === 'hub' || actor.kind === 'nobody') return { kind: actor.kind };
  const { kind, id } = actor;
  return { kind, id, name: (await named({ kind, id })).name };
}
