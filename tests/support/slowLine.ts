import type { Page } from '@playwright/test';

/** What the hub says to show that it is there. */
const SIGN_OF_LIFE = /^\{"type":"(?:beat|pong)"/u;

/**
 * A page's live line that can be made slow: what the hub says is kept back, while what the page says goes out. Signs of life pass,
 * so that the page does not take the line for stuck.
 */
export type SlowLine = {
  /** From now on nothing of what the hub says arrives. */
  hold(): void;
  /** All that was kept back arrives, in order. */
  release(): void;
};

/** Puts it into the page. Takes effect for lines that the page opens from now on. */
export async function installSlowLine(page: Page): Promise<SlowLine> {
  let isHeld = false;
  const kept: (() => void)[] = [];
  await page.routeWebSocket('**/api/live', (line) => {
    const hub = line.connectToServer();
    hub.onMessage((message) => {
      if (isHeld && !SIGN_OF_LIFE.test(String(message))) kept.push(() => line.send(message));
      else line.send(message);
    });
  });
  return {
    hold: () => {
      isHeld = true;
    },
    release: () => {
      isHeld = false;
      for (const deliver of kept.splice(0)) deliver();
    },
  };
}
