import type { Browser, Locator, Page } from '@playwright/test';
import type { SampleHub } from '../../support/sampleHub.ts';
import { StaffPage } from '../../support/staffPage.ts';

/** The lead at the console, in the session that somebody else has opened. */
export type Lead = {
  readonly page: Page;
  button(name: string | RegExp): Locator;
  /** The entry that brings everybody back without a countdown, in its open menu. */
  recallAtOnce(): Promise<Locator>;
};

/** Signs the sample's lead in and enters the session. */
export async function bringLead(
  hub: SampleHub,
  browser: Browser,
  prepare: (page: Page) => Promise<void>,
): Promise<Lead> {
  const account = hub.sample.staff.find(({ role }) => role === 'lead');
  if (!account) throw new Error('The sample has no lead');
  const staff = await StaffPage.create(browser, account, hub.consoleUrl);
  await prepare(staff.page);
  await staff.signIn();
  await staff.enter();
  return {
    page: staff.page,
    button: (name) => staff.button(name),
    async recallAtOnce() {
      await staff.button('Bring back at another time').click();
      return staff.page.getByRole('menuitem', { name: 'At once, without a warning' });
    },
  };
}
