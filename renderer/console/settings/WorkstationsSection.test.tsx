import { describe, expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { buttonNamed, press } from '../../ui/testRender.tsx';
import { drawPlace, fakeServices } from '../fake/drawSession.tsx';
import { createFakeHub } from '../fake/fakeHub.ts';
import { createFakeLive } from '../fake/fakeLive.ts';
import { NO_NOTEBOOK } from '../fake/fakeNotebook.ts';
import { LEAD } from '../fake/fakePeople.ts';
import { WorkstationsSection } from './WorkstationsSection.tsx';

const SEEN = { firstSeenAt: Date.UTC(2026, 10, 20, 18), lastSeenAt: Date.UTC(2026, 10, 24, 19) };

async function draw() {
  const services = fakeServices(createFakeLive(createFakeHub(), LEAD));
  let revokedAt: number | null = null;
  const putOutOfUse = vi.fn(async () => {
    revokedAt = Date.UTC(2026, 10, 25, 9);
    return null;
  });
  const workstations: typeof services.api.workstations = async () => ({
    workstations: [
      { id: 'here', ...SEEN, browser: 'Chromium', system: 'Linux', revokedAt: null },
      { id: 'lost', ...SEEN, browser: 'Circlewell', system: 'Windows', revokedAt },
    ],
  });
  const store = createStore(() => ({ ...NO_NOTEBOOK.store.getState(), workstationId: 'here' }));
  const root = await drawPlace(<WorkstationsSection />, {
    ...services,
    notebook: { ...NO_NOTEBOOK, store },
    api: { ...services.api, workstations, putOutOfUse },
  });
  return { rows: () => [...root.querySelectorAll('li')], putOutOfUse };
}

describe('NB70 NB72 workstations with one’s notes', () => {
  it('are listed, this one marked', async () => {
    const { rows } = await draw();
    const [here, lost] = rows().map(({ textContent }) => textContent);
    expect(here).toContain('Chromium on Linux');
    expect(here).toContain('this one');
    expect(lost).toContain('Circlewell for the desktop on Windows');
    expect(lost).not.toContain('this one');
  });

  it('are put out of use after a question that says what it means', async () => {
    const { rows, putOutOfUse } = await draw();
    const lost = rows()[1];
    if (!lost) throw new Error('no row');
    await press(buttonNamed(lost, 'Put out of use'));
    const dialog = document.querySelector('[role=alertdialog]');
    if (!dialog) throw new Error('no question');
    expect(dialog.textContent).toContain('Nothing that waits there is lost');
    expect(putOutOfUse).not.toHaveBeenCalled();
    await press(buttonNamed(dialog, 'Put out of use'));
    expect(putOutOfUse).toHaveBeenCalledWith('lost');
    expect(rows()[1]?.textContent).toContain('out of use since');
  });
});
