import { describe, expect, it } from 'vitest';
import { readDiagram } from './diagram.ts';

describe('readDiagram', () => {
  it.each([
    ['wave: Builds | Peaks | Passes', 'wave', ['Builds', 'Peaks', 'Passes']],
    ['loop:Thought|Feeling|Action', 'loop', ['Thought', 'Feeling', 'Action']],
    ['layers: First | Second', 'layers', ['First', 'Second']],
  ])('CU9 reads %s', (info, name, labels) => {
    expect(readDiagram(info, 'What it\nshows.\n')).toEqual({
      kind: 'diagram',
      diagram: { name, labels, alt: 'What it shows.' },
    });
  });

  it.each([
    ['too few labels', 'loop: One | Two', 'Shown.'],
    ['too many labels', 'wave: A | B | C | D', 'Shown.'],
    ['an empty label', 'wave: A | | C', 'Shown.'],
    ['no labels', 'layers', 'Shown.'],
    ['no text alternative', 'wave: A | B | C', ' \n'],
  ])('CU9 asks for more with %s', (_what, info, content) => {
    expect(readDiagram(info, content)).toMatchObject({
      kind: 'malformed',
      remedy: expect.stringContaining('labels'),
    });
  });

  it.each(['', 'ts', 'waves: A | B | C', 'wave form'])('CU9 takes %j for code', (info) => {
    expect(readDiagram(info, 'x')).toEqual({ kind: 'code' });
  });
});
