import { describe, expect, it } from 'vitest';
import { consentScopeSchema, type ConsentBody } from '../../protocol/api/consents.ts';
import { consentFault, noteAccess, standingOf, withdrawalFault } from './consents.ts';

const TODAY = '2026-11-24';
const consent = (change: Partial<ConsentBody> = {}): ConsentBody => ({
  scope: 'tpo',
  information: 'Notes',
  recipients: 'The practice',
  purpose: 'Treatment',
  signedOn: '2026-11-01',
  end: { kind: 'none' },
  ...change,
});
const until = (day: string) => ({ end: { kind: 'day', day } as const });

describe('a consent', () => {
  it('SG82 is in force through its last day, over after it, and withdrawn as soon as that is recorded', () => {
    const withdrawal = { withdrawnOn: TODAY, how: 'letter' };
    expect(standingOf(consent(), null, TODAY)).toBe('inForce');
    expect(standingOf(consent(until(TODAY)), null, TODAY)).toBe('inForce');
    expect(standingOf(consent(until('2026-11-23')), null, TODAY)).toBe('over');
    expect(standingOf(consent({ end: { kind: 'event', words: 'discharge' } }), null, TODAY)).toBe('inForce');
    expect(standingOf(consent(until('2026-11-23')), withdrawal, TODAY)).toBe('withdrawn');
  });

  it('SG82 has days that fit, and an end where its kind needs one', () => {
    expect(consentFault(consent({ signedOn: '2026-11-25' }), TODAY)).toBe('consent.notYetSigned');
    expect(consentFault(consent(until('2026-10-31')), TODAY)).toBe('consent.endsBefore');
    expect(consentFault(consent(until('2026-11-01')), TODAY)).toBeNull();
    const endless = consentScopeSchema.options.filter(
      (scope) => consentFault(consent({ scope }), TODAY) === null,
    );
    expect(endless).toEqual(['tpo', 'telehealth']);
    const withdrawn = (withdrawnOn: string) =>
      withdrawalFault(consent(), { withdrawnOn, how: 'letter' }, TODAY);
    expect(['2026-11-25', '2026-10-31', '2026-11-01', TODAY].map(withdrawn)).toEqual([
      'consent.notYetSigned',
      'consent.withdrawnBefore',
      null,
      null,
    ]);
  });

  it('SG84 opens notes to who is not of the team; the team needs none, and an emergency is the last reason', () => {
    const by = (isOfTeam: boolean, hasConsent: boolean, isEmergency: boolean) =>
      noteAccess({ isOfTeam, hasConsent, isEmergency });
    expect([by(true, false, false), by(true, true, true)]).toEqual(['team', 'team']);
    expect([by(false, true, false), by(false, true, true)]).toEqual(['consent', 'consent']);
    expect([by(false, false, true), by(false, false, false)]).toEqual(['emergency', 'withheld']);
  });
});
