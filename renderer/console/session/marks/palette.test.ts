import { describe, expect, it } from 'vitest';
import type { Mark } from '../../../../src/protocol/notes/marks.ts';
import { MAIN_ROOM_ID } from '../../../../src/protocol/session/state.ts';
import { createFakeHub } from '../../fake/fakeHub.ts';
import { LEAD, MEMBERS, startGroup } from '../../fake/fakePeople.ts';
import { markingView, type MarkingView } from './markingView.ts';
import { peopleFor, tagsFor, type TagChoice } from './options.ts';
import { back, moved, openPalette, optionsOf, taken, typed, type Palette, type Tags } from './palette.ts';

const shipped = (tag: 'shared_openly' | 'named_trigger' | 'gave_support' | 'used_skill') =>
  ({ kind: 'shipped', tag }) as const;
const CHOICES: readonly TagChoice[] = [
  { tag: shipped('shared_openly'), label: 'Shared openly', key: 's' },
  { tag: shipped('named_trigger'), label: 'Named a trigger', key: 'n' },
  { tag: shipped('used_skill'), label: 'Used a skill', key: 'u' },
  { tag: shipped('gave_support'), label: 'Supported a peer', key: null },
  { tag: { kind: 'own', tagId: 'walk' }, label: 'Salió a caminar', key: null },
];
const TAGS: Tags = { choices: CHOICES, last: null };
const people = [
  { id: 'ana', name: 'Ana R.', roomId: MAIN_ROOM_ID },
  { id: 'bea', name: 'Bea L.', roomId: MAIN_ROOM_ID },
  { id: 'ben', name: 'Ben T.', roomId: 'a' },
  { id: 'jose', name: 'José Ángel M.', roomId: MAIN_ROOM_ID },
];
const VIEW: MarkingView = {
  groupId: 'g1',
  sessionId: 's1',
  selfId: 'lead',
  people,
  block: { index: 2, kind: 'process' },
  names: {},
  roomNames: {},
  parts: [],
};
const labels = (query: string, last: Mark['tag'] | null = null) =>
  tagsFor(query, CHOICES, last).map(({ label }) => label);
const whoIs = ({ stage }: Palette) => (stage.at === 'what' ? stage.person.id : null);
/** Types letter by letter, so many milliseconds apart. */
function typeAll(palette: Palette, letters: string, from = 0, apart = 100): Palette {
  return Array.from(letters).reduce(
    (now, letter, index) => typed(now, now.query + letter, from + index * apart),
    palette,
  );
}

describe('MK1 who', () => {
  it('is found by the first letters of any word, whatever the case and the accents', () => {
    const ids = (query: string) => peopleFor(query, people).map(({ id }) => id);
    expect(ids('be')).toEqual(['bea', 'ben']);
    expect(ids('ANG')).toEqual(['jose']);
    expect(ids('jose a')).toEqual(['jose']);
    expect(ids('ose')).toEqual([]);
    expect(ids(' ')).toHaveLength(4);
  });

  it('leads to what as soon as one is left, and not before', () => {
    const open = openPalette(VIEW, 7);
    expect(whoIs(typeAll(open, 'a'))).toBeNull();
    expect(whoIs(typeAll(open, 'an'))).toBeNull();
    expect(whoIs(typeAll(open, 'ana'))).toBe('ana');
    expect(whoIs(typeAll(open, 'be'))).toBeNull();
    expect(whoIs(typeAll(open, 'ben'))).toBe('ben');
    expect(whoIs(typeAll(open, 'x'))).toBeNull();
  });

  it('MK2 makes a mark with four presses: the key, a letter, a key and Enter, at the time of the first', () => {
    const made = taken(typed(typed(openPalette(VIEW, 7), 'j', 100), 's', 2_000), 0, TAGS);
    expect(made).toEqual({
      kind: 'made',
      draft: {
        sessionId: 's1',
        memberId: 'jose',
        tag: shipped('shared_openly'),
        at: 7,
        roomId: MAIN_ROOM_ID,
        block: { index: 2, kind: 'process' },
        text: '',
      },
    });
  });

  it('MK10 is known where the palette was opened on a member, and asked where there is no such', () => {
    expect(whoIs(openPalette(VIEW, 7, { memberId: 'ben' }))).toBe('ben');
    expect(whoIs(openPalette(VIEW, 7, { memberId: 'nobody' }))).toBeNull();
  });
});

describe('MK4 what', () => {
  it('is found by its key, then by the beginning of its name, then of a word in it', () => {
    expect(labels('s')).toEqual(['Shared openly', 'Supported a peer', 'Salió a caminar', 'Used a skill']);
    expect(labels('su')).toEqual(['Supported a peer']);
    expect(labels('SALIO')).toEqual(['Salió a caminar']);
    expect(labels('tri')).toEqual(['Named a trigger']);
    expect(labels('')).toHaveLength(CHOICES.length);
    expect(labels('xyz')).toEqual([]);
  });

  it('MK7 is the last tag at the dot, and nothing where there is none', () => {
    expect(labels('.', { kind: 'own', tagId: 'walk' })).toEqual(['Salió a caminar']);
    expect(labels('.', { kind: 'own', tagId: 'other' })).toEqual([]);
    expect(labels('.')).toEqual([]);
  });

  it('MK7 is the last tag for the next member, unless something else is typed', () => {
    const last = shipped('used_skill');
    const open = typed(openPalette(VIEW, 7, { isAgain: true }), 'j', 0);
    expect(taken(open, open.highlight, { choices: CHOICES, last })).toMatchObject({
      draft: { memberId: 'jose', tag: last },
    });
    const other = typed(open, '.n', 5_000);
    expect(other.query).toBe('n');
    expect(taken(other, other.highlight, { choices: CHOICES, last })).toMatchObject({
      draft: { tag: shipped('named_trigger') },
    });
  });
});

describe('MK5 Enter', () => {
  it('takes nothing before something was typed or moved', () => {
    const open = openPalette(VIEW, 7, { memberId: 'ana' });
    expect(taken(open, open.highlight, TAGS)).toEqual({ kind: 'open', palette: open });
    const who = openPalette(VIEW, 7);
    expect(taken(who, who.highlight, TAGS)).toEqual({ kind: 'open', palette: who });
  });

  it('takes what arrow keys have come to, round the ends', () => {
    const up = moved(openPalette(VIEW, 7, { memberId: 'ana' }), -1, TAGS);
    expect(up.highlight).toBe(CHOICES.length - 1);
    expect(moved(up, 1, TAGS).highlight).toBe(0);
    const down = moved(openPalette(VIEW, 7), 1, TAGS);
    const step = taken(down, down.highlight, TAGS);
    expect(step.kind === 'open' && whoIs(step.palette)).toBe('ana');
    const none = moved(typed(openPalette(VIEW, 7), 'xyz', 0), 1, TAGS);
    expect(taken(none, none.highlight, TAGS)).toEqual({ kind: 'open', palette: none });
  });

  it('goes back to who with nothing typed, and keeps the words', () => {
    const written = { ...openPalette(VIEW, 7, { memberId: 'ana' }), text: 'about her sister' };
    expect(back(written)).toMatchObject({ stage: { at: 'who' }, query: '', text: 'about her sister' });
    expect(optionsOf(back(written), TAGS).of).toBe('people');
  });
});

describe('MK6 a name typed whole', () => {
  it('is no tag, and its Enter makes no mark', () => {
    const open = typeAll(openPalette(VIEW, 7), 'jose');
    expect(open).toMatchObject({ query: '', highlight: null, stage: { person: { id: 'jose' } } });
    expect(taken(open, open.highlight, TAGS).kind).toBe('open');
    const tagged = typed(open, 's', 700);
    expect(tagged.query).toBe('s');
  });

  it('ends when the pause is longer, or the letter is another', () => {
    const found = typed(openPalette(VIEW, 7), 'j', 0);
    expect(typed(found, 'o', 501).query).toBe('o');
    expect(typed(found, 'u', 100).query).toBe('u');
    expect(typed(typed(found, 'u', 100), 'uo', 200).query).toBe('uo');
  });
});

describe('MK3 everybody who can be marked', () => {
  it('are members: one’s own room first, then other rooms, then who is in none', () => {
    const hub = createFakeHub();
    startGroup(hub, 4);
    hub.give(LEAD, { type: 'addRoom', name: 'A' });
    const roomId = hub.state().breakouts.rooms[0]?.id ?? '';
    hub.give(LEAD, { type: 'assign', participantId: 'ana', roomId });
    hub.give(LEAD, { type: 'openRooms', minutes: null });
    hub.give(MEMBERS[1], { type: 'leave' });
    const view = markingView(hub.state(), 'lead');
    expect(view.people).toEqual([
      { id: 'cora', name: 'Cora L.', roomId: MAIN_ROOM_ID },
      { id: 'dev', name: 'Dev P.', roomId: MAIN_ROOM_ID },
      { id: 'ana', name: 'Ana R.', roomId },
      { id: 'ben', name: 'Ben T.', roomId: MAIN_ROOM_ID },
    ]);
    expect(view.block).toEqual({ index: 0, kind: 'check_in' });
    expect(view.names['co']).toBe('Noor K.');
    expect(view.roomNames).toEqual({ [roomId]: 'A' });
  });
});
