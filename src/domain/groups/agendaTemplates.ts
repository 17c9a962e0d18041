import type { AgendaTemplate } from '../../protocol/api/groups.ts';
import type { AgendaBlock, BlockKind, LocalText } from '../../protocol/session/state.ts';

/** domain.md 1.3, "BlockKind and default countable": breaks, technical pauses and forms do not count. */
export function isCountableByDefault(kind: BlockKind): boolean {
  return kind !== 'break' && kind !== 'technical_pause' && kind !== 'admin';
}

const TITLES: Readonly<Record<BlockKind, LocalText>> = {
  safety_check: { en: 'Safety check', es: 'Verificación de seguridad' },
  check_in: { en: 'Check-in', es: 'Ronda de inicio' },
  mindfulness: { en: 'Mindful pause', es: 'Pausa de atención plena' },
  psychoeducation: { en: 'Topic', es: 'Tema' },
  skills_practice: { en: 'Practice', es: 'Práctica' },
  process: { en: 'Share and reflect', es: 'Compartir y reflexionar' },
  breakout: { en: 'Rooms', es: 'Salas' },
  homework_review: { en: 'Between sessions', es: 'Entre sesiones' },
  check_out: { en: 'Check-out', es: 'Ronda de cierre' },
  measures: { en: 'Questionnaires', es: 'Cuestionarios' },
  break: { en: 'Break', es: 'Descanso' },
  technical_pause: { en: 'Technical pause', es: 'Pausa técnica' },
  admin: { en: 'Announcements', es: 'Avisos' },
};

type Plan = readonly (readonly [BlockKind, minutes: number])[];

/** The run sheets of domain.md 1.3 ("Default templates") and 3.4; minutes add up to the template's clock. */
const PLANS: Readonly<Record<AgendaTemplate, Plan>> = {
  'IOP-180': [
    ['safety_check', 8],
    ['check_in', 22],
    ['mindfulness', 7],
    ['psychoeducation', 38],
    ['skills_practice', 15],
    ['break', 15],
    ['breakout', 20],
    ['process', 40],
    ['homework_review', 15],
    ['check_out', 15],
  ],
  'IOP-165': [
    ['safety_check', 8],
    ['check_in', 22],
    ['psychoeducation', 45],
    ['skills_practice', 15],
    ['break', 15],
    ['breakout', 20],
    ['process', 40],
    ['check_out', 15],
  ],
  'IOP-210': [
    ['safety_check', 8],
    ['check_in', 27],
    ['mindfulness', 10],
    ['psychoeducation', 45],
    ['break', 15],
    ['skills_practice', 25],
    ['breakout', 20],
    ['break', 15],
    ['process', 45],
    ['homework_review', 15],
    ['check_out', 15],
  ],
  'MATRIX-RP-90': [
    ['check_in', 20],
    ['psychoeducation', 30],
    ['process', 30],
    ['check_out', 10],
  ],
  'MATRIX-ERS-50': [
    ['check_in', 10],
    ['psychoeducation', 30],
    ['check_out', 10],
  ],
  'GROUP-60': [
    ['check_in', 10],
    ['process', 40],
    ['check_out', 10],
  ],
};

/** The parts of a session made from a template, in order. */
export function blocksOf(template: AgendaTemplate): readonly AgendaBlock[] {
  return PLANS[template].map(([kind, plannedMinutes]) => ({
    kind,
    title: TITLES[kind],
    plannedMinutes,
    isCountable: isCountableByDefault(kind),
  }));
}

/** How many minutes of a template count towards a member's hours, where everything runs as planned. */
export function countableMinutesOf(template: AgendaTemplate): number {
  return countableMinutesIn(blocksOf(template));
}

/** How many minutes of a run sheet count, as it is planned. */
export function countableMinutesIn(
  blocks: readonly { readonly isCountable: boolean; readonly plannedMinutes: number }[],
): number {
  return blocks.reduce((sum, block) => sum + (block.isCountable ? block.plannedMinutes : 0), 0);
}

/** domain.md 1.2, HR-4: what a day of intensive outpatient treatment has to count, for most payers. */
export const FULL_DAY_MINUTES = 180;

/** Whether a template is one of intensive outpatient treatment, of whose week so many hours are asked (domain.md 1.2). */
export function isIntensive(template: AgendaTemplate): boolean {
  return template.startsWith('IOP-');
}

/** Whether each day of an intensive outpatient template counts less than a full day (domain.md 0.2, rule 5). */
export function isBelowFullDay(template: AgendaTemplate): boolean {
  return isIntensive(template) && countableMinutesOf(template) < FULL_DAY_MINUTES;
}

/** How long a template takes by the clock, in minutes, breaks included. */
export function minutesOf(template: AgendaTemplate): number {
  return PLANS[template].reduce((sum, [, minutes]) => sum + minutes, 0);
}
