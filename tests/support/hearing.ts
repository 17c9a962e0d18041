import { expect, type Page } from '@playwright/test';
import { readReceived, type Received } from './mediaProbe.ts';

/** So many packets of a voice, 20 ms each, show that time has passed and the line works. */
const WITNESS_PACKETS = 60;
/** After so many, what was under way has arrived. */
const SETTLED_PACKETS = 15;
const FRAMES = 3;

const keyOf = ({ participantId, source }: Pick<Received, 'participantId' | 'source'>): string =>
  `${participantId} ${source}`;

/** What has come in since an earlier reading, by participant and source. */
async function sinceThen(page: Page, before: readonly Received[]): Promise<Map<string, Received>> {
  const base = new Map(before.map((row) => [keyOf(row), row]));
  const now = await readReceived(page);
  return new Map(
    now.map((row) => {
      const was = base.get(keyOf(row));
      // A consumer that has come in the place of another counts from nothing.
      const isSame = was !== undefined && row.packets >= was.packets;
      const grown = {
        ...row,
        framesDecoded: row.framesDecoded - (isSame ? was.framesDecoded : 0),
        audioEnergy: row.audioEnergy - (isSame ? was.audioEnergy : 0),
        packets: row.packets - (isSame ? was.packets : 0),
      };
      return [keyOf(row), grown];
    }),
  );
}

type Grown = ReadonlyMap<string, Received>;
const isSeen = (grown: Grown, id: string): boolean =>
  (grown.get(`${id} camera`)?.framesDecoded ?? 0) >= FRAMES;
const isHeard = (grown: Grown, id: string): boolean => (grown.get(`${id} mic`)?.audioEnergy ?? 0) > 0;

/** Waits until each has come in as is asked for, from now on. */
async function expectOfEach(
  page: Page,
  ids: readonly string[],
  hasCome: (grown: Grown, id: string) => boolean,
): Promise<void> {
  const before = await readReceived(page);
  await expect
    .poll(async () => {
      const grown = await sinceThen(page, before);
      return ids.filter((id) => !hasCome(grown, id));
    })
    .toEqual([]);
}

/** Waits until frames of each camera have been decoded and sound of each microphone has arrived, from now on. */
export const expectHearsAndSees = (page: Page, ids: readonly string[]): Promise<void> =>
  expectOfEach(page, ids, (grown, id) => isSeen(grown, id) && isHeard(grown, id));

/** Waits until sound of each microphone has arrived, from now on. */
export const expectHears = (page: Page, ids: readonly string[]): Promise<void> =>
  expectOfEach(page, ids, isHeard);

/** Waits until frames of each camera have been decoded, from now on. */
export const expectSees = (page: Page, ids: readonly string[]): Promise<void> =>
  expectOfEach(page, ids, isSeen);

/** Waits until frames of somebody's camera have been decoded, and sees that no packet of their microphone has come meanwhile. */
export async function expectSeesButDoesNotHear(page: Page, id: string): Promise<void> {
  const before = await readReceived(page);
  const grown = async () => sinceThen(page, before);
  await expect
    .poll(async () => (await grown()).get(`${id} camera`)?.framesDecoded ?? 0)
    .toBeGreaterThanOrEqual(FRAMES);
  expect((await grown()).get(`${id} mic`)?.packets ?? 0).toBe(0);
}

/** Waits until frames of somebody's shared screen have been decoded, from now on. */
export async function expectSeesScreen(page: Page, id: string): Promise<void> {
  const before = await readReceived(page);
  await expect
    .poll(async () => (await sinceThen(page, before)).get(`${id} screen`)?.framesDecoded ?? 0)
    .toBeGreaterThan(0);
}

/** Waits until so many packets of somebody's microphone have come, from now on. */
async function hearOut(page: Page, id: string, packets: number): Promise<void> {
  const before = await readReceived(page);
  await expect
    .poll(async () => (await sinceThen(page, before)).get(`${id} mic`)?.packets ?? 0)
    .toBeGreaterThan(packets);
}

/**
 * Sees that no packet of some people arrives while a good many of others do. What was under way before may still arrive first.
 * @param others who is not to be received
 * @param witness whose packets show that time has passed and the line works
 */
export async function expectNothingFrom(
  page: Page,
  others: readonly string[],
  witness: string,
): Promise<void> {
  await hearOut(page, witness, SETTLED_PACKETS);
  const before = await readReceived(page);
  await hearOut(page, witness, WITNESS_PACKETS);
  const grown = await sinceThen(page, before);
  expect(
    others.flatMap((id) => [...grown.values()].filter((row) => row.participantId === id && row.packets > 0)),
  ).toEqual([]);
}

/** The ids of the people on the screen, in the order of their seats. */
export async function seatsOn(page: Page): Promise<readonly string[]> {
  const people = page.getByLabel('People here').locator('[data-participant]');
  await people.first().waitFor();
  return people.evaluateAll((tiles) => tiles.map((tile) => tile.getAttribute('data-participant') ?? ''));
}
