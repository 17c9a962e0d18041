import { constants, publicEncrypt, createPublicKey, randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { auditReplySchema } from '../../../src/protocol/api/audit.ts';
import {
  workstationListReplySchema,
  workstationReplySchema,
  workstationStandingReplySchema,
} from '../../../src/protocol/api/workstations.ts';
import { closingLabel } from '../../../src/protocol/notebook/closing.ts';
import { createTestHub, type Ask, type TestHub } from './testHub.ts';

let test: TestHub;
beforeEach(async () => {
  test = await createTestHub();
});
afterEach(() => test.close());

const newKey = () => randomBytes(16).toString('base64url');
const meet = async (ask: Ask, workstation: string) =>
  workstationReplySchema.parse((await ask('POST', '/api/notebook/workstations', { workstation })).json);
const listOf = async (ask: Ask) =>
  workstationListReplySchema.parse((await ask('GET', '/api/notebook/workstations')).json).workstations;
/** As a workstation asks that is signed in no more. */
const standingOf = async (workstation: string) =>
  workstationStandingReplySchema.parse(
    (await test.as(null)('POST', '/api/notebook/workstations/standing', { workstation })).json,
  );
const sealTo = (closingKey: string, label: string, key: Uint8Array) =>
  publicEncrypt(
    {
      key: createPublicKey({ key: Buffer.from(closingKey, 'base64'), format: 'der', type: 'spki' }),
      padding: constants.RSA_PKCS1_OAEP_PADDING,
      oaepHash: 'sha256',
      oaepLabel: Buffer.from(label, 'utf8'),
    },
    key,
  ).toString('base64');

describe('workstations with notebooks', () => {
  it('NB70 are listed to their author alone, without the key that names them', async () => {
    const { ask } = await test.setUp();
    const other = await test.signedIn('lead');
    const workstation = newKey();
    const { id } = await meet(ask, workstation);
    const seen = await listOf(ask);
    expect(seen).toMatchObject([{ id, revokedAt: null }]);
    expect(JSON.stringify(seen)).not.toContain(workstation);
    expect(await listOf(other.ask)).toEqual([]);
    expect((await other.ask('POST', '/api/notebook/workstations', { workstation })).json).toMatchObject({
      error: { kind: 'forbidden', rule: 'notebook.notYourWorkstation' },
    });
  });

  it('NB70 NB72 one that is put out of use is told so without a sign-in, and nobody else’s is', async () => {
    const { ask } = await test.setUp();
    const other = await test.signedIn('lead');
    const [lost, kept] = [newKey(), newKey()];
    const { id } = await meet(ask, lost);
    await meet(ask, kept);
    expect((await other.ask('DELETE', `/api/notebook/workstations/${id}`)).status).toBe(404);
    expect(await standingOf(lost)).toEqual({ revokedAt: null });
    expect((await ask('DELETE', `/api/notebook/workstations/${id}`)).status).toBe(204);
    expect(await standingOf(lost)).toEqual({ revokedAt: test.clock.now });
    expect(await standingOf(kept)).toEqual({ revokedAt: null });
    expect(await standingOf(newKey())).toEqual({ revokedAt: null });
  });

  it('NB72 closing an account puts all of its workstations out of use', async () => {
    const owner = await test.setUp();
    const lead = await test.signedIn('lead');
    const workstation = newKey();
    await meet(lead.ask, workstation);
    await owner.ask('PATCH', `/api/staff/${lead.id}`, { isActive: false });
    expect(await standingOf(workstation)).toEqual({ revokedAt: test.clock.now });
  });

  it('NB73 the closed key opens for its account and workstation alone, and the audit says so', async () => {
    const { ask, me } = await test.setUp();
    const other = await test.signedIn('lead');
    const [workstation, elsewhere] = [newKey(), newKey()];
    const { id, closingKey } = await meet(ask, workstation);
    await meet(ask, elsewhere);
    await meet(other.ask, newKey());
    await ask('DELETE', `/api/notebook/workstations/${id}`);
    const key = randomBytes(32);
    const closedKey = sealTo(closingKey, closingLabel(me.staff.id, workstation), key);
    const open = (who: Ask, named: string, closed: string | null) =>
      who('POST', '/api/notebook/workstations/open', { workstation: named, closedKey: closed });

    expect((await open(other.ask, workstation, closedKey)).status).toBe(403);
    expect((await open(ask, elsewhere, closedKey)).json).toMatchObject({
      error: { kind: 'invalid', rule: 'notebook.notYourWorkstation' },
    });
    expect(await standingOf(workstation)).toEqual({ revokedAt: test.clock.now });

    expect((await open(ask, workstation, closedKey)).json).toEqual({ key: key.toString('base64') });
    expect(await standingOf(workstation)).toEqual({ revokedAt: null });
    const { entries } = auditReplySchema.parse((await ask('GET', '/api/audit')).json);
    const kinds = entries.map(({ kind }) => kind);
    expect(kinds).toContain('workstationOpened');
    expect(kinds).toContain('workstationRevoked');
    expect(JSON.stringify(entries)).not.toContain(key.toString('base64'));
  });

  it('NB73 opening takes a confirmed sign-in', async () => {
    const { ask } = await test.setUp();
    const workstation = newKey();
    await meet(ask, workstation);
    test.clock.now += 11 * 60_000;
    expect(
      (await ask('POST', '/api/notebook/workstations/open', { workstation, closedKey: null })).json,
    ).toMatchObject({ error: { rule: 'account.confirmFirst' } });
  });
});
