import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, expect, test, vi } from 'vitest';
import { startWords } from '../words/i18n.ts';
import { MemberApp } from './MemberApp.tsx';
import { createMemberModel } from './memberModel.ts';
import { makeFakeCapture, makeFakeDeps, makeFakeLive, makePerson, makeState } from './testKit.ts';

const maria = makePerson('maria', 'Maria K.', 0, { role: 'lead' });
const ana = makePerson('ana', 'Ana R.', 1);
let page: Root;

/** The whole page, with Ana in the room. */
async function drawInRoom() {
  globalThis.IS_REACT_ACT_ENVIRONMENT = true;
  const { capture } = makeFakeCapture();
  const release = vi.spyOn(capture, 'release');
  const fake = makeFakeLive(capture);
  const model = createMemberModel(makeFakeDeps({ capture, connect: () => fake.live }));
  await model.start();
  const words = await startWords({ en: [], es: [] });
  const root = document.createElement('div');
  document.body.replaceChildren(root);
  page = createRoot(root);
  await act(async () => page.render(<MemberApp words={words} model={model} />));
  await act(async () => fake.show(makeState([maria, ana])));
  expect(root.querySelector('h1')?.textContent).toBe('Tuesday evening group');
  return { root, release, ...fake };
}

afterEach(async () => act(async () => page.unmount()));

test('MP30 what was told in the room does not stay on the page after it', async () => {
  const { root, live, emit } = await drawInRoom();
  await act(async () => emit({ type: 'micChanged', participantId: 'ana', isOn: false }, 'maria'));
  expect(root.textContent).toContain('Maria K. muted you');
  await act(async () => live.store.setState({ link: { state: 'closed', reason: 'removed' } }));
  expect(root.querySelector('h1')?.textContent).toBe('You are not in the group just now');
  expect(root.textContent).not.toContain('Maria K. muted you');
});

test('MP45 a page that breaks says so, with line and devices closed', async () => {
  const complaints = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const { root, release, show, closes } = await drawInRoom();
  // What no schema lets through: a person without a name cannot be drawn.
  await act(async () => show(makeState([maria, Object.assign({ ...ana }, { name: undefined })])));
  expect(root.textContent).toContain('Something went wrong on this page');
  expect(closes()).toBe(1);
  expect(release.mock.calls.flat()).toEqual(['microphone', 'camera']);
  complaints.mockRestore();
});
