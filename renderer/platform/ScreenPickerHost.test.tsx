import { setupI18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ScreenChoice } from '../../src/protocol/ipc/screens.ts';
import { createFakePlatform, type FakePlatform } from './fakePlatform.ts';
import type { ScreenOffer } from './platform.ts';
import { ScreenPickerHost } from './ScreenPickerHost.tsx';

const OFFER: ScreenOffer = {
  sources: [
    { id: 'screen:1:0', name: 'Left screen', kind: 'screen', thumbnail: null },
    { id: 'window:7:0', name: 'Slides', kind: 'window', thumbnail: 'data:image/png;base64,AA==' },
  ],
  canShareSound: true,
};

let root: Root;
let platform: FakePlatform;

beforeEach(async () => {
  platform = createFakePlatform();
  Reflect.set(globalThis, 'IS_REACT_ACT_ENVIRONMENT', true);
  const container = document.createElement('div');
  document.body.append(container);
  root = createRoot(container);
  const i18n = setupI18n({ locale: 'en', messages: { en: {} } });
  await act(async () => {
    root.render(
      <I18nProvider i18n={i18n}>
        <ScreenPickerHost platform={platform} />
      </I18nProvider>,
    );
  });
});
afterEach(async () => {
  await act(async () => {
    root.unmount();
  });
  document.body.replaceChildren();
});

async function ask(): Promise<{ answer: Promise<ScreenChoice | null> }> {
  let answer: Promise<ScreenChoice | null> = Promise.reject(new Error('no picker was given'));
  answer.catch(() => undefined);
  await act(async () => {
    answer = platform.picker()?.(OFFER) ?? answer;
  });
  return { answer };
}

function find(selector: string, text: string): HTMLElement {
  const found = [...document.querySelectorAll<HTMLElement>(selector)].find(
    (element) => element.textContent === text,
  );
  if (!found) throw new Error(`no ${selector} says "${text}"`);
  return found;
}

async function click(element: HTMLElement): Promise<void> {
  await act(async () => {
    element.click();
  });
}

describe('SH40: the page’s picker', () => {
  it('shows nothing until it is asked', () => {
    expect(document.querySelector('[role=dialog]')).toBeNull();
  });

  it('lets one be chosen, and shares only then', async () => {
    const { answer } = await ask();
    expect(find('button', 'Share').hasAttribute('disabled')).toBe(true);
    const slides = find('[role=option]', 'Slides');
    expect(slides.querySelector('.lucide-check')).toBeNull();
    await click(slides);
    expect(slides.querySelector('.lucide-check')).not.toBeNull();
    expect(find('[role=option]', 'Left screen').querySelector('.lucide-check')).toBeNull();
    await click(find('button', 'Share'));
    await expect(answer).resolves.toEqual({ sourceId: 'window:7:0', withSound: false });
    expect(document.querySelector('[role=dialog]')).toBeNull();
  });

  it('gives none when it is cancelled, asked anew, or goes', async () => {
    const first = await ask();
    const second = await ask();
    await expect(first.answer).resolves.toBeNull();
    await click(find('button', 'Cancel'));
    await expect(second.answer).resolves.toBeNull();

    const third = await ask();
    await act(async () => {
      root.unmount();
    });
    await expect(third.answer).resolves.toBeNull();
    expect(platform.picker()).toBeNull();
  });
});
