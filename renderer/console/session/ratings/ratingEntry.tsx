import type { I18n } from '@lingui/core';
import { ClipboardList } from 'lucide-react';
import type { MenuEntry } from '../../../ui/MenuButton.tsx';
import type { RatingsView } from '../model/ratings.ts';
import type { SessionModel } from '../model/sessionModel.ts';
import { givenWords } from './ratingWords.ts';

/** In a member's menu: what they rated themselves, in a line, and the way to everybody's (CO78). False for who is no member here. */
export function ratingEntry(
  i18n: I18n,
  id: string,
  { people }: RatingsView,
  session: Pick<SessionModel, 'setLocal' | 'showTab'>,
): MenuEntry | false {
  const person = people.find((one) => one.id === id);
  return (
    person !== undefined && {
      id: 'ratings',
      // All of it is the entry's name: what a menu's entry shows and is not called, a voice cannot ask for.
      label: i18n._('Ratings: {given}', { given: givenWords(i18n, person.given) }),
      icon: <ClipboardList />,
      onAction: () => {
        session.setLocal({ beside: 'ratings' });
        session.showTab('notes');
      },
    }
  );
}
