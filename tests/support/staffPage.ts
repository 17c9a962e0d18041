import { expect, type Browser, type Locator, type Page } from '@playwright/test';
import { attendanceReplySchema } from '../../src/protocol/api/attendance.ts';
import { installMediaProbe, type SeenEvent } from './mediaProbe.ts';
import { openInBrowser, type OpenConsole } from './surfaces.ts';
import { tally, tallyCountable } from './tally.ts';

/** Closes the messages at the edge of the page, which would lie over what is looked at next. */
export async function putMessagesAway(page: Page): Promise<void> {
  const messages = page.getByRole('region', { name: 'Messages' }).getByRole('button', { name: 'Dismiss' });
  for (let left = await messages.count(); left > 0; left -= 1) await messages.first().click();
}

type Account = { readonly name: string; readonly passphrase: string };

/** A facilitator at a console of their own, driven by what is written on the screen. */
export class StaffPage {
  readonly page: Page;
  readonly name: string;
  readonly #console: OpenConsole;
  readonly #passphrase: string;

  private constructor(opened: OpenConsole, { name, passphrase }: Account) {
    this.page = opened.page;
    this.name = name;
    this.#console = opened;
    this.#passphrase = passphrase;
  }

  /** One of the sample program's staff at a console that is open, with the media probe in what it loads next. */
  static async at(opened: OpenConsole, staff: Account): Promise<StaffPage> {
    await installMediaProbe(opened.page.context());
    return new StaffPage(opened, staff);
  }

  /** In a fresh browser profile, with the media probe installed. Opens nothing yet. */
  static async create(
    browser: Pick<Browser, 'newContext'>,
    staff: Account,
    consoleUrl: string,
  ): Promise<StaffPage> {
    return StaffPage.at(await openInBrowser(browser, consoleUrl), staff);
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  /** Signs in and stands at Today. */
  async signIn(): Promise<void> {
    await this.goTo('');
    await this.page.getByLabel('Name').fill(this.name);
    await this.page.getByLabel('Passphrase').fill(this.#passphrase);
    await this.button('Sign in').click();
    await this.page.getByRole('heading', { name: 'Today' }).waitFor();
  }

  /** Loads a place of the console by its address. */
  async goTo(place: string): Promise<void> {
    await this.page.goto(new URL(place, this.#console.url).href);
  }

  /** What the hub answers to this console, as its page asks. */
  async ask(address: string): Promise<unknown> {
    return this.page.evaluate(async (at): Promise<unknown> => (await fetch(at)).json(), address);
  }

  /** Takes the network away from this console alone, and waits until it is cut off. */
  pullNetwork(): Promise<void> {
    return this.#console.pullNetwork();
  }

  giveNetworkBack(): Promise<void> {
    return this.#console.giveNetworkBack();
  }

  /** Begins to share the whole screen. */
  async shareScreen(): Promise<void> {
    await this.button('Share').click();
    await this.#console.chooseScreen();
  }

  /** From Today into the session, opening its waiting room on the way. */
  async openWaitingRoom(): Promise<void> {
    await this.button('Open waiting room').first().click();
    await this.button('Start group').waitFor();
  }

  /** From Today into a session that somebody else has opened. */
  async enter(): Promise<void> {
    await this.button('Enter').first().click();
    await this.page.getByTestId('session-screen').waitFor();
  }

  async letEveryoneIn(): Promise<void> {
    await this.button('Let everyone in').click();
  }

  /** With the last who is let in the step moves to the top edge (CO81), maybe from under a click that is on its way. */
  async startGroup(): Promise<void> {
    const next = this.page.getByRole('button', { name: /^Next: / });
    await expect(async () => {
      if (await next.isVisible()) return;
      await this.button('Start group').click({ timeout: 5_000 });
      await next.waitFor({ timeout: 5_000 });
    }).toPass();
  }

  /** Waits until so many members have countable time in the session on the screen, without which they get no note (NO14). */
  async untilCounted(members: number): Promise<void> {
    const sessionId = /session\/([^/?#]+)/.exec(this.page.url())?.[1] ?? '';
    await expect
      .poll(async () => {
        const { rows } = attendanceReplySchema.parse(await this.ask(`/api/sessions/${sessionId}/attendance`));
        return rows.filter(({ countableSeconds }) => countableSeconds > 0).length;
      })
      .toBe(members);
  }

  /** The people of a room on the rooms board. */
  room(name: string): Locator {
    return this.page.getByTestId('rooms-board').first().getByRole('grid', { name, exact: true });
  }

  /** Makes the rooms one by one on the board, and places people in each. Opens nothing. */
  async arrangeRooms(rooms: Readonly<Record<string, readonly string[]>>): Promise<void> {
    await this.button('Arrange rooms').click();
    for (const room of Object.keys(rooms)) {
      await this.button('Add a room').first().click();
      await this.room(room).waitFor();
    }
    for (const [room, people] of Object.entries(rooms)) {
      for (const person of people) await this.assign(person, room);
    }
  }

  /** Places or moves somebody on the rooms board, by the menu beside their name. */
  async assign(name: string, room: string): Promise<void> {
    const board = this.page.getByTestId('rooms-board').first();
    await board.getByRole('button', { name: new RegExp(`^(Move ${name} to…|Place ${name})$`) }).click();
    await this.page.getByRole('menuitem', { name: room, exact: true }).click();
    await this.room(room).getByText(name).first().waitFor();
  }

  /** What a refusal looks like: a message that stays until it is put away. */
  trouble(): Locator {
    return this.page.getByRole('region', { name: 'Messages' }).locator('[data-tone="danger"]');
  }

  /** The events of a type that this page was sent, of all participants or of some. */
  async eventsOf(type: string, participantIds?: readonly string[]): Promise<readonly SeenEvent[]> {
    const events = await this.page.evaluate(() => globalThis.window.mediaProbe.events);
    return events.filter(
      ({ event }) => event.type === type && (participantIds?.includes(event.participantId ?? '') ?? true),
    );
  }

  /**
   * Milliseconds in each room by participant, counted by the test itself from the events this page was sent: an
   * account of the log that shares no code with the product's.
   */
  async msByRoom(): Promise<ReadonlyMap<string, Readonly<Record<string, number>>>> {
    const events = await this.page.evaluate(() => globalThis.window.mediaProbe.events);
    return tally(events);
  }

  /** Whole countable seconds by participant, counted as `msByRoom` is. @param pauses the parts that do not count, by place */
  async countableSeconds(pauses: readonly number[]): Promise<ReadonlyMap<string, number>> {
    const events = await this.page.evaluate(() => globalThis.window.mediaProbe.events);
    return tallyCountable(events, pauses);
  }

  /** Goes on to the next part of the run sheet, whose place is given. */
  async goOnTo(place: number): Promise<void> {
    await this.page.getByRole('button', { name: /^Next: / }).click();
    await expect.poll(async () => (await this.eventsOf('blockStarted')).at(-1)?.event.index).toBe(place);
  }

  /** The tile or seat of somebody. */
  person(participantId: string): Locator {
    return this.page.locator(`[data-participant-id="${participantId}"]`).first();
  }

  async close(): Promise<void> {
    await this.#console.close();
  }
}
