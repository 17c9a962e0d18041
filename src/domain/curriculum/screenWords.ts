import { readDiagram } from './diagram.ts';

/** The most words a shipped slide's body shows. Source: domain.md 4.1, `Slide.body`. */
export const MAX_SCREEN_WORDS = 45;

/**
 * Counts the words that a slide's body puts on screen: prose, lists, tables and a diagram's labels; not Markdown's
 * marks, list numbers, addresses of links, pictures, or a diagram's text alternative (CU10).
 */
export function countScreenWords(body: string): number {
  const shown = body
    .replace(
      /^\s*(`{3,}|~{3,})(.*)\n([\s\S]*?)^\s*\1\s*$/gm,
      (_block, _marker, info: string, content: string) => {
        const reading = readDiagram(info, content);
        return reading.kind === 'diagram' ? reading.diagram.labels.join(' ') : content;
      },
    )
    .replace(/!\[[^\]]*\]\([^)]*\)/g, ' ')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/<[^>\n]*>/g, ' ')
    .replace(/^\s*\d+[.)]\s/gm, ' ');
  return shown.match(/[\p{L}\p{N}]+(?:['’.,-][\p{L}\p{N}]+)*/gu)?.length ?? 0;
}
