import { readFileSync } from 'node:fs';
import type { Language } from '../../src/protocol/session/people.ts';

const CATALOGUES = ['member', 'shared', 'console'] as const;

/** The words in which a page speaks: what stands there for a sentence that is written in English here. */
export type Say = (english: string) => string;

/** Reads the pages' own catalogues, so that a test presses in Spanish what it presses in English. */
export function wordsOf(language: Language): Say {
  if (language === 'en') return (english) => english;
  const sentences = new Map(CATALOGUES.flatMap((name) => readCatalogue(language, name)));
  return (english) => {
    const sentence = sentences.get(english);
    if (sentence === undefined || sentence === '')
      throw new Error(`“${english}” is not in the ${language} catalogues.`);
    return sentence;
  };
}

function readCatalogue(language: Language, name: string): [string, string][] {
  const file = new URL(`../../resources/locales/${language}/${name}.po`, import.meta.url);
  const entries = readFileSync(file, 'utf8').split(/\n\n+/);
  return entries.map((entry) => [textAfter(entry, 'msgid'), textAfter(entry, 'msgstr')]);
}

/** The string after a keyword of a .po file, which may stand on several lines. */
function textAfter(entry: string, keyword: 'msgid' | 'msgstr'): string {
  const lines = new RegExp(`^${keyword} ((?:".*"\\n?)+)`, 'm').exec(entry)?.[1] ?? '';
  return [...lines.matchAll(/^"(.*)"$/gm)].map(([, text = '']) => text.replaceAll(/\\(.)/g, '$1')).join('');
}
