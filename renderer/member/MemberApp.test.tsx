import { act } from 'react';
import { expect, test, vi } from 'vitest';
import { createRoot } from 'react-dom/client';
import { startWords } from '../words/i18n.ts';
import { MemberApp } from './MemberApp.tsx';
import { createMemberModel } from './memberModel.ts';
import { makeFakeCapture, makeFakeDeps, makeFakeLive, makePerson, makeState } from './testKit.ts';

test('MP45 a page that breaks says so, with line and devices closed', async () => {
  globalThis.IS_REACT_ACT_ENVIRONMENT = true;
  const complaints = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const { capture } = makeFakeCapture();
  const release = vi.spyOn(capture, 'release');
  const fake = makeFakeLive(capture);
  const model = createMemberModel(makeFakeDeps({ capture, connect: () => fake.live }));
  await model.start();
  const words = await startWords({ en: [], es: [] });
  const root = document.createElement('div');
  document.body.replaceChildren(root);
  const page = createRoot(root);
  await act(async () => page.render(<MemberApp words={words} model={model} />));
  const ana = makePerson('ana', 'Ana R.', 1);
  await act(async () => fake.show(makeState([ana])));
  expect(root.querySelector('h1')?.textContent).toBe('Tuesday evening group');
  // What no schema lets through: a person without a name cannot be drawn.
  await act(async () => fake.show(makeState([Object.assign({ ...ana }, { name: undefined })])));
  expect(root.textContent).toContain('Something went wrong on this page');
  expect(fake.closes()).toBe(1);
  expect(release.mock.calls.flat()).toEqual(['microphone', 'camera']);
  await act(async () => page.unmount());
  complaints.mockRestore();
});
