import { describe, expect, it } from 'vitest';
import { startWords } from '../../words/i18n.ts';
import { templateOptions } from './templates.ts';

describe('CO41 templates in words', () => {
  it('tells the length by the clock, and what of it counts where that is less', async () => {
    const { i18n } = await startWords({ en: [], es: [] });
    expect(templateOptions(i18n).map(({ id, label }) => [id, label])).toEqual([
      ['IOP-180', 'Intensive outpatient, 3 h 15 min, 180 minutes count'],
      ['IOP-165', 'Intensive outpatient, 3 h, 165 minutes count'],
      ['IOP-210', 'Intensive outpatient, 4 h, 210 minutes count'],
      ['MATRIX-RP-90', 'Relapse prevention (Matrix), 1 h 30 min'],
      ['MATRIX-ERS-50', 'Early recovery skills (Matrix), 50 min'],
      ['GROUP-60', 'Group, 1 h'],
    ]);
  });
});
