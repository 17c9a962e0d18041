import type { Browser, Page } from '@playwright/test';
import { installMediaProbe } from './mediaProbe.ts';

/** What a member says at the privacy check in a test. */
const PLACE = '12 Elm Street, Springfield';
const PHONE = '555 010 4477';

/** A member in a browser of their own, driven as a person would: by what is written on the screen. */
export class MemberPage {
  readonly page: Page;
  readonly name: string;
  readonly #link: string;

  private constructor(page: Page, name: string, link: string) {
    this.page = page;
    this.name = name;
    this.#link = link;
  }

  /** A fresh browser profile for a member of the sample program, with the media probe installed. Opens nothing yet. */
  static async create(
    browser: Browser,
    member: { name: string; url: string },
    viewport = { width: 360, height: 640 },
  ): Promise<MemberPage> {
    const context = await browser.newContext({
      viewport,
      locale: 'en-US',
      permissions: ['camera', 'microphone'],
    });
    await installMediaProbe(context);
    return new MemberPage(await context.newPage(), member.name, member.url);
  }

  /** Opens the personal link. */
  async open(): Promise<void> {
    await this.page.goto(this.#link);
  }

  /** From the personal link through the checks to the agreement's last button, which is not pressed. */
  async passChecks(): Promise<void> {
    const { page } = this;
    await this.open();
    // The check begins by itself where the browser gives camera and microphone without asking, as here.
    await page.getByRole('button', { name: 'Next: where are you today?' }).click();
    await page.getByLabel('The place where you are now').fill(PLACE);
    await page.getByLabel('A phone number where we can call you').fill(PHONE);
    await page.getByText('Yes, nobody can hear or see').click();
    await page.getByText('I am using headphones').click();
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByText('I have read this and I keep to it').click();
  }

  /** All the way to the waiting room. */
  async comeToWaitingRoom(): Promise<void> {
    await this.passChecks();
    await this.page.getByRole('button', { name: 'Go to the waiting room' }).click();
    await this.page.getByText('You’re in the waiting room').first().waitFor();
  }

  /** Resolves when the room is on the screen. */
  async inRoom(): Promise<void> {
    await this.page.getByRole('button', { name: 'Someone walked in' }).waitFor();
  }

  /** Leaves by the button, and stands at the page that offers the way back. */
  async leave(): Promise<void> {
    await this.page.getByRole('button', { name: 'Leave' }).first().click();
    await this.page.getByRole('alertdialog').getByRole('button', { name: 'Leave' }).click();
    await this.page.getByRole('button', { name: 'Come back' }).waitFor();
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }
}
