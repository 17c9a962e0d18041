import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CirclewellError } from '../../../src/protocol/errors.ts';
import {
  ANA,
  BEN,
  OLD,
  NEW,
  NOTE,
  hub,
  machine,
  signIn,
  clientOf,
  resetKit,
  closeKit,
  type Page,
  type Machine,
} from './notebookModelKit.ts';

beforeEach(resetKit);
afterEach(closeKit);

describe('a workstation that is put out of use', () => {
  /** Until the hub has met the workstation of a page. */
  const met = ({ model }: Page) => expect.poll(() => model.store.getState().workstationId).not.toBeNull();
  /** Everybody’s workstations are out of use from now on. */
  function revokeAll(): void {
    for (const key of hub.workstations.keys()) hub.workstations.set(key, 5);
  }
  async function written(mine: Machine): Promise<Page> {
    const page = mine.page();
    await signIn(page);
    const doc = await clientOf(page).openDoc(NOTE);
    doc.doc.getText('plan').insert(0, 'sleep diary');
    await doc.settled();
    await met(page);
    return page;
  }

  it('NB70 is met by the hub once, and known again', async () => {
    const mine = machine();
    const first = await written(mine);
    const [key] = hub.workstations.keys();
    expect(first.model.store.getState().workstationId).toBe(`id of ${key}`);
    await first.model.follow(null);
    const again = mine.page();
    await signIn(again);
    await met(again);
    expect([...hub.workstations.keys()]).toEqual([key]);
  });

  it('NB71 NB72 closes while it is open, says what waits, and no passphrase opens it', async () => {
    const mine = machine();
    const page = await written(mine);
    revokeAll();
    page.model.sync();
    await expect.poll(page.at).toBe('outOfUse');
    expect(page.model.store.getState().access).toEqual({ at: 'outOfUse', since: 5, waitingCount: 1 });
    expect(await page.model.proves(OLD)).toBe(false);
    await page.model.follow(null);
    const next = mine.page();
    await signIn(next);
    expect(next.at()).toBe('outOfUse');
    expect(await next.model.answer(OLD)).toEqual({ result: 'wrong' });
  });

  it('NB72 closes where nobody is signed in, and without a hub stays as it is', async () => {
    const mine = machine();
    const page = await written(mine);
    await page.model.follow(null);
    revokeAll();
    hub.isThere = false;
    await page.model.closeRevoked([ANA]);
    hub.isThere = true;
    const before = mine.page();
    await signIn(before);
    expect(before.at()).toBe('open');
    await before.model.follow(null);
    await before.model.closeRevoked([BEN, ANA]);
    const after = mine.page();
    await signIn(after);
    expect(after.at()).toBe('outOfUse');
  });

  it('NB73 is taken into use again by its author, with everything that waited', async () => {
    const mine = machine();
    const page = await written(mine);
    revokeAll();
    page.model.sync();
    await expect.poll(page.at).toBe('outOfUse');
    hub.isThere = false;
    await expect(page.model.takeIntoUse()).rejects.toBeInstanceOf(CirclewellError);
    expect(page.at()).toBe('outOfUse');
    hub.isThere = true;
    page.model.hear(ANA.staffId, OLD);
    await page.model.takeIntoUse();
    expect(page.at()).toBe('open');
    const doc = await clientOf(page).openDoc(NOTE);
    expect(doc.doc.getText('plan').toJSON()).toBe('sleep diary');
  });

  it('NB74 a notebook that was set aside is closed, and taken into use again, with the one in its place', async () => {
    const mine = machine();
    await (await written(mine)).model.follow(null);
    hub.passphrase = NEW;
    const page = mine.page();
    await signIn(page);
    await page.model.startAnew(NEW);
    await page.model.bring(null);
    const [key] = hub.workstations.keys();
    await expect.poll(() => page.model.store.getState().workstationId).toBe(`id of ${key}`);
    const client = clientOf(page);
    revokeAll();
    page.model.sync();
    await expect.poll(page.at).toBe('outOfUse');
    // Its passphrase is the right one, and opens nothing.
    expect(await client.bringAside(OLD)).toEqual({ result: 'wrong' });
    page.model.hear(ANA.staffId, NEW);
    await page.model.takeIntoUse();
    expect(page.at()).toBe('open');
    expect(await clientOf(page).bringAside(OLD)).toEqual({ result: 'read', count: 1 });
  });
});
