import type { Locator, Page } from '@playwright/test';
import { setTimeout as later } from 'node:timers/promises';
import { z } from 'zod';
import { lastMet } from './switchProbe.ts';

/** Somebody at a page. */
export type Person = { readonly name: string; readonly page: Page };
/** From the click until the last one was heard and seen, in milliseconds. */
export type Switch = { readonly audioMs: number; readonly videoMs: number };

/**
 * Presses what parts people or brings them together, and waits until everybody hears and sees whom they should.
 *
 * @param matesOf who is to be heard and seen by each
 */
export async function measureSwitch(
  lead: Page,
  button: Locator,
  members: readonly Person[],
  matesOf: (person: Person) => readonly Person[],
): Promise<Switch> {
  await Promise.all(
    [lead, ...members.map(({ page }) => page)].map((page) =>
      page.evaluate(() => globalThis.window.switchProbe.forget()),
    ),
  );
  const meetings = members.map((person) =>
    lastMet(
      person.page,
      matesOf(person).map(({ name }) => name),
    ).catch((error: unknown) => {
      throw new Error(`At ${person.name}'s page`, { cause: error });
    }),
  );
  await button.click();
  const met = await Promise.all(meetings);
  const pressedAt = z.number().parse(await lead.evaluate(() => globalThis.window.switchProbe.pressedAt));
  return {
    audioMs: Math.max(...met.map(({ audioAt }) => audioAt)) - pressedAt,
    videoMs: Math.max(...met.map(({ videoAt }) => videoAt)) - pressedAt,
  };
}

/** Offer/answer rounds so far in all these pages together. */
export async function sdpExchanges(pages: readonly Page[]): Promise<number> {
  const counts = await Promise.all(
    pages.map((page) => page.evaluate(() => globalThis.window.mediaProbe.sdpExchanges)),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}

/** How long no exchange was made where those who come in are done with it, in milliseconds. */
const REST_MS = 1_000;

/** The rounds so far, once no further one is made: who is seen already may still be about to be heard. */
export async function sdpExchangesAtRest(pages: readonly Page[]): Promise<number> {
  let before: number;
  let after = await sdpExchanges(pages);
  do {
    before = after;
    await later(REST_MS);
    after = await sdpExchanges(pages);
  } while (after !== before);
  return after;
}
