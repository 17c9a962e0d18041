import { expect, it } from 'vitest';
import { createSetupCode } from './setupCode.ts';

it('ID14 a setup code holds 128 bits in groups of four, and is another each time', () => {
  const { text } = createSetupCode();
  expect(text).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{2}$/);
  expect(createSetupCode().text).not.toBe(text);
});

it('ID14 a setup code is taken however it was typed, and no other is', () => {
  const code = createSetupCode();
  for (const typed of [
    code.text,
    ` ${code.text.toLowerCase()} `,
    code.text.replaceAll('-', ''),
    code.text.replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l'),
  ])
    expect(code.matches(typed)).toBe(true);
  for (const typed of ['', '-', code.text.slice(1), `${code.text}0`, createSetupCode().text])
    expect(code.matches(typed)).toBe(false);
});
