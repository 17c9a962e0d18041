import { act } from 'react';
import { describe, expect, test } from 'vitest';
import { CirclewellError } from '../../../src/protocol/errors.ts';
import type { AgendaBlock, SessionState } from '../../../src/protocol/session/state.ts';
import { buttonNamed, press, renderForTest } from '../../ui/testRender.tsx';
import { createMemberModel } from '../memberModel.ts';
import { ModelContext } from '../modelContext.ts';
import { Room } from '../room/Room.tsx';
import { makeFakeCapture, makeFakeDeps, makeFakeLive, makePerson, makeState, START_AT } from '../testKit.ts';
import { Waiting } from '../Waiting.tsx';

const maria = makePerson('maria', 'Maria K.', 0, { role: 'lead' });
const CHECK_IN = { moment: 'checkIn', mood: 4, craving: 7, anxiety: null, sleepHours: null } as const;
const block = (kind: AgendaBlock['kind']): AgendaBlock => ({
  kind,
  title: { en: kind, es: kind },
  plannedMinutes: 20,
  isCountable: true,
});

async function draw(where: 'waiting' | 'present', change: Partial<SessionState> = {}) {
  const { capture } = makeFakeCapture();
  const fake = makeFakeLive(capture);
  const ana = makePerson('ana', 'Ana R.', 1, {
    ...(where === 'waiting' && { presence: { stage: 'waiting', since: START_AT } }),
  });
  const show = (more: Partial<SessionState>) => fake.show(makeState([maria, ana], { ...change, ...more }));
  show({});
  const model = createMemberModel(makeFakeDeps({ capture, connect: () => fake.live }));
  const root = await renderForTest(
    <ModelContext value={model}>
      {where === 'waiting' ? <Waiting live={fake.live} /> : <Room live={fake.live} />}
    </ModelContext>,
  );
  return { root, ...fake, show };
}

const dialog = () => document.querySelector('[role=dialog]');
async function choose(label: string, step: string): Promise<void> {
  const group = [...document.querySelectorAll('[role=radiogroup]')].find((one) =>
    one.textContent.startsWith(label),
  );
  const input = [...(group?.querySelectorAll('input') ?? [])].find(({ value }) => value === step);
  if (input === undefined) throw new Error(`no step ${step} of "${label}"`);
  await act(async () => input.click());
}

describe('what a member rates', () => {
  test('MP47 is given in the waiting room: nothing travels before "Save", and what was left out is left out', async () => {
    const { root, sent } = await draw('waiting');
    await press(buttonNamed(root, 'Check in'));
    expect(dialog()?.textContent).toContain('The group never does.');
    expect(buttonNamed(document, 'Save').disabled).toBe(true);
    await choose('How is your mood?', '4');
    await choose('How strong is a craving right now?', '7');
    await choose('How anxious do you feel?', '5');
    await press(buttonNamed(document, 'Leave out: How anxious do you feel?'));
    expect(sent).toEqual([]);
    await press(buttonNamed(document, 'Save'));
    expect(sent).toEqual([{ type: 'rate', form: CHECK_IN }]);
    expect(dialog()).toBeNull();
  });

  test('MP47 begins with what was given, and can be taken back', async () => {
    const { root, sent } = await draw('waiting', { ratings: { ana: { checkIn: CHECK_IN } } });
    await press(buttonNamed(root, 'Change your check-in'));
    expect([...document.querySelectorAll('input:checked')].map((one) => one.getAttribute('value'))).toEqual([
      '4',
      '7',
    ]);
    await press(buttonNamed(document, 'Take all of it back'));
    expect(sent).toEqual([{ type: 'rate', form: { ...CHECK_IN, mood: null, craving: null } }]);
  });

  test('MP47 what the hub refuses stays on the form, and is told', async () => {
    const { root, answers } = await draw('waiting');
    answers.send = () => Promise.reject(new CirclewellError('conflict', 'x', 'session.notInRoom'));
    await press(buttonNamed(root, 'Check in'));
    await choose('How is your mood?', '4');
    await press(buttonNamed(document, 'Save'));
    expect(dialog()?.textContent).toContain('How is your mood?');
    expect(document.querySelector('input:checked')?.getAttribute('value')).toBe('4');
  });

  test('MP47 the part of the run sheet offers its form until it is given or put away', async () => {
    const agenda = (index: number) => ({
      blocks: [block('check_in'), block('process'), block('check_out')],
      current: { index, startedAt: START_AT },
    });
    const { root, show, sent } = await draw('present', { agenda: agenda(0) });
    const offer = () => root.querySelector('[data-testid=rating-offer]');
    expect(offer()?.textContent).toContain('say how you are today');
    await press(buttonNamed(root, 'Not now'));
    expect(offer()).toBeNull();
    await act(async () => show({ agenda: agenda(1) }));
    expect(offer()).toBeNull();
    await act(async () => show({ agenda: agenda(2) }));
    await press(buttonNamed(root, 'Check out'));
    await choose('How strong is a craving right now?', '3');
    await press(buttonNamed(document, 'Save'));
    const form = { moment: 'checkOut', mood: null, craving: 3 } as const;
    expect(sent).toEqual([{ type: 'rate', form }]);
    await act(async () => show({ agenda: agenda(2), ratings: { ana: { checkOut: form } } }));
    expect(offer()).toBeNull();
  });

  test('MP23 MP47 "someone walked in" closes the form and forgets what was not saved', async () => {
    const { root } = await draw('present', {
      agenda: { blocks: [block('check_in')], current: { index: 0, startedAt: START_AT } },
    });
    await press(buttonNamed(root, 'Check in'));
    await choose('How is your mood?', '4');
    await press(buttonNamed(document, 'Someone walked in'));
    expect(dialog()).toBeNull();
    await press(buttonNamed(root, 'It’s private again'));
    expect(dialog()).toBeNull();
    await press(buttonNamed(root, 'Check in'));
    expect(document.querySelector('input:checked')).toBeNull();
  });
});
