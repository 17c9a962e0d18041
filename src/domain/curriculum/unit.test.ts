import { describe, expect, it } from 'vitest';
import { curriculumUnitSchema } from './unit.ts';

const both = (count: number) => ({ en: Array(count).fill('Text'), es: Array(count).fill('Texto') });
const UNIT = {
  code: 'T03',
  title: { en: 'Urges', es: 'Ganas' },
  groupTypes: ['skills_development'],
  sensitivity: 'low',
  objectives: both(3),
  discussionPrompts: both(2),
  breakout: { minutes: 15, size: 3, task: { en: 'Talk', es: 'Hablar' } },
  homework: { en: 'Write', es: 'Escribir' },
  facilitatorCautions: both(0),
  evidence: ['A trial'],
  version: 1,
};

describe('curriculumUnitSchema', () => {
  it('CU12 takes a whole unit', () => {
    expect(curriculumUnitSchema.safeParse(UNIT).success).toBe(true);
  });

  it.each([
    ['a list that is shorter in one language', { objectives: { en: both(4).en, es: both(3).es } }],
    ['a missing translation', { homework: { en: 'Write', es: ' ' } }],
    ['an unknown kind of group', { groupTypes: ['lecture'] }],
    ['a prompt of more than 140 characters', { discussionPrompts: { en: ['a'.repeat(141)], es: ['b'] } }],
    ['a setting nobody knows', { homewrok: 'x' }],
  ])('CU12 refuses %s', (_what, change) => {
    expect(curriculumUnitSchema.safeParse({ ...UNIT, ...change }).success).toBe(false);
  });
});
