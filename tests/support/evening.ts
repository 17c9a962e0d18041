import type { Browser } from '@playwright/test';
import type { Language } from '../../src/protocol/session/people.ts';
import { launchChromium } from './chromium.ts';
import { installSmallDevices } from './devices.ts';
import { startHubProcess, type HubProcess } from './hubProcess.ts';
import { MemberPage } from './memberPage.ts';
import { watchPolicy } from './policyWatch.ts';
import type { SampleHub } from './sampleHub.ts';
import { StaffPage } from './staffPage.ts';
import {
  browserSurface,
  openInBrowser,
  type OpenConsole,
  type Surface,
  type SurfaceHub,
} from './surfaces.ts';

/** A hub with the sample program, a browser, and people at their screens. Its owner closes it. */
export type Evening = {
  readonly hub: SampleHub;
  readonly browser: Browser;
  /** At the surface that the evening is on; everybody else is in a browser. */
  readonly lead: StaffPage;
  /** What the pages' content security policy was broken by, on any page so far. */
  readonly violations: readonly string[];
  staff(role: string): Promise<StaffPage>;
  /** One of the sample's members. Those who read Spanish are driven in English unless it is asked for. */
  member(index: number, language?: Language): Promise<MemberPage>;
  /** Starts the hub that was killed again, on its data and its port. */
  startHubAgain(): Promise<void>;
  close(): Promise<void>;
};

const FRAMES_PER_SECOND = 3;

/**
 * Starts hub (the sample one, unless another is given) and browser, and signs the lead in. Cameras are small and run at a few frames a second: eight clients encode and decode
 * for one another on the cores of one machine.
 */
export async function startEvening({
  surface = browserSurface,
  on,
}: { readonly surface?: Surface; readonly on?: SurfaceHub } = {}): Promise<Evening> {
  const surfaceHub = on ?? (await surface.startHub());
  const { hub } = surfaceHub;
  const browser = await launchChromium([
    '--use-fake-device-for-media-stream=fps=2',
    '--disable-features=ChromeWideEchoCancellation',
    '--mute-audio',
    '--disable-smooth-scrolling',
  ]);
  const violations: string[] = [];
  const onViolation = (what: string): void => void violations.push(what);
  const signIn = async (role: string, opened: OpenConsole): Promise<StaffPage> => {
    const account = hub.sample.staff.find((one) => one.role === role);
    if (!account) throw new Error(`The sample program has no ${role}.`);
    const staffPage = await StaffPage.at(opened, account);
    await staffPage.page.addInitScript(installSmallDevices, FRAMES_PER_SECOND);
    await watchPolicy(staffPage.page, onViolation);
    await staffPage.signIn();
    return staffPage;
  };
  const again: HubProcess[] = [];
  const lead = await signIn('lead', await surfaceHub.open({ browser }));
  return {
    hub,
    browser,
    violations,
    lead,
    staff: async (role) => signIn(role, await openInBrowser(browser, hub.consoleUrl)),
    async member(index, language = 'en') {
      const member = hub.sample.members[index];
      if (!member) throw new Error(`The sample program has no member ${index}.`);
      const memberPage = await MemberPage.create(browser, member, { language });
      await memberPage.page.addInitScript(installSmallDevices, FRAMES_PER_SECOND);
      await watchPolicy(memberPage.page, onViolation);
      return memberPage;
    },
    async startHubAgain() {
      const { dataDir, port } = hub;
      again.push(await startHubProcess(surfaceHub.againArgs, { dataDir, port }));
    },
    async close() {
      await lead.close();
      await browser.close();
      for (const one of again) await one.close();
      // The first one's folder goes with it.
      await surfaceHub.close();
    },
  };
}
