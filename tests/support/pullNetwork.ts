import type { Page } from '@playwright/test';

/**
 * Takes the network from a page, and waits until its workers have none either: the browser tells each by itself, and what one of
 * them sends in between would still arrive.
 */
export async function pullNetwork(page: Page): Promise<void> {
  const context = page.context();
  await context.setOffline(true);
  const workers = [...page.workers(), ...context.serviceWorkers()];
  for (const worker of workers) await worker.evaluate(untilCutOff);
  await page.evaluate(untilCutOff);
}

/** Gives it back. */
export async function giveNetworkBack(page: Page): Promise<void> {
  await page.context().setOffline(false);
}

/**
 * Runs in the page and in its workers: asks the hub for what needs no sign-in, until nobody answers. In the desktop app the shell
 * answers for a hub that does not (SH11).
 */
export async function untilCutOff(): Promise<void> {
  for (;;) {
    const isAnswered = await fetch('/api/status', { cache: 'no-store' }).then(
      ({ ok }) => ok,
      () => false,
    );
    if (!isAnswered) return;
    await new Promise((resolve) => void setTimeout(resolve, 20));
  }
}
