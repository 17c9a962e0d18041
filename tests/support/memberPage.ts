import { expect, type Browser, type Page } from '@playwright/test';
import type { Language } from '../../src/protocol/session/people.ts';
import { installMediaProbe } from './mediaProbe.ts';
import { wordsOf, type Say } from './words.ts';

/** What a member says at the privacy check in a test. */
const ANSWERS: Answers = { place: '12 Elm Street, Springfield', phone: '555 010 4477' };

export type MemberPageOptions = {
  readonly viewport?: { readonly width: number; readonly height: number };
  /** English is chosen in the browser; Spanish must come from the member's seat. */
  readonly language?: Language;
  /** What they say at the privacy check. */
  readonly answers?: Answers;
};
type Answers = { readonly place: string; readonly phone: string };

/** A member in a browser of their own, driven as a person would: by what is written on the screen. */
export class MemberPage {
  readonly page: Page;
  readonly name: string;
  /** The words in which this page speaks. */
  readonly say: Say;
  readonly #link: string;
  readonly #answers: Answers;

  private constructor(page: Page, name: string, link: string, say: Say, answers: Answers) {
    this.page = page;
    this.name = name;
    this.say = say;
    this.#link = link;
    this.#answers = answers;
  }

  /** A fresh browser profile for a member of the sample program, with the media probe installed. Opens nothing yet. */
  static async create(
    browser: Pick<Browser, 'newContext'>,
    member: { name: string; url: string },
    { viewport = { width: 360, height: 640 }, language = 'en', answers = ANSWERS }: MemberPageOptions = {},
  ): Promise<MemberPage> {
    const context = await browser.newContext({
      viewport,
      locale: 'en-US',
      permissions: ['camera', 'microphone'],
    });
    await installMediaProbe(context);
    if (language === 'en')
      await context.addInitScript(() => localStorage.setItem('circlewell.language', 'en'));
    return new MemberPage(await context.newPage(), member.name, member.url, wordsOf(language), answers);
  }

  /** Opens the personal link. */
  async open(): Promise<void> {
    await this.page.goto(this.#link);
  }

  /** From the personal link to the check of camera and microphone, which begins by itself where the browser does not ask. */
  async comeToDeviceCheck(): Promise<void> {
    await this.open();
    await this.#button('Next: where are you today?').waitFor();
  }

  /** From the device check to the privacy check. */
  async passDeviceCheck(): Promise<void> {
    await this.#button('Next: where are you today?').click();
    await this.page.getByLabel(this.say('The place where you are now')).waitFor();
  }

  /** From the privacy check to the agreement. */
  async passPrivacyCheck(): Promise<void> {
    await this.answerPrivacyCheck();
    await this.#button('Next').click();
    await this.page.getByText(this.say('I have read this and I keep to it')).waitFor();
  }

  /** Answers the privacy check, and stays at it. */
  async answerPrivacyCheck(): Promise<void> {
    const { page, say } = this;
    await page.getByLabel(say('The place where you are now')).fill(this.#answers.place);
    await page.getByLabel(say('A phone number where we can call you')).fill(this.#answers.phone);
    await page.getByText(say('Yes, nobody can hear or see')).click();
    await page.getByText(say('I am using headphones')).click();
  }

  /** Says yes to the agreement, and presses the last button at the door. */
  async agree(): Promise<void> {
    await this.page.getByText(this.say('I have read this and I keep to it')).click();
    await this.#button('Go to the waiting room').click();
  }

  /** All the way from the personal link through the door. Where it leads then is the group's matter. */
  async passChecks(): Promise<void> {
    await this.comeToDeviceCheck();
    await this.passDeviceCheck();
    await this.passPrivacyCheck();
    await this.agree();
  }

  /** All the way to the waiting room. */
  async comeToWaitingRoom(): Promise<void> {
    await this.passChecks();
    await this.inWaitingRoom();
  }

  /** Resolves when the waiting room is on the screen. */
  async inWaitingRoom(): Promise<void> {
    await this.page.getByText(this.say('You’re in the waiting room')).first().waitFor();
  }

  /** Resolves when the room is on the screen. */
  async inRoom(): Promise<void> {
    await this.#button('Someone walked in').waitFor();
  }

  /** In the room, once the devices are cured: presses "Fix it" and "Try again" for each device that was in trouble. */
  async mendDevices(): Promise<void> {
    const troubles = this.page.locator('[data-testid^="trouble-"]');
    await troubles.first().waitFor();
    await this.page.evaluate(() => globalThis.window.cureDevices());
    for (let left = await troubles.count(); left > 0; left -= 1) {
      await troubles.first().getByRole('button', { name: 'Fix it' }).click();
      await this.page.getByRole('dialog').getByRole('button', { name: 'Try again' }).click();
      await expect(troubles).toHaveCount(left - 1);
    }
  }

  /** Leaves by the button, and stands at the page that offers the way back. */
  async leave(): Promise<void> {
    // A message under a pointer that rests stays open, and may lie over the button.
    await this.page.mouse.move(1, 1);
    await this.#button('Leave').first().click();
    await this.page
      .getByRole('alertdialog')
      .getByRole('button', { name: this.say('Leave'), exact: true })
      .click();
    await this.#button('Come back').waitFor();
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }

  #button(english: string) {
    return this.page.getByRole('button', { name: this.say(english), exact: true });
  }
}
