import { act } from 'react';
import { describe, expect, it } from 'vitest';
import type { NoteSettingsReply } from '../../../src/protocol/api/notes.ts';
import { CirclewellError } from '../../../src/protocol/errors.ts';
import { DEFAULT_NOTE_SETTINGS } from '../../../src/protocol/notes/noteSettings.ts';
import type { StaffRole } from '../../../src/protocol/session/people.ts';
import { buttonNamed, press } from '../../ui/testRender.tsx';
import type { Services } from '../app/services.ts';
import { drawPlace, fakeServices, typeInto } from '../fake/drawSession.tsx';
import { createFakeHub } from '../fake/fakeHub.ts';
import { createFakeLive } from '../fake/fakeLive.ts';
import { LEAD, meOf } from '../fake/fakePeople.ts';
import type { Notice } from '../model/notices.ts';
import { NoteSettingsPage } from './NoteSettingsPage.tsx';

const TAG = { id: 't1', label: { en: 'Sat with it', es: 'Lo sostuvo' }, element: 'participation' as const };
const OTHER = { ...TAG, id: 't2', label: { en: 'Laughed', es: 'Se rió' } };

async function draw({ role = 'supervisor', isLate = false }: { role?: StaffRole; isLate?: boolean } = {}) {
  const services = fakeServices(createFakeLive(createFakeHub(), LEAD));
  const me = { ...meOf(LEAD), staff: { ...meOf(LEAD).staff, role, isOwner: false } };
  services.account.store.setState({ stage: 'signedIn', me }, true);
  const told: Notice[] = [];
  services.notices.onAdd((notice) => told.push(notice));
  const sent: NoteSettingsReply[] = [];
  let reads = 0;
  const noteSettings: Services['api']['noteSettings'] = async () => {
    reads += 1;
    return { settings: { ...DEFAULT_NOTE_SETTINGS, tags: [TAG, OTHER] }, revision: 4 };
  };
  const changeNoteSettings: Services['api']['changeNoteSettings'] = async (body) => {
    sent.push(body);
    if (isLate) throw new CirclewellError('conflict', 'late', 'notes.settingsChanged');
    return { settings: body.settings, revision: 5 };
  };
  const api = { ...services.api, noteSettings, changeNoteSettings };
  const root = await drawPlace(<NoteSettingsPage />, { ...services, api });
  return { root, told, sent, reads: () => reads };
}
const field = (root: HTMLElement, label: string, at = 0): HTMLInputElement => {
  const labels = [...root.querySelectorAll('label')].filter(({ textContent }) => textContent === label);
  const input = document.getElementById(labels[at]?.htmlFor ?? '');
  if (!(input instanceof HTMLInputElement)) throw new Error(`no field "${label}"`);
  return input;
};

describe('how notes are written', () => {
  it('SG72 is for who settles it; everybody else is told whom to ask', async () => {
    const { root, reads } = await draw({ role: 'lead' });
    expect(root.textContent).toContain('ask a supervisor');
    expect([...root.querySelectorAll('input')]).toEqual([]);
    expect(reads()).toBe(0);
  });

  it('SG72 saves everything together, by the revision that was read', async () => {
    const { root, sent, told } = await draw();
    await typeInto(field(root, 'Business days until a note is due'), '5');
    await press(buttonNamed(root, 'Save'));
    expect(sent).toEqual([
      { settings: { ...DEFAULT_NOTE_SETTINGS, tags: [TAG, OTHER], dueBusinessDays: 5 }, revision: 4 },
    ]);
    expect(told.at(-1)).toEqual({ kind: 'told', what: 'saved' });
  });

  it('SG73 what is not right says so, and nothing is saved until it is', async () => {
    const { root } = await draw();
    await typeInto(field(root, 'Business days until a note is due'), '100');
    await typeInto(field(root, 'In Spanish'), '');
    expect(root.textContent).toContain('Give a whole number from 1 to 30.');
    expect(root.textContent).toContain('Write it in both languages');
    expect(root.textContent).toContain('2 things are not right yet.');
    expect(buttonNamed(root, 'Save').disabled).toBe(true);
  });

  it('SG74 what was removed by mistake is put back where it was', async () => {
    const { root, told, sent } = await draw();
    const remove = root.querySelector<HTMLButtonElement>('[aria-label="Remove Sat with it"]');
    if (!remove) throw new Error('no way to remove');
    await press(remove);
    expect(field(root, 'In English').value).toBe('Laughed');
    const notice = told.at(-1);
    if (notice?.kind !== 'done') throw new Error('nothing to undo');
    await act(async () => notice.undo?.());
    await press(buttonNamed(root, 'Save'));
    expect(sent[0]?.settings.tags).toEqual([TAG, OTHER]);
  });

  it('SG6 where somebody was quicker, it says so, keeps what was typed, and reads again when asked', async () => {
    const { root, reads } = await draw({ isLate: true });
    await typeInto(field(root, 'Business days until a note is due'), '5');
    await press(buttonNamed(root, 'Save'));
    expect(root.querySelector('[role=alert]')?.textContent).toContain('Somebody else has changed');
    expect(field(root, 'Business days until a note is due').value).toBe('5');
    await press(buttonNamed(root, 'Read them again'));
    expect(reads()).toBe(2);
  });
});
