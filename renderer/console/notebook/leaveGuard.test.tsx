import { afterEach, expect, it } from 'vitest';
import { renderForTest } from '../../ui/testRender.tsx';
import { openMemoryNotebook } from '../notes/memoryNotebook.ts';
import { useLeaveGuard } from './useLeaveGuard.ts';

const notebook = await openMemoryNotebook('lead');
afterEach(() => notebook.close());

function Guarded() {
  useLeaveGuard({ at: 'open', client: notebook.client });
  return null;
}

/** Whether the page is held up when it is to go. */
function isHeld(): boolean {
  const leaving = new Event('beforeunload', { cancelable: true });
  window.dispatchEvent(leaving);
  return leaving.defaultPrevented;
}

it('NB75 a page is not left without a question while what was typed finds no room on the disk', async () => {
  await renderForTest(<Guarded />);
  const note = await notebook.client.openDoc('note/g1/s1/ben');
  expect(isHeld()).toBe(false);
  notebook.disk.isFull = true;
  note.doc.getText('plan').insert(0, 'A sentence that must not be lost.');
  await note.settled();
  expect(isHeld()).toBe(true);
  notebook.disk.isFull = false;
  note.doc.getText('plan').insert(0, 'More. ');
  await note.settled();
  expect(isHeld()).toBe(false);
});
