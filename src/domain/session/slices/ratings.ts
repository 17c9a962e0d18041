import { accept, refuse, type SliceRules } from '../decision.ts';
import { isSameForm } from '../ratings.ts';

/** Rules of what members rate themselves, at check-in and at check-out (SE105, SE106). */
export const ratingsRules: SliceRules<'rate'> = {
  rate: ({ state, self, command: { form } }) => {
    if (form.moment === 'checkOut') {
      if (self.presence.stage !== 'present') return refuse('session.notInRoom');
      if (state.status !== 'in_progress') return refuse('session.notStarted');
    }
    if (isSameForm(state.ratings[self.id]?.[form.moment], form)) return accept();
    return accept({ type: 'rated', participantId: self.id, form });
  },
};
