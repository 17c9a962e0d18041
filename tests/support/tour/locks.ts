import type { Evening } from '../evening.ts';
import {
  confirmDialog,
  forgetConfirming,
  lockByKey,
  lockScreen,
  openEmergency,
  passphraseOf,
  unlock,
} from '../locks.ts';
import type { Visit } from './visit.ts';

/** Sign-ins, the question "is it you", the lock and access in an emergency; all is over again at the end. */
export async function tourLocks(evening: Evening, visit: Visit): Promise<void> {
  const { hub, lead } = evening;
  const { page } = lead;
  await page.goto(`${hub.consoleUrl}settings`);
  const signIns = page.getByTestId('sign-ins');
  await signIns.waitFor();
  await visit(page, 'sign-ins', { show: () => signIns.scrollIntoViewIfNeeded() });

  forgetConfirming(evening.hub);
  await page.getByRole('button', { name: 'Save the diagnostics' }).click();
  await confirmDialog(page).waitFor();
  await visit(page, 'dialog-confirm');
  await confirmDialog(page).getByLabel('Passphrase').fill(passphraseOf(evening, 'lead'));
  await page.keyboard.press('Enter');
  await confirmDialog(page).waitFor({ state: 'detached' });

  await lockByKey(page);
  await lockScreen(page).waitFor();
  await visit(page, 'lock');
  await unlock(page, passphraseOf(evening, 'lead'));

  const colleague = await openEmergency(evening, 'Friday morning');
  await visit(colleague, 'dialog-emergency');
  await colleague.getByRole('button', { name: 'Open the roster' }).click();
  await colleague.getByTestId('emergency-open').waitFor();
  await visit(colleague, 'emergency-roster');
  await colleague.context().close();
  await page.goto(`${hub.consoleUrl}today`);
  const banner = page.getByTestId('emergency-banner');
  await banner.waitFor();
  await visit(page, 'emergency-banner');
  await banner.getByRole('button', { name: 'Mark as reviewed' }).click();
  await banner.waitFor({ state: 'detached' });
}
