import { chromium, type Browser, type Page } from '@playwright/test';
import { launchOptions } from './chromium.ts';
import type { HubEntry } from './hubProcess.ts';
import { giveNetworkBack, pullNetwork } from './pullNetwork.ts';
import { startSampleHub, type SampleHub } from './sampleHub.ts';

/** The console on a screen. Its owner closes it. */
export type OpenConsole = {
  readonly page: Page;
  /** What every address of the console begins with, here; ends with a slash. */
  readonly url: string;
  /** Chooses the whole screen where the console, and not the system, asks what to share. */
  chooseScreen(): Promise<void>;
  /** Takes the network away from this console alone, and waits until it is cut off. */
  pullNetwork(): Promise<void>;
  giveNetworkBack(): Promise<void>;
  close(): Promise<void>;
};

/** A hub with the sample program, as a surface reaches it. */
export type SurfaceHub = {
  readonly hub: SampleHub;
  /** With what it is started again on its data and its port, so that it is reached as before. */
  readonly againArgs: readonly string[];
  /** In a profile that is new and goes with the console, or in a folder that outlives it. */
  open(where: { readonly browser: Browser } | { readonly profile: string }): Promise<OpenConsole>;
  /** Idempotent. */
  close(): Promise<void>;
};

/** What shows the console to a facilitator. */
export type Surface = {
  readonly name: 'browser' | 'desktop';
  startHub(entry?: HubEntry): Promise<SurfaceHub>;
};

const WINDOW = { locale: 'en-US', viewport: { width: 1280, height: 800 } };

/** A console in a fresh profile of a browser. Opens no address yet. */
export async function openInBrowser(browser: Pick<Browser, 'newContext'>, url: string): Promise<OpenConsole> {
  const context = await browser.newContext({ ...WINDOW, permissions: ['camera', 'microphone'] });
  return inBrowser(await context.newPage(), url);
}

function inBrowser(page: Page, url: string): OpenConsole {
  return {
    page,
    url,
    // The browser's own question is answered by a flag.
    chooseScreen: async () => undefined,
    pullNetwork: () => pullNetwork(page),
    giveNetworkBack: () => giveNetworkBack(page),
    close: () => page.context().close(),
  };
}

/** The hub's own page, in a Chromium with fake devices. */
export const browserSurface: Surface = {
  name: 'browser',
  async startHub(entry) {
    return onBrowser(await startSampleHub([], entry));
  },
};

/** A hub that runs already, as a browser reaches it. */
export function onBrowser(hub: SampleHub): SurfaceHub {
  return {
    hub,
    againArgs: [],
    async open(where) {
      if ('browser' in where) return openInBrowser(where.browser, hub.consoleUrl);
      const context = await chromium.launchPersistentContext(where.profile, {
        ...launchOptions(),
        ...WINDOW,
      });
      return inBrowser(await context.newPage(), hub.consoleUrl);
    },
    close: () => hub.close(),
  };
}
