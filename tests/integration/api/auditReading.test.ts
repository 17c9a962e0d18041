import { DatabaseSync } from 'node:sqlite';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { hashEntry, NO_HASH } from '../../../src/hub/audit/auditHash.ts';
import { auditCheckReplySchema, auditReplySchema } from '../../../src/protocol/api/audit.ts';
import { createAuditedHub, type AuditedHub } from './auditedHub.ts';
import { comeBack, type Ask, type TestHub } from './testHub.ts';

let test: TestHub;
let owner: Ask;
let ownerId: string;
let last: AuditedHub['last'];
let addGroup: AuditedHub['addGroup'];
let addMember: AuditedHub['addMember'];
beforeEach(async () => {
  ({ test, owner, ownerId, last, addGroup, addMember } = await createAuditedHub());
});
afterEach(() => test.close());

describe('reading the audit', () => {
  it('AU31 comes in pages, narrowed down by kind, person and day', async () => {
    for (let count = 0; count < 60; count += 1) await owner('GET', '/api/groups/none');
    const groupId = await addGroup();
    for (let count = 0; count < 60; count += 1) await owner('GET', `/api/groups/${groupId}`);
    test.clock.now += 3_600_000;
    await comeBack(owner);
    await owner('PATCH', `/api/groups/${groupId}`, { name: 'Other' });
    const ask = async (query: string) =>
      auditReplySchema.parse((await owner('GET', `/api/audit${query}`)).json);

    const first = await ask('?kinds=rosterRead');
    expect(first).toMatchObject({ hasMore: true });
    expect(first.entries).toHaveLength(50);
    expect(first.entries[0]?.about).toEqual({ kind: 'group', id: groupId, name: 'Other' });
    const rest = await ask(`?kinds=rosterRead&before=${first.entries.at(-1)?.seq}`);
    expect(rest).toMatchObject({ hasMore: false });
    expect(rest.entries).toHaveLength(10);
    expect((await ask(`?person=${groupId}&from=${test.clock.now - 1000}`)).entries).toMatchObject([
      { kind: 'groupChanged' },
    ]);
    expect((await ask(`?person=${ownerId}&to=0`)).entries).toEqual([]);
    expect((await owner('GET', '/api/audit?kinds=nothing')).status).toBe(400);
  });

  it('AU32 puts names to ids, as far as there are any', async () => {
    const groupId = await addGroup();
    const { memberId } = await addMember(groupId);
    await owner('DELETE', `/api/groups/${groupId}/members/${memberId}`);
    expect(await last()).toMatchObject({
      kind: 'memberRemoved',
      actor: { name: 'Maria S.' },
      about: { kind: 'member', id: memberId, name: null },
    });
  });

  it('AU20, AU22 is checked, and says where it is broken', async () => {
    const check = async () => auditCheckReplySchema.parse((await owner('GET', '/api/audit/check')).json);
    const whole = await check();
    expect(whole).toMatchObject({ fault: null, brokenBefore: [] });
    await addGroup();
    const raw = new DatabaseSync(path.join(test.dir, 'hub.sqlite'));
    raw.exec(`update audit_entries set actor_id = 'other' where seq = 2`);
    raw.close();
    expect(await check()).toMatchObject({ upTo: 1, fault: { seq: 2, kind: 'altered', count: 1 } });
  });

  it('AU33 exports ids and hashes that anybody can recompute, and no name and no address', async () => {
    const groupId = await addGroup();
    await addMember(groupId);
    const jsonl = await owner('GET', '/api/audit/export?format=jsonl');
    expect(jsonl.headers['content-disposition']).toBe(
      'attachment; filename="circlewell-audit-2026-11-25.jsonl"',
    );
    const text = z.string().parse(jsonl.json);
    const lineSchema = z.object({
      seq: z.number(),
      at: z.iso.datetime(),
      kind: z.enum(['auditBegan', 'practiceSetUp', 'groupAdded', 'memberAdded', 'auditExported']),
      actorKind: z.enum(['hub', 'staff']),
      actorId: z.string().nullable(),
      aboutKind: z.enum(['group', 'member']).nullable(),
      aboutId: z.string().nullable(),
      sessionId: z.null(),
      basis: z.string().nullable(),
      sealed: z.string().nullable(),
      hash: z.string(),
    });
    const lines = text
      .trimEnd()
      .split('\n')
      .map((line) => lineSchema.parse(JSON.parse(line)));
    expect(lines.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5]);
    expect(lines.at(-1)?.kind).toBe('auditExported');
    let before = NO_HASH;
    for (const line of lines) {
      const row = {
        seq: line.seq,
        at: Date.parse(line.at),
        kind: line.kind,
        actor_kind: line.actorKind,
        actor_id: line.actorId,
        about_kind: line.aboutKind,
        about_id: line.aboutId,
        session_id: line.sessionId,
        basis: line.basis,
        sealed: line.sealed === null ? null : Buffer.from(line.sealed, 'base64'),
      };
      expect(hashEntry(row, before)).toBe(line.hash);
      before = line.hash;
    }
    const csv = z.string().parse((await owner('GET', '/api/audit/export?format=csv')).json);
    expect(csv.split('\r\n')[0]).toBe(
      'seq,at,kind,actorKind,actorId,aboutKind,aboutId,sessionId,basis,sealed,hash',
    );
    expect(csv.trimEnd().split('\r\n')).toHaveLength(lines.length + 2);
    for (const file of [text, csv])
      for (const told of ['Maria', 'Ana R.', 'Tuesday', '127.0.0.1']) expect(file).not.toContain(told);
  });
});
