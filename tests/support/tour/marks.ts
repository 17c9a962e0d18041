import { mark, openPalette, palette } from '../marksPage.ts';
import type { Evening } from '../evening.ts';
import { putMessagesAway } from '../staffPage.ts';
import { inTab, type Visit } from './visit.ts';

/** Who did what, by the palette's keys. */
const MARKS = [
  ['a', 's'],
  ['b', 'u'],
  ['c', 'e'],
  ['b', 't'],
  ['d', 'w'],
] as const;

/** The palette's questions and the timeline, in a session that goes on with Ana, Ben, Cora and Dev. Each gets marks. */
export async function tourMarks({ lead: { page } }: Evening, visit: Visit): Promise<void> {
  const timeline = inTab('Notes', { show: () => page.getByRole('button', { name: /^Timeline/ }).click() });
  await visit(page, 'marks-none', timeline);
  await openPalette(page);
  await visit(page, 'mark-whom');
  await page.keyboard.press('a');
  await visit(page, 'mark-what');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Escape');
  await palette(page).waitFor({ state: 'detached' });
  await openPalette(page);
  await page.keyboard.type('ai');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Sees that mornings after a bad night are the hard ones');
  await visit(page, 'mark-words');
  await page.keyboard.press('Enter');
  await palette(page).waitFor({ state: 'detached' });
  for (const [who, what] of MARKS) await mark(page, who, what, 'Enter');
  await mark(page, 'd', 'r', 'Enter');
  await page.keyboard.press('Control+z');
  await putMessagesAway(page);
  await visit(page, 'marks', timeline);
}
