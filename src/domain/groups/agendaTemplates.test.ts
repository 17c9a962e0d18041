import { describe, expect, it } from 'vitest';
import { agendaTemplateSchema } from '../../protocol/api/groups.ts';
import { countableMinutesOf, isBelowFullDay, minutesOf } from './agendaTemplates.ts';

const CLOCK = {
  'IOP-180': 195,
  'IOP-165': 180,
  'IOP-210': 240,
  'MATRIX-RP-90': 90,
  'MATRIX-ERS-50': 50,
  'GROUP-60': 60,
};
const COUNTABLE = {
  'IOP-180': 180,
  'IOP-165': 165,
  'IOP-210': 210,
  'MATRIX-RP-90': 90,
  'MATRIX-ERS-50': 50,
  'GROUP-60': 60,
};

describe('agenda templates (domain.md 1.3)', () => {
  it.each(agendaTemplateSchema.options)(
    'SE16 %s keeps to its clock and its countable minutes',
    (template) => {
      expect(minutesOf(template)).toBe(CLOCK[template]);
      expect(countableMinutesOf(template)).toBe(COUNTABLE[template]);
    },
  );

  it('SE16 warns of the one intensive day that counts less than 180 minutes', () => {
    expect(agendaTemplateSchema.options.filter(isBelowFullDay)).toEqual(['IOP-165']);
  });
});
