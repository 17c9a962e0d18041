import { setupI18n } from '@lingui/core';
import { describe, expect, test } from 'vitest';
import { CirclewellError, errorKindSchema } from '../../src/protocol/errors.ts';
import { refusalRuleSchema } from '../../src/protocol/session/refusals.ts';
import { errorWords, refusalWords } from './refusals.ts';

const i18n = setupI18n({ locale: 'en', messages: { en: {} } });

describe('words for what was refused', () => {
  test.each(refusalRuleSchema.options)('W5 %s has a sentence for staff and for members', (rule) => {
    for (const reader of ['staff', 'member'] as const) {
      expect(refusalWords(i18n, { kind: 'conflict', rule }, reader)).toMatch(/^[A-Z].+[.]$/s);
    }
  });

  test.each(errorKindSchema.options)('W5 an error of kind %s without a rule has one too', (kind) => {
    for (const reader of ['staff', 'member'] as const)
      expect(refusalWords(i18n, { kind }, reader)).toMatch(/^[A-Z].+[.]$/s);
  });

  test('W6 members are not spoken to in the words of staff', () => {
    for (const rule of refusalRuleSchema.options.filter((name) =>
      /^(session|admission|floor|chat|help|door)[.]/.test(name),
    )) {
      expect(refusalWords(i18n, { kind: 'conflict', rule }, 'member')).not.toMatch(
        /\b(hub|admin|role|spotlight)\b/i,
      );
    }
  });

  test('W5 anything else thrown is told as our own fault, without its text', () => {
    expect(errorWords(i18n, new Error('secret detail'), 'member')).not.toContain('secret');
    expect(errorWords(i18n, new CirclewellError('busy', 'x'), 'staff')).toContain('busy');
  });
});
