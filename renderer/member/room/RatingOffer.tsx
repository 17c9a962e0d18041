import { ClipboardList } from 'lucide-react';
import { useStore } from 'zustand';
import type { RatingMoment } from '../../../src/protocol/session/ratings.ts';
import type { BlockKind } from '../../../src/protocol/session/state.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { useWords } from '../../words/i18n.ts';
import { useRoom, type Situation } from './roomContext.ts';

const MOMENT_OF: Partial<Record<BlockKind, RatingMoment>> = { check_in: 'checkIn', check_out: 'checkOut' };

/** Offers the form of the part of the run sheet that is on, until it was given or put away (MP47). */
export function RatingOffer({ situation: { state, self, offer } }: { situation: Situation }) {
  const i18n = useWords();
  const room = useRoom();
  const putAway = useStore(room.store, (view) => view.putAwayForms);
  const { blocks, current } = state.agenda;
  const block = current === null ? undefined : blocks[current.index];
  const moment = block && MOMENT_OF[block.kind];
  if (moment === undefined || putAway.has(moment) || state.ratings[self.id]?.[moment] !== undefined)
    return null;
  return (
    <Banner
      tone="info"
      icon={<ClipboardList />}
      role="note"
      data-testid="rating-offer"
      actions={
        <>
          <Button size="small" variant="primary" onPress={offer('rate', () => room.showForm(moment))}>
            {moment === 'checkIn' ? i18n._('Check in') : i18n._('Check out')}
          </Button>
          <Button size="small" onPress={() => room.putAwayForm(moment)}>
            {i18n._('Not now')}
          </Button>
        </>
      }
    >
      {moment === 'checkIn'
        ? i18n._('If you like, say how you are today. Only the facilitators see it.')
        : i18n._('If you like, say how you are now, before you go. Only the facilitators see it.')}
    </Banner>
  );
}
