import { act } from 'react';
import { describe, expect, it } from 'vitest';
import { buttonNamed, press } from '../../../ui/testRender.tsx';
import { EndMenu } from '../bar/EndMenu.tsx';
import { drawSession } from '../../fake/drawSession.tsx';
import { MEMBERS } from '../../fake/fakePeople.ts';
import { NotesAndMarks } from '../marks/NotesAndMarks.tsx';
import { ratingsView } from '../model/ratings.ts';

const CHECK_IN = { moment: 'checkIn', mood: 4, craving: 7, anxiety: null, sleepHours: 5.5 } as const;

describe('CO78 what members rated', () => {
  it('stands person by person beside the notes, with how many have', async () => {
    const { root, hub } = await drawSession(<NotesAndMarks />);
    await act(async () => {
      hub.give(MEMBERS[0], { type: 'rate', form: CHECK_IN });
      hub.give(MEMBERS[0], { type: 'rate', form: { moment: 'checkOut', mood: null, craving: 8 } });
      hub.give(MEMBERS[1], { type: 'rate', form: { moment: 'checkOut', mood: 6, craving: 7 } });
    });
    const toggle = [...root.querySelectorAll('button')].find(({ textContent }) =>
      textContent.startsWith('Ratings'),
    );
    if (toggle === undefined) throw new Error('no way to the ratings');
    expect(toggle.textContent).toContain('2');
    await press(toggle);
    const panel = root.querySelector('[data-testid=ratings]');
    expect(panel?.textContent).toContain('1 of 4 checked in');
    expect(panel?.textContent).toContain('2 of 4 checked out');
    const of = (id: string) => panel?.querySelector(`[data-participant-id=${id}]`)?.textContent;
    expect(of('ana')).toContain('mood 4 · craving 7 · slept 5.5 h');
    expect(of('ana')).toContain('high craving at check-out');
    expect(of('ben')).not.toContain('high craving');
    expect(of('cora')).toContain('Nothing yet');
  });

  it('keeps who rated and has gone', async () => {
    const { hub } = await drawSession(<NotesAndMarks />);
    await act(async () => {
      hub.give(MEMBERS[0], { type: 'rate', form: CHECK_IN });
      hub.give(MEMBERS[0], { type: 'leave' });
      hub.give(MEMBERS[1], { type: 'leave' });
    });
    expect(ratingsView(hub.state()).people.map(({ id }) => id)).toEqual(['ana', 'cora', 'dev']);
  });

  it('names a high craving at check-out before the session is ended', async () => {
    const { root, hub } = await drawSession(<EndMenu />);
    await press(buttonNamed(root, 'End'));
    expect(document.body.textContent).not.toContain('High craving');
    await act(async () =>
      hub.give(MEMBERS[2], { type: 'rate', form: { moment: 'checkOut', mood: null, craving: 9 } }),
    );
    expect(document.body.textContent).toContain('High craving at check-out: Cora L.');
  });
});
