import { act } from 'react';
import { describe, expect, test } from 'vitest';
import type { ChatMessage } from '../../src/protocol/session/state.ts';
import { renderForTest } from '../ui/testRender.tsx';
import { createMemberModel } from './memberModel.ts';
import { ModelContext } from './modelContext.ts';
import { makeFakeCapture, makeFakeDeps, makeFakeLive, makePerson, makeState, START_AT } from './testKit.ts';
import { Waiting } from './Waiting.tsx';

const maria = makePerson('maria', 'Maria K.', 0, { role: 'lead' });
const ana = makePerson('ana', 'Ana R.', 1, { presence: { stage: 'waiting', since: START_AT } });

function message(id: string, from: string, target: ChatMessage['target'], text: string): ChatMessage {
  return { id, from, at: START_AT, target, roomId: 'main', text, audience: [] };
}

async function drawWaiting() {
  const { capture } = makeFakeCapture();
  const fake = makeFakeLive(capture);
  fake.show(makeState([maria, ana]));
  const model = createMemberModel(makeFakeDeps({ capture, connect: () => fake.live }));
  const root = await renderForTest(
    <ModelContext value={model}>
      <Waiting live={fake.live} />
    </ModelContext>,
  );
  return { root, ...fake };
}

describe('the waiting room', () => {
  test('MP33 MP37 shows what staff write to the member alone, and reads it out once', async () => {
    const { root, show } = await drawWaiting();
    const toAna = { to: 'person', participantId: 'ana' } as const;
    const chat = [
      message('m1', 'maria', toAna, 'Five more minutes'),
      message('m2', 'maria', { to: 'room' }, 'Said in the room before'),
      message('m3', 'ana', { to: 'person', participantId: 'maria' }, 'Written before'),
    ];
    await act(async () => show(makeState([maria, ana], { chat })));
    const shown = [...root.querySelectorAll('[data-testid=message-to-you]')];
    expect(shown.map(({ textContent }) => textContent)).toEqual(['Maria K. to youFive more minutes']);
    expect(shown[0]?.closest('[aria-live=polite]')).not.toBeNull();
    expect(shown[0]?.getAttribute('role')).toBe('note');
    expect(root.textContent).toContain('You can answer as soon as you are let in.');
  });

  test('MP41 says by words alone how microphone and camera stand', async () => {
    const { root } = await drawWaiting();
    expect(root.textContent).toContain('Microphone on');
    expect(root.querySelector('[aria-pressed]')).toBeNull();
  });
});
