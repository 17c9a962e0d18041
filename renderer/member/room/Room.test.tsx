import { act } from 'react';
import { describe, expect, test } from 'vitest';
import type { SessionState } from '../../../src/protocol/session/state.ts';
import { buttonNamed, press, renderForTest } from '../../ui/testRender.tsx';
import { createMemberModel } from '../memberModel.ts';
import { ModelContext } from '../modelContext.ts';
import {
  makeFakeCapture,
  makeFakeLive,
  makeFakeMemory,
  makePerson,
  makeSeat,
  makeState,
} from '../testKit.ts';
import { Room } from './Room.tsx';

const maria = makePerson('maria', 'Maria K.', 0, { role: 'lead' });
const ana = makePerson('ana', 'Ana R.', 1);
const ben = makePerson('ben', 'Ben T.', 2, { handRaisedAt: 5, isMicOn: false });

async function drawRoom(change: Partial<SessionState> = {}) {
  const { capture } = makeFakeCapture();
  const fake = makeFakeLive(capture);
  fake.show(makeState([maria, ana, ben], change));
  const model = createMemberModel({
    api: { openLink: async () => makeSeat(), readSeat: async () => makeSeat(), fetchTicket: async () => '' },
    addressBar: {
      read: () => ({ kind: 'none' }),
      showSeat: () => undefined,
      onChange: () => () => undefined,
    },
    memory: makeFakeMemory(),
    capture,
    connect: () => fake.live,
    unsupported: null,
    hasPermission: async () => false,
    suggestLanguage: () => undefined,
    after: () => () => undefined,
    now: () => 0,
  });
  const root = await renderForTest(
    <ModelContext value={model}>
      <Room live={fake.live} />
    </ModelContext>,
  );
  return { root, ...fake };
}

describe('the room', () => {
  test('MP22 names everybody with how they stand', async () => {
    const { root } = await drawRoom();
    const names = [...root.querySelectorAll('[role=img][aria-label]')].map((element) =>
      element.getAttribute('aria-label'),
    );
    expect(names).toEqual(['Maria K., leads', 'Ana R. (you)', 'Ben T., hand up, muted']);
  });

  test('MP23 "someone walked in" hides everything at once, before the hub has answered', async () => {
    const { root, sent } = await drawRoom();
    await press(buttonNamed(root, 'Someone walked in'));
    expect(sent).toEqual([
      { type: 'raiseShield' },
      { type: 'setMic', isOn: false },
      { type: 'setCamera', isOn: false },
    ]);
    expect(root.textContent).not.toContain('Ben T.');
    expect(root.textContent).not.toContain('Tuesday');
    await press(buttonNamed(root, 'It’s private again'));
    expect(sent.at(-1)).toEqual({ type: 'lowerShield' });
    expect(root.textContent).toContain('Ben T.');
  });

  test('MP35 being asked to unmute can be accepted or put off', async () => {
    const muted = { ...ana, isMicOn: false };
    const { root, emit, sent, show } = await drawRoom();
    await act(async () => show(makeState([maria, muted, ben])));
    await act(async () => emit({ type: 'unmuteAsked', participantId: 'ana' }, 'maria'));
    expect(root.querySelector('[role=alert]')?.textContent).toContain('Maria K. would like to hear you');
    await press(buttonNamed(root, 'Not now'));
    expect(root.querySelector('[role=alert]')).toBeNull();
    expect(sent).toEqual([]);
  });

  test('MP24 shows the slide in the language that is spoken', async () => {
    const text = { en: { title: 'A wave', body: 'It passes.' }, es: { title: 'Una ola', body: 'Pasa.' } };
    const { root } = await drawRoom({
      slide: { deckId: 'd', deckTitle: { en: 'D', es: 'D' }, index: 0, count: 2, text },
    });
    expect(root.querySelector('article')?.textContent).toContain('It passes.');
    expect(root.querySelector('article')?.getAttribute('lang')).toBe('en');
  });

  test('MP25 asks for help on two levels', async () => {
    const { root, sent } = await drawRoom();
    await press(buttonNamed(root, 'Help'));
    await press(buttonNamed(document.body, 'I need someone now'));
    expect(sent).toEqual([{ type: 'askForHelp', level: 'now' }]);
  });
});
