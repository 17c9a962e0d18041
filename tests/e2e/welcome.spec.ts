import { expect, test, type Page } from '@playwright/test';
import { expectAccessible, expectNoSidewaysScroll } from '../support/accessibility.ts';
import { choosePassphrase, givePassphrase } from '../support/factorSteps.ts';
import { startEmptyHub, type HubProcess } from '../support/hubProcess.ts';

test.describe.configure({ mode: 'serial' });

const OWNER = { name: 'maria', passphrase: 'quiet river seven' };
const OMAR = { name: 'omar', passphrase: 'seven quiet green boats' };
const ANEW = 'nine plain copper kettles';

let hub: HubProcess & { readonly consoleUrl: string };
let owner: Page;
let omar: Page;

test.beforeAll(async ({ browser }) => {
  hub = await startEmptyHub();
  owner = await (await browser.newContext({ locale: 'en-US' })).newPage();
  omar = await (
    await browser.newContext({ locale: 'en-US', viewport: { width: 360, height: 740 } })
  ).newPage();
  await owner.goto(hub.consoleUrl);
  await owner.getByLabel('Name of the practice').fill('Harbor House');
  await owner.getByLabel('Your name in the room').fill('Maria S.');
  await owner.getByLabel('Name to sign in with').fill(OWNER.name);
  await owner.getByLabel('Passphrase', { exact: true }).fill(OWNER.passphrase);
  await owner.getByLabel('Passphrase once more').fill(OWNER.passphrase);
  await owner.getByRole('button', { name: 'Create the account' }).click();
  await expectToday(owner);
});
test.afterAll(async () => {
  await owner.context().close();
  await omar.context().close();
  await hub.close();
});

const expectToday = (at: Page) => expect(at.getByRole('heading', { name: 'Today', level: 1 })).toBeVisible();
const freshLink = () => owner.getByTestId('fresh-link').getByRole('textbox').inputValue();
const choose = async (entry: string) => {
  await owner.getByRole('button', { name: 'Actions for Omar H.' }).click();
  await owner.getByRole('menuitem', { name: entry }).click();
};

test('CO35 CO79 ID90 a colleague is invited, and chooses a passphrase by keyboard, at 360 pixels', async () => {
  await owner.goto(`${hub.consoleUrl}settings`);
  await owner.getByRole('button', { name: 'Add an account' }).click();
  const dialog = owner.getByRole('dialog');
  await dialog.getByLabel('Name in the room').fill('Omar H.');
  await dialog.getByLabel('Name to sign in with').fill(OMAR.name);
  await dialog.getByRole('button', { name: 'Add and invite' }).click();
  const link = await freshLink();
  await expect(owner.getByText('Invited; the link is good until')).toBeVisible();
  await expectAccessible(owner, 'a fresh link for a colleague');
  await owner.getByTestId('fresh-link').screenshot({ path: test.info().outputPath('fresh-link.png') });

  await omar.goto(link);
  await expect(omar.getByRole('heading', { name: 'Welcome to Harbor House, Omar H.' })).toBeVisible();
  expect(new URL(omar.url()).hash).toBe('');
  await expect(omar.getByLabel('New passphrase', { exact: true })).toBeFocused();
  await expectAccessible(omar, 'choosing a passphrase');
  await omar.screenshot({ path: test.info().outputPath('welcome.png'), fullPage: true });
  await expectNoSidewaysScroll(omar, 'invitation');
  await omar.keyboard.type('short');
  await omar.keyboard.press('Enter');
  await expect(omar.getByRole('alert')).toContainText('at least 12 characters');
  await omar.keyboard.press('ControlOrMeta+A');
  await omar.keyboard.type(OMAR.passphrase);
  await omar.keyboard.press('Tab');
  await omar.keyboard.type(OMAR.passphrase);
  await omar.keyboard.press('Enter');
  await expectToday(omar);

  await omar.goto('about:blank');
  await omar.goto(link);
  await expect(omar.getByRole('heading', { name: 'This link does not open' })).toBeVisible();
  await expectAccessible(omar, 'a link that does not open');
});

test('CO79 CO80 ID92 ID95 a new passphrase is chosen by a link, and who made it is told, in Spanish too', async ({
  browser,
}) => {
  await owner.reload();
  await choose('Link for a new passphrase…');
  await owner.getByRole('button', { name: 'Make the link' }).click();
  const link = await freshLink();
  await omar.goto(`${hub.consoleUrl}groups`);
  await expect(omar.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await givePassphrase(omar, hub.consoleUrl, OMAR);
  await expect(omar.getByRole('alert')).toContainText('do not match');

  const spanish = await (await browser.newContext({ locale: 'es-US' })).newPage();
  await spanish.goto(link);
  await expect(
    spanish.getByRole('heading', { name: 'Elija una frase de acceso nueva, Omar H.' }),
  ).toBeVisible();
  await expectAccessible(spanish, 'choosing a passphrase in Spanish');
  await spanish.screenshot({ path: test.info().outputPath('welcome-es.png') });
  await spanish.context().close();

  await choosePassphrase(omar, link, ANEW);
  await expectToday(omar);
  const told = omar.getByTestId('own-notices');
  await expect(told).toContainText('Maria S. ended your passphrase and made a link to choose a new one.');
  await expectAccessible(omar, 'what others did with one’s account');
  await omar.screenshot({ path: test.info().outputPath('told.png') });
  await told.getByRole('button', { name: 'I have read this' }).click();
  await expect(told).toHaveCount(0);
  await omar.reload();
  await expectToday(omar);
  await expect(omar.getByTestId('own-notices')).toHaveCount(0);
});

test('CO35 ID97 ID98 a second owner is named, and the practice is handed over', async () => {
  await owner.reload();
  await choose('Make an owner too…');
  await owner.getByRole('button', { name: 'Make them an owner' }).click();
  await expect(owner.getByText('owner', { exact: true })).toHaveCount(2);
  await owner.screenshot({ path: test.info().outputPath('owners.png') });
  await owner.getByRole('button', { name: 'Actions for Maria S.' }).click();
  await owner.getByRole('menuitem', { name: 'Give your ownership up…' }).click();
  await owner.getByRole('button', { name: 'Give it up' }).click();
  // A lead sees the accounts, and manages them no more.
  await expect(owner.getByText('owner', { exact: true })).toHaveCount(1);
  await expect(owner.getByRole('button', { name: 'Add an account' })).toHaveCount(0);
});
