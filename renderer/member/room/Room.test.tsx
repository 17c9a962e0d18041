import { act } from 'react';
import { describe, expect, test, vi } from 'vitest';
import { CirclewellError } from '../../../src/protocol/errors.ts';
import type { ChatMessage, SessionState } from '../../../src/protocol/session/state.ts';
import { buttonNamed, press, renderForTest, typeInto } from '../../ui/testRender.tsx';
import { createMemberModel } from '../memberModel.ts';
import { ModelContext } from '../modelContext.ts';
import { makeFakeCapture, makeFakeDeps, makeFakeLive, makePerson, makeState, START_AT } from '../testKit.ts';
import { Room } from './Room.tsx';

const maria = makePerson('maria', 'Maria K.', 0, { role: 'lead' });
const ana = makePerson('ana', 'Ana R.', 1);
const ben = makePerson('ben', 'Ben T.', 2, { handRaisedAt: 5, isMicOn: false });

/** Draws the room as a phone does, or as a desk. */
async function drawRoom(change: Partial<SessionState> = {}, isNarrow = false) {
  vi.spyOn(window, 'matchMedia').mockImplementation((query) =>
    Object.assign(new EventTarget(), {
      media: query,
      matches: isNarrow,
      onchange: null,
      addListener: () => undefined,
      removeListener: () => undefined,
    }),
  );
  const { capture } = makeFakeCapture();
  const fake = makeFakeLive(capture);
  fake.show(makeState([maria, ana, ben], change));
  const model = createMemberModel(makeFakeDeps({ capture, connect: () => fake.live }));
  const root = await renderForTest(
    <ModelContext value={model}>
      <Room live={fake.live} />
    </ModelContext>,
  );
  return { root, ...fake };
}

function message(id: string, from: string, target: ChatMessage['target'], text: string): ChatMessage {
  return { id, from, at: START_AT, target, roomId: 'main', text, audience: [] };
}

describe('the room', () => {
  test('MP51 what the hub’s table would refuse as things are rests, and “someone walked in” never does', async () => {
    const { root, show } = await drawRoom({ chatPolicy: 'everyone' });
    const rests = (name: string) =>
      buttonNamed(root, name).getAttribute('aria-disabled') === 'true' ||
      buttonNamed(root, name).hasAttribute('disabled');
    expect(['Mute', 'Turn camera off', 'Raise your hand', 'Someone walked in'].filter(rests)).toEqual([]);
    const sentBack = makePerson('ana', 'Ana R.', 1, { presence: { stage: 'waiting', since: START_AT } });
    await act(async () => show(makeState([maria, sentBack, ben])));
    expect(
      ['Mute', 'Turn camera off', 'Raise your hand', 'Someone walked in', 'Leave'].filter(rests),
    ).toEqual(['Raise your hand']);
    await act(async () => show(makeState([maria, ana, ben], { status: 'ended' })));
    expect(
      ['Mute', 'Turn camera off', 'Raise your hand', 'Someone walked in', 'Leave'].filter(rests),
    ).toEqual(['Mute', 'Turn camera off', 'Raise your hand']);
  });

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

  test('MP23 while shielded nothing is told, and what was told is gone', async () => {
    const { root, show, emit, isSilent } = await drawRoom();
    const state = makeState([maria, ana, ben]);
    await act(async () => show({ ...state, chat: [message('m1', 'ben', { to: 'room' }, 'Ben says hello')] }));
    await act(async () => emit({ type: 'micChanged', participantId: 'ana', isOn: false }, 'maria'));
    expect(root.textContent).toContain('Ben says hello');
    expect(root.textContent).toContain('Maria K. muted you');
    await press(buttonNamed(root, 'Someone walked in'));
    expect(isSilent()).toBe(true);
    const chat = [
      message('m1', 'ben', { to: 'room' }, 'Ben says hello'),
      message('m2', 'ben', { to: 'room' }, 'Ben says more'),
      message('m3', 'maria', { to: 'announcement' }, 'Five minutes left'),
    ];
    await act(async () => show({ ...state, chat }));
    await act(async () => emit({ type: 'cameraChanged', participantId: 'ana', isOn: false }, 'maria'));
    await act(async () => show(makeState([maria, { ...ana, isShielded: true }, ben], { chat })));
    for (const word of ['Ben', 'Maria', 'hello', 'more', 'minutes', 'Tuesday'])
      expect(document.body.textContent).not.toContain(word);
    await press(buttonNamed(root, 'It’s private again'));
    expect(isSilent()).toBe(false);
    expect(root.textContent).toContain('Five minutes left');
    expect(buttonNamed(root, 'Chat, 2 new messages')).toBeDefined();
  });

  test.each([
    ['Help', 'Ask for help'],
    ['Leave', 'Leave the group?'],
    ['Chat', 'Chat'],
  ])('MP23 "someone walked in" is in reach behind %s on a phone, and closes it', async (opener, title) => {
    const { root, sent } = await drawRoom({}, true);
    await press(buttonNamed(root, opener));
    const dialog = document.querySelector('[role=dialog],[role=alertdialog]');
    expect(dialog?.textContent).toContain(title);
    await press(buttonNamed(dialog ?? root, 'Someone walked in'));
    expect(sent[0]).toEqual({ type: 'raiseShield' });
    expect(document.querySelector('[role=dialog],[role=alertdialog]')).toBeNull();
    await press(buttonNamed(root, 'It’s private again'));
    expect(document.querySelector('[role=dialog],[role=alertdialog]')).toBeNull();
  });

  test('MP23 the menu and the settings hold "someone walked in" too', async () => {
    const { root, sent } = await drawRoom({}, true);
    await press(buttonNamed(root, 'More'));
    const entries = [...document.querySelectorAll<HTMLElement>('[role=menuitem]')];
    const entry = (words: string) => entries.find(({ textContent }) => textContent === words);
    expect(entry('Someone walked in')).toBeDefined();
    await act(async () => entry('Settings')?.click());
    const dialog = document.querySelector('[role=dialog]');
    await press(buttonNamed(dialog ?? root, 'Someone walked in'));
    expect(sent[0]).toEqual({ type: 'raiseShield' });
    expect(document.querySelector('[role=dialog]')).toBeNull();
  });

  test('MP26 what is written and not sent outlives the closing of the chat', async () => {
    const { root } = await drawRoom();
    await press(buttonNamed(root, 'Chat'));
    const field = root.querySelector('textarea');
    if (field === null) throw new Error('no field');
    await act(async () => typeInto(field, 'I am not sure'));
    await press(buttonNamed(root, 'Someone walked in'));
    await press(buttonNamed(root, 'It’s private again'));
    expect(root.querySelector('textarea')).toBeNull();
    await press(buttonNamed(root, 'Chat'));
    expect(root.querySelector('textarea')?.value).toBe('I am not sure');
  });

  test('MP33 what came while waiting still counts as unread in the room', async () => {
    const early = { at: START_AT - 1, target: { to: 'person', participantId: 'ana' } } as const;
    const { root } = await drawRoom({
      chat: [
        { ...message('m1', 'maria', early.target, 'Are you all right?'), at: early.at },
        message('m2', 'maria', { to: 'room' }, 'Hello, all'),
      ],
    });
    await press(buttonNamed(root, 'Chat, 1 new message'));
    expect(root.textContent).toContain('Are you all right?');
    expect(buttonNamed(root, 'Chat')).toBeDefined();
  });

  test('MP37 help that is taken is read out once, from its banner', async () => {
    const asking = { ...ana, help: { level: 'question', since: 5, takenBy: null } } as const;
    const { root, show } = await drawRoom();
    await act(async () => show(makeState([maria, asking, ben])));
    await act(async () =>
      show(makeState([maria, { ...asking, help: { ...asking.help, takenBy: 'maria' } }, ben])),
    );
    const live = [...root.querySelectorAll('[aria-live], [role=status], [role=alert]')];
    const saying = live.filter(({ textContent }) => textContent?.includes('Maria K. has seen it'));
    expect(saying).toHaveLength(1);
    expect(saying[0]?.getAttribute('aria-live')).toBe('polite');
  });

  test('MP31 MP37 a recall is read out once, and its clock is not', async () => {
    const { root, show } = await drawRoom();
    const rooms: SessionState['breakouts'] = {
      stage: 'open',
      rooms: [{ id: 'r1', name: 'Early signs' }],
      assignments: {},
      openedAt: START_AT,
      endsAt: null,
      recallEndsAt: null,
      staffSeenAt: {},
    };
    await act(async () => show(makeState([maria, ana, ben], { breakouts: rooms })));
    const recall = { ...rooms, recallEndsAt: Date.now() + 30_000 };
    await act(async () => show(makeState([maria, ana, ben], { breakouts: recall })));
    expect(root.querySelector('[data-testid=announcer-polite]')?.textContent).toBe(
      'Everyone goes back to the circle in 30 seconds',
    );
    expect(root.querySelector('[data-testid=recall] .tabular[aria-hidden]')?.textContent).toMatch(/0:\d\d/);
    const ticking = [...root.querySelectorAll('[role=timer]')];
    expect(ticking.every((clock) => clock.closest('[aria-live=polite]') === null)).toBe(true);
  });

  test('MP41 a button whose words change says by them alone how it stands', async () => {
    const { root, show } = await drawRoom();
    const bar = () => root.querySelector('[aria-label="What you can do"]');
    expect(buttonNamed(bar() ?? root, 'Mute').dataset['on']).toBe('true');
    await act(async () =>
      show(makeState([maria, { ...ana, isMicOn: false, isCameraOn: false, handRaisedAt: 5 }, ben])),
    );
    expect(buttonNamed(bar() ?? root, 'Unmute').dataset['on']).toBeUndefined();
    expect(buttonNamed(bar() ?? root, 'Lower your hand').dataset['on']).toBe('true');
    const pressed = [...(bar()?.querySelectorAll('[aria-pressed]') ?? [])];
    expect(pressed.map(({ textContent }) => textContent)).toEqual(['Chat']);
  });

  test('MP24 sharing is offered where it is allowed and possible, and says what became of it', async () => {
    const { root, live, show } = await drawRoom({ membersMayShare: true });
    const openMenu = async () => {
      await press(buttonNamed(root, 'More'));
      return [...document.querySelectorAll<HTMLElement>('[role=menuitem]')];
    };
    const entryIn = (entries: HTMLElement[], words: string) =>
      entries.find(({ textContent }) => textContent === words);
    Object.assign(live.media, {
      startShare: () => Promise.reject(new CirclewellError('forbidden', 'no', 'screen.refusedBySystem')),
    });
    const share = entryIn(await openMenu(), 'Share my screen');
    await act(async () => share?.click());
    expect(root.textContent).toContain('This computer does not let the browser show the screen');
    const sharing = { ...ana, share: { hasSound: false } };
    await act(async () => show(makeState([maria, sharing, ben], { membersMayShare: true })));
    expect(root.querySelector('figcaption')?.textContent).toBe('You are showing your screen, without sound');
    await act(async () => show(makeState([maria, ana, ben], { membersMayShare: true })));
    Object.assign(live.media, { canShare: false });
    await act(async () => show(makeState([maria, ana, { ...ben }], { membersMayShare: true })));
    expect(entryIn(await openMenu(), 'Share my screen')).toBeUndefined();
  });

  test.each([
    ['staffOnly', 'Message to the facilitators', 'staff'],
    ['off', 'Message to the facilitators', 'staff'],
    ['everyone', 'Message to everyone here', 'room'],
  ] as const)(
    'MP26 under the policy %s a message goes where the field says',
    async (chatPolicy, label, to) => {
      const { root, sent } = await drawRoom({ chatPolicy });
      await press(buttonNamed(root, 'Chat'));
      const field = root.querySelector('textarea');
      if (field === null) throw new Error('no field');
      expect(root.querySelector(`label[for="${field.id}"]`)?.textContent).toBe(label);
      await act(async () => typeInto(field, 'Hello'));
      await press(buttonNamed(root, 'Send'));
      expect(sent).toEqual([{ type: 'sendChat', target: { to }, text: 'Hello' }]);
      expect(root.querySelector('textarea')?.value).toBe('');
    },
  );

  test('MP26 where everyone may write, a member can still write to the facilitators alone', async () => {
    const { root, sent } = await drawRoom({ chatPolicy: 'everyone' });
    await press(buttonNamed(root, 'Chat'));
    const choice = [...root.querySelectorAll<HTMLInputElement>('input[type=radio]')].find(
      ({ value }) => value === 'staff',
    );
    await act(async () => choice?.click());
    const field = root.querySelector('textarea');
    if (field === null) throw new Error('no field');
    await act(async () => typeInto(field, 'A word'));
    await press(buttonNamed(root, 'Send'));
    expect(sent).toEqual([{ type: 'sendChat', target: { to: 'staff' }, text: 'A word' }]);
  });

  test('MP26 the chat opens and closes where scrolling gives a promise back', async () => {
    vi.spyOn(Element.prototype, 'scrollIntoView').mockImplementation(() => Object(Promise.resolve()));
    const { root } = await drawRoom({ chat: [message('m1', 'maria', { to: 'room' }, 'Hello, all')] });
    await press(buttonNamed(root, 'Chat'));
    expect(root.textContent).toContain('Hello, all');
    await press(buttonNamed(root, 'Close the chat'));
    expect(root.textContent).not.toContain('Hello, all');
    expect(root.querySelector('h1')).not.toBeNull();
  });

  test('MP27 hiding one’s own picture hides it here alone, and the page says so', async () => {
    const { root, sent } = await drawRoom();
    await press(buttonNamed(root, 'More'));
    const entry = [...document.querySelectorAll<HTMLElement>('[role=menuitem]')].find(({ textContent }) =>
      textContent?.startsWith('Hide my own picture'),
    );
    expect(entry?.textContent).toContain('The group still sees you.');
    await act(async () => entry?.click());
    const names = [...root.querySelectorAll('[role=img][aria-label]')].map((tile) =>
      tile.getAttribute('aria-label'),
    );
    expect(names).toEqual(['Maria K., leads', 'Ben T., hand up, muted']);
    expect(sent).toEqual([]);
  });

  test('MP28 a browser that plays nothing before a tap gets one button', async () => {
    const { root, live } = await drawRoom();
    const resume = vi.spyOn(live.sound, 'resume');
    expect(root.textContent).not.toContain('Tap to hear the group');
    await act(async () => live.sound.store.setState({ needsGesture: true }));
    await press(buttonNamed(root, 'Tap to hear the group'));
    expect(resume).toHaveBeenCalledOnce();
    await act(async () => live.sound.store.setState({ needsGesture: false }));
    expect(root.textContent).not.toContain('Tap to hear the group');
  });

  test('MP40 the room begins with its heading in focus, and so does the way back from the shield', async () => {
    const { root } = await drawRoom();
    expect(document.activeElement).toBe(root.querySelector('h1'));
    await press(buttonNamed(root, 'Someone walked in'));
    expect(document.activeElement?.textContent).toBe('Nobody can hear or see you');
    await press(buttonNamed(root, 'It’s private again'));
    expect(document.activeElement?.textContent).toBe('Tuesday evening group');
  });

  test('MP42 who is in the spotlight is large where nothing else is shown, in grid and circle, and marked everywhere', async () => {
    const { root, claims, show } = await drawRoom({ spotlightId: 'maria' });
    expect(claims).toContain('maria stage');
    await press(buttonNamed(root, 'More'));
    const entry = [...document.querySelectorAll<HTMLElement>('[role=menuitem]')].find(
      ({ textContent }) => textContent === 'Show the circle',
    );
    await act(async () => entry?.click());
    expect(claims.filter((claim) => claim.startsWith('maria')).toSorted()).toEqual([
      'maria stage',
      'maria tile',
    ]);
    const marked = () =>
      [...root.querySelectorAll('[role=img][aria-label]')].filter((tile) =>
        tile.getAttribute('aria-label')?.includes('in the spotlight'),
      ).length;
    expect(marked()).toBe(2);
    const text = { en: { title: 'A wave', body: 'It passes.' }, es: { title: 'Una ola', body: 'Pasa.' } };
    const slide = { deckId: 'd', deckTitle: { en: 'D', es: 'D' }, index: 0, count: 2, text };
    await act(async () => show(makeState([maria, ana, ben], { spotlightId: 'maria', slide })));
    expect(claims).not.toContain('maria stage');
    expect(marked()).toBe(1);
  });

  test('MP42 beside a slide who is in the spotlight is marked', async () => {
    const text = { en: { title: 'A wave', body: 'It passes.' }, es: { title: 'Una ola', body: 'Pasa.' } };
    const slide = { deckId: 'd', deckTitle: { en: 'D', es: 'D' }, index: 0, count: 2, text };
    const { root, claims } = await drawRoom({ spotlightId: 'ben', slide });
    expect(claims).toContain('ben thumb');
    expect(root.querySelector('[aria-label="Ben T., in the spotlight, hand up, muted"]')).not.toBeNull();
  });

  test('MP35 being asked to unmute can be accepted or put off', async () => {
    const muted = { ...ana, isMicOn: false };
    const { root, emit, sent, show } = await drawRoom();
    await act(async () => show(makeState([maria, muted, ben])));
    await act(async () => emit({ type: 'unmuteAsked', participantId: 'ana' }, 'maria'));
    const asked = () => root.querySelector('[aria-live=polite] [data-testid=unmute-asked]');
    expect(asked()?.textContent).toContain('Maria K. would like to hear you');
    await press(buttonNamed(root, 'Not now'));
    expect(asked()).toBeNull();
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
