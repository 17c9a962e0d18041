import { auditReplySchema, type AuditEntry } from '../../../src/protocol/api/audit.ts';
import { groupReplySchema, memberLinkReplySchema } from '../../../src/protocol/api/groups.ts';
import { createTestHub, type Ask, type TestHub } from './testHub.ts';

/** A hub with a practice whose owner does things and reads in the audit what came of them. */
export type AuditedHub = {
  readonly test: TestHub;
  readonly owner: Ask;
  readonly ownerId: string;
  /** What has been written since the first run, oldest first, without the reading itself. */
  entries(): Promise<AuditEntry[]>;
  last(): Promise<AuditEntry | undefined>;
  /** @returns the group's id */
  addGroup(): Promise<string>;
  addMember(groupId: string): Promise<{ memberId: string; token: string }>;
};

const GROUP = { name: 'Tuesday evening', template: 'IOP-180', meetingTimes: [] };
const MEMBER = { displayName: 'Ana R.', language: 'es' };

/** The caller closes its `test`. */
export async function createAuditedHub(): Promise<AuditedHub> {
  const test = await createTestHub();
  const { ask: owner, me } = await test.setUp();
  async function entries(): Promise<AuditEntry[]> {
    const { json } = await owner('GET', '/api/audit');
    return auditReplySchema
      .parse(json)
      .entries.filter(({ kind }) => kind !== 'auditRead')
      .reverse();
  }
  return {
    test,
    owner,
    ownerId: me.staff.id,
    entries,
    last: async () => (await entries()).at(-1),
    addGroup: async () => groupReplySchema.parse((await owner('POST', '/api/groups', GROUP)).json).group.id,
    async addMember(groupId) {
      const { json } = await owner('POST', `/api/groups/${groupId}/members`, MEMBER);
      const { member, url } = memberLinkReplySchema.parse(json);
      return { memberId: member.id, token: url.split('#')[1] ?? '' };
    },
  };
}
