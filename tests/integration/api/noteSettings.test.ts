import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LMFT, minutes } from '../../../src/domain/notes/testKit.ts';
import { mayRole } from '../../../src/domain/notes/noteRights.ts';
import { DEFAULT_NOTE_SETTINGS } from '../../../src/protocol/notes/noteSettings.ts';
import { staffRoleSchema } from '../../../src/protocol/session/people.ts';
import { createAuditedHub, type AuditedHub } from './auditedHub.ts';
import type { Ask } from './testHub.ts';

let hub: AuditedHub;
beforeEach(async () => {
  hub = await createAuditedHub();
});
afterEach(() => hub.test.close());

const SETTINGS = { ...DEFAULT_NOTE_SETTINGS, format: 'DAP' as const, holidays: ['2026-11-26'] };
const put = (ask: Ask, revision = 0, settings: object = SETTINGS) =>
  ask('PUT', '/api/notes/settings', { settings, revision });

describe('the settings of notes', () => {
  it.each(staffRoleSchema.options)(
    'SG12 a %s reads them, and changes them where the table says so',
    async (role) => {
      const { ask } = await hub.test.signedIn(role);
      expect(await ask('GET', '/api/notes/settings')).toMatchObject({
        status: 200,
        json: { settings: DEFAULT_NOTE_SETTINGS, revision: 0 },
      });
      expect((await put(ask)).status).toBe(mayRole(role, 'settle') ? 200 : 403);
    },
  );

  it('SG6 of two changes of the same settings the second is refused, and tells the first', async () => {
    expect(await put(hub.owner)).toMatchObject({ status: 200, json: { settings: SETTINGS, revision: 1 } });
    expect(await put(hub.owner, 0, DEFAULT_NOTE_SETTINGS)).toMatchObject({
      status: 409,
      json: { error: { rule: 'notes.settingsChanged' } },
    });
    expect((await put(hub.owner, 1)).status).toBe(200);
    expect(await hub.last()).toMatchObject({ kind: 'noteSettingsChanged', actor: { id: hub.ownerId } });
  });

  it('SG12 refuses what is no settings, and what is too large', async () => {
    for (const wrong of [{ format: 'FREE' }, { dueBusinessDays: 0 }, { holidays: ['tomorrow'] }])
      expect((await put(hub.owner, 0, { ...SETTINGS, ...wrong })).status).toBe(400);
    const text = { en: 'x'.repeat(2_000_000), es: '' };
    const snippets = [{ id: 'a', name: 'a', text }];
    expect((await put(hub.owner, 0, { ...SETTINGS, snippets })).status).toBe(413);
  });
});

describe('how staff sign', () => {
  const signature = { printedName: 'Noor Khan', credential: LMFT };
  const give = (ask: Ask, id: string, body: object = signature) =>
    ask('PUT', `/api/staff/${id}/signature`, body);

  it.each(staffRoleSchema.options)(
    'SG13 a %s gives credentials only where they manage staff',
    async (role) => {
      const { ask, id } = await hub.test.signedIn(role);
      const colleague = await hub.test.signedIn('lead');
      const isManager = role === 'administrator';
      expect((await give(ask, id)).status).toBe(isManager ? 200 : 403);
      expect((await give(ask, colleague.id)).status).toBe(isManager ? 200 : 403);
      expect((await give(ask, 'none')).status).toBe(isManager ? 404 : 403);
      expect((await give(ask, hub.ownerId)).status).toBe(403);
    },
  );

  it('SG13 takes a confirmed sign-in, and a printed name with every credential', async () => {
    const { id } = await hub.test.signedIn('lead');
    expect((await give(hub.owner, id, { printedName: ' ', credential: LMFT })).status).toBe(400);
    expect((await give(hub.owner, id, { printedName: '', credential: null })).status).toBe(200);
    expect((await give(hub.owner, id)).status).toBe(200);
    expect((await hub.owner('GET', '/api/staff/signatures')).json).toEqual({
      signatures: [{ staffId: id, signature }],
    });
    expect(await hub.last()).toMatchObject({ kind: 'signatureChanged', about: { kind: 'staff', id } });
    hub.test.clock.now += minutes(11);
    expect(await give(hub.owner, id)).toMatchObject({
      status: 403,
      json: { error: { rule: 'account.confirmFirst' } },
    });
  });
});

describe('the box of process notes', () => {
  const keep = (ask: Ask, box: string, replaces: string | null = null) =>
    ask('PUT', '/api/notes/process-box', { box, replaces });
  const boxOf = async (ask: Ask) => (await ask('GET', '/api/notes/process-box')).json;

  it('SG50 is one’s own alone', async () => {
    const { ask } = await hub.test.signedIn('coFacilitator');
    expect((await keep(ask, 'of-noor')).status).toBe(200);
    expect(await boxOf(ask)).toEqual({ box: 'of-noor' });
    expect(await boxOf(hub.owner)).toEqual({ box: null });
    const administrator = await hub.test.signedIn('administrator');
    expect((await keep(administrator.ask, 'x')).status).toBe(403);
  });

  it('SG51 is replaced only by who names the one that is there, under a confirmed sign-in', async () => {
    expect((await keep(hub.owner, 'first')).status).toBe(200);
    expect((await keep(hub.owner, 'first')).status).toBe(200);
    const another = { status: 409, json: { error: { rule: 'notes.anotherBox' } } };
    expect(await keep(hub.owner, 'of-another-workstation')).toMatchObject(another);
    expect(await keep(hub.owner, 'of-another-workstation', 'guessed')).toMatchObject(another);
    expect(await boxOf(hub.owner)).toEqual({ box: 'first' });
    hub.test.clock.now += minutes(11);
    expect(await keep(hub.owner, 'second', 'first')).toMatchObject({
      status: 403,
      json: { error: { rule: 'account.confirmFirst' } },
    });
    await hub.owner('POST', '/api/me/confirm', { passphrase: 'river stone lantern 42' });
    expect((await keep(hub.owner, 'second', 'first')).status).toBe(200);
    expect(await boxOf(hub.owner)).toEqual({ box: 'second' });
    expect(await hub.last()).toMatchObject({ kind: 'processBoxKept', actor: { id: hub.ownerId } });
  });
});
