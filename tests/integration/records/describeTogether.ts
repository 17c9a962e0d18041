import { AsyncLocalStorage } from 'node:async_hooks';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Kysely } from 'kysely';
import { createTogether } from '../../../src/hub/records/together/createTogether.ts';
import type { CreateDriver } from './openTestRecords.ts';

type Rows = { things: { id: string } };

/** Runs something as if nothing were under way: as somebody else would. */
const apart = AsyncLocalStorage.snapshot();

/** What writing to several stores at once must do on every driver. */
export function describeTogether(name: string, createDriver: CreateDriver): void {
  describe(`together on ${name}`, () => {
    let remove: () => Promise<void>;
    let made: ReturnType<typeof createTogether>;
    let db: Kysely<Rows>;
    const HOLD_LIMIT_MS = 200;
    beforeEach(async () => {
      const created = await createDriver();
      remove = created.remove;
      made = createTogether(created.driver, { holdLimitMs: HOLD_LIMIT_MS });
      db = new Kysely<Rows>({ dialect: made.dialect });
      await db.schema
        .createTable('things')
        .addColumn('id', 'text', (c) => c.primaryKey())
        .execute();
    });
    afterEach(async () => {
      await db.destroy();
      await remove();
    });
    const add = async (id: string) => void (await db.insertInto('things').values({ id }).execute());
    const ids = async () =>
      (await db.selectFrom('things').selectAll().orderBy('id').execute()).map(({ id }) => id);

    it('RE40 keeps all of it, and sees it inside', async () => {
      const inside = await made.together(async () => {
        await add('a');
        await add('b');
        return ids();
      });
      expect(inside).toEqual(['a', 'b']);
      expect(await ids()).toEqual(['a', 'b']);
    });

    it('RE40 keeps none of it when something is thrown, at whatever depth', async () => {
      const failed = made.together(async () => {
        await add('a');
        await made.together(() => add('b'));
        throw new Error('no');
      });
      await expect(failed).rejects.toThrow('no');
      expect(await ids()).toEqual([]);
      await add('c');
      expect(await ids()).toEqual(['c']);
    });

    it('RE41 a part that fails is undone by itself', async () => {
      await made.together(async () => {
        await add('a');
        await db.transaction().execute(async (trx) => {
          await trx.insertInto('things').values({ id: 'b' }).execute();
        });
        const failed = db.transaction().execute(async (trx) => {
          await trx.insertInto('things').values({ id: 'c' }).execute();
          throw new Error('no');
        });
        await expect(failed).rejects.toThrow('no');
        await Promise.all([add('d'), add('e')]);
      });
      expect(await ids()).toEqual(['a', 'b', 'd', 'e']);
    });

    it('RE42 keeps others waiting from the first write on, and not before', async () => {
      await add('before');
      const order: string[] = [];
      const outside = async (id: string) => {
        await add(id);
        order.push(id);
      };
      await made.together(async () => {
        await ids();
        await apart(() => outside('early'));
        await add('inside');
        const late = apart(() => outside('late'));
        await ids();
        order.push('end');
        void late;
      });
      await add('last');
      expect(order).toEqual(['early', 'end', 'late']);
    });

    it('RE43 what goes on after the end writes by itself', async () => {
      let goOn = (): void => undefined;
      const signal = new Promise<void>((resolve) => (goOn = resolve));
      let stray: Promise<void> | undefined;
      await made.together(async () => {
        await add('a');
        stray = signal.then(() => add('b'));
      });
      goOn();
      await stray;
      expect(await ids()).toEqual(['a', 'b']);
    });

    it('RE44 undoes what holds the database for too long, and lets the others go on', async () => {
      let others: Promise<void> | undefined;
      const stuck = made.together(async () => {
        await add('a');
        // Waits for somebody who waits for the database: nobody would ever go on.
        others = apart(() => add('other'));
        await others;
        await add('b');
      });
      await expect(stuck).rejects.toMatchObject({ kind: 'unavailable' });
      expect(await ids()).toEqual(['other']);
    });

    it('RE46 what follows a change begins when it is durable, outside, and is waited for', async () => {
      const seen: string[][] = [];
      let failed: Promise<void> | undefined;
      await made.together(async () => {
        await made.together(async () => {
          await made.afterwards(async () => {
            seen.push(await ids());
            // A scope of its own: what fails here undoes nothing of what went before.
            failed = made.together(async () => {
              await add('c');
              throw new Error('no');
            });
            await failed.catch(() => undefined);
          });
          await add('a');
        });
        await add('b');
        expect(seen).toEqual([]);
      });
      expect(seen).toEqual([['a', 'b']]);
      await expect(failed).rejects.toThrow('no');
      expect(await ids()).toEqual(['a', 'b']);
    });

    it('RE46 nothing follows a change that is undone; where nothing is under way, it begins at once', async () => {
      const seen: string[] = [];
      const undone = made.together(async () => {
        await made.afterwards(() => void seen.push('undone'));
        await add('a');
        throw new Error('no');
      });
      await expect(undone).rejects.toThrow('no');
      await made.afterwards(() => void seen.push('alone'));
      expect(seen).toEqual(['alone']);
    });
  });
}
