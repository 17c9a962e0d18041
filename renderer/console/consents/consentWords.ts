import type { I18n } from '@lingui/core';
import type { Consent, ConsentScope } from '../../../src/protocol/api/consents.ts';
import { serviceDay } from '../notes/factWords.ts';

/** What a consent is for (domain.md 2.6). */
export const SCOPES: Readonly<Record<ConsentScope, string>> = {
  tpo: /*i18n*/ 'Treatment, payment and operations',
  specific: /*i18n*/ 'Something specific',
  counselingNotes: /*i18n*/ 'Counseling notes',
  emergencyContact: /*i18n*/ 'Emergency contact',
  legal: /*i18n*/ 'Court, probation or other legal',
  research: /*i18n*/ 'Research',
  telehealth: /*i18n*/ 'Telehealth',
};

export const STANDINGS: Readonly<Record<Consent['standing'], string>> = {
  inForce: /*i18n*/ 'in force',
  over: /*i18n*/ 'over',
  withdrawn: /*i18n*/ 'withdrawn',
};

/** A day as it stands on the paper. */
export const dayWords = serviceDay;

/** Until when a consent holds. */
export function endWords(i18n: I18n, { end }: Pick<Consent, 'end'>): string {
  switch (end.kind) {
    case 'day':
      return i18n._('through {day}', { day: dayWords(i18n, end.day) });
    case 'event':
      return i18n._('until: {words}', { words: end.words });
    case 'none':
      return i18n._('without end, until it is withdrawn');
  }
}

/** What a roster says of a member's consents: which are in force, or that nothing lets others read. */
export function inForceWords(i18n: I18n, consents: readonly Consent[]): string {
  const inForce = consents.filter(({ standing }) => standing === 'inForce');
  const scopes = [...new Set(inForce.map(({ scope }) => scope))];
  return scopes.length === 0
    ? i18n._('no consent in force')
    : i18n._('consents: {names}', { names: scopes.map((scope) => i18n._(SCOPES[scope])).join(', ') });
}
