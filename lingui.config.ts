import type { LinguiConfig } from '@lingui/conf';

/** A catalogue per part of the interface; the English sentence is the id. See docs/spec/words.md. */
const config: LinguiConfig = {
  sourceLocale: 'en',
  locales: ['en', 'es'],
  catalogs: [
    {
      path: '<rootDir>/resources/locales/{locale}/shared',
      include: ['<rootDir>/renderer/ui', '<rootDir>/renderer/words', '<rootDir>/renderer/live'],
      exclude: ['**/*.test.ts', '**/*.test.tsx'],
    },
    {
      path: '<rootDir>/resources/locales/{locale}/member',
      include: ['<rootDir>/renderer/member'],
      exclude: ['**/*.test.ts', '**/*.test.tsx'],
    },
    {
      path: '<rootDir>/resources/locales/{locale}/console',
      include: ['<rootDir>/renderer/console', '<rootDir>/renderer/platform'],
      exclude: ['**/*.test.ts', '**/*.test.tsx'],
    },
    {
      path: '<rootDir>/resources/locales/{locale}/shell',
      include: ['<rootDir>/electron'],
      exclude: ['**/*.test.ts'],
    },
  ],
  format: 'po',
  formatOptions: { lineNumbers: false },
  orderBy: 'messageId',
};

export default config;
