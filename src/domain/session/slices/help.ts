import { accept, refuse, type SliceRules } from '../decision.ts';
import { helperOf, isStaff } from '../people.ts';

/** Rules of asking for help: any staff anywhere get it, and one of them takes it (SE100 to SE104). */
export const helpRules: SliceRules<'askForHelp' | 'takeHelp' | 'endHelp'> = {
  askForHelp: ({ self, command }) =>
    self.help?.level === command.level
      ? accept()
      : accept({ type: 'helpAsked', participantId: self.id, level: command.level }),

  takeHelp: ({ state, self, command }) => {
    const help = state.participants[command.participantId]?.help;
    if (!help) return refuse('help.noneAsked');
    const helperId = helperOf(state, help);
    if (helperId === self.id) return accept();
    if (helperId !== null) return refuse('help.alreadyTaken');
    return accept({ type: 'helpTaken', participantId: command.participantId, by: self.id });
  },

  endHelp: ({ state, self, command }) => {
    const id = command.participantId ?? self.id;
    if (id !== self.id && !isStaff(self)) return refuse('session.notYours', 'forbidden');
    return state.participants[id]?.help ? accept({ type: 'helpEnded', participantId: id }) : accept();
  },
};
