import { expect, test, type Browser, type Page } from '@playwright/test';
import { reachReplySchema } from '../../src/protocol/api/reach.ts';
import { launchChromium } from '../support/chromium.ts';
import { MemberPage } from '../support/memberPage.ts';
import { startSampleHub, type SampleHub } from '../support/sampleHub.ts';

/** A member tries from their own browser whether the hub can be reached. What axe says of the page is in screens.spec.ts. */
test.describe.configure({ mode: 'serial' });

let browser: Browser;
test.beforeAll(async () => {
  browser = await launchChromium();
});
test.afterAll(async () => browser.close());

async function withHub(
  env: Readonly<Record<string, string>>,
  use: (hub: SampleHub) => Promise<void>,
): Promise<void> {
  const hub = await startSampleHub([], { env });
  try {
    await use(hub);
  } finally {
    await hub.close();
  }
}

const line = (page: Page, way: string) => page.getByTestId(`reach-${way}`);

async function comeToReach(hub: SampleHub): Promise<MemberPage> {
  const [first] = hub.sample.members;
  if (!first) throw new Error('The sample program has no members.');
  const member = await MemberPage.create(browser, first);
  await member.comeToDeviceCheck();
  await member.page.getByRole('link', { name: 'Test the connection' }).click();
  await expect(
    member.page.getByRole('heading', { name: 'Does this device reach your group?' }),
  ).toBeVisible();
  return member;
}

test('HO20, HO21, HO24: UDP, TCP and messages get through, and it is said that there is no relay', async () => {
  await withHub({}, async (hub) => {
    const { page } = await comeToReach(hub);
    for (const way of ['udp', 'tcp']) {
      await expect(line(page, way)).toHaveAttribute('data-state', 'ok');
      await expect(line(page, way)).toContainText(/Gets through, \d+ ms there and back/);
    }
    await expect(line(page, 'messages')).toHaveAttribute('data-state', 'ok');
    await expect(line(page, 'relay')).toContainText('does not have this way');
    await expect(page.getByText('Yes. Your group will work from here.')).toBeVisible();

    await page.getByRole('link', { name: 'Back to my group' }).click();
    await expect(page.getByRole('button', { name: 'Next: where are you today?' })).toBeVisible();
    await page.context().close();
  });
});

test('HO10, HO20: a relay that does not answer is no way, and does not take the others’ place', async () => {
  const env = {
    CIRCLEWELL_TURN_URLS: 'turn:127.0.0.1:9?transport=tcp',
    CIRCLEWELL_TURN_SECRET: 'a secret of the relay',
  };
  await withHub(env, async (hub) => {
    const { page } = await comeToReach(hub);
    await expect(line(page, 'udp')).toHaveAttribute('data-state', 'ok');
    await expect(line(page, 'relay')).toHaveAttribute('data-state', 'trouble');
    await expect(line(page, 'relay')).toContainText('check that the relay runs');
    await page.context().close();
  });
});

test('HO21: a network that stops UDP is told, and that the group works all the same', async () => {
  await withHub({}, async (hub) => {
    const [, second] = hub.sample.members;
    if (!second) throw new Error('The sample program has too few members.');
    const member = await MemberPage.create(browser, second);
    const { page } = member;
    await member.comeToDeviceCheck();
    // As a firewall does it: nothing answers where the hub says that its UDP port is.
    await page.route('**/api/seats/*/reach', async (route) => {
      const response = await route.fetch();
      const reply = reachReplySchema.parse(await response.json());
      const iceCandidates = reply.udp.iceCandidates.map((candidate) => ({ ...candidate, port: 9 }));
      await route.fulfill({ response, json: { ...reply, udp: { ...reply.udp, iceCandidates } } });
    });
    await page.getByRole('link', { name: 'Test the connection' }).click();
    await expect(line(page, 'tcp')).toHaveAttribute('data-state', 'ok');
    await expect(line(page, 'udp')).toHaveAttribute('data-state', 'trouble');
    await expect(line(page, 'udp')).toContainText('open the hub’s media ports for UDP');
    await expect(page.getByText('Yes, but sound and pictures may come late.')).toBeVisible();
    await page.context().close();
  });
});
