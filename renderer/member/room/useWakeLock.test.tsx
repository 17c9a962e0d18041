import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { useWakeLock } from './useWakeLock.ts';

/** A phone's lock on its screen, which the system takes back whenever the page is hidden. */
class FakeScreen {
  held = 0;
  isVisible = true;
  request = async () => {
    this.held += 1;
    return { release: async () => void (this.held -= 1) };
  };
  show(isVisible: boolean): void {
    if (!isVisible) this.held = 0;
    this.isVisible = isVisible;
    document.dispatchEvent(new Event('visibilitychange'));
  }
}

let screen = new FakeScreen();

beforeEach(() => {
  globalThis.IS_REACT_ACT_ENVIRONMENT = true;
  screen = new FakeScreen();
  vi.stubGlobal('navigator', { wakeLock: screen });
  vi.spyOn(document, 'visibilityState', 'get').mockImplementation(() =>
    screen.isVisible ? 'visible' : 'hidden',
  );
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

function Awake() {
  useWakeLock();
  return null;
}

test('MP29 the screen stays on in the room, again after the page was hidden, and no longer than that', async () => {
  const root = createRoot(document.createElement('div'));
  await act(async () => root.render(<Awake />));
  expect(screen.held).toBe(1);
  await act(async () => screen.show(false));
  expect(screen.held).toBe(0);
  await act(async () => screen.show(true));
  expect(screen.held).toBe(1);
  await act(async () => root.unmount());
  expect(screen.held).toBe(0);
  await act(async () => screen.show(true));
  expect(screen.held).toBe(0);
});

test('MP29 a phone that does not give it just lets the screen dim', async () => {
  screen.request = () => Promise.reject(new DOMException('battery', 'NotAllowedError'));
  const root = createRoot(document.createElement('div'));
  await act(async () => root.render(<Awake />));
  expect(screen.held).toBe(0);
  await act(async () => root.unmount());
});
