/** One paragraph of a presenter note: its cue ("Ask", "Watch for", "Minutes") where it begins with one. */
export type NotePart = { readonly cue: string | null; readonly text: string };

const CUE = /^(Ask|Watch for|Minutes|Pregunta|Observe|Minutos)\s*:\s*/;

/** Splits a presenter note into paragraphs with their cues, in both languages of the decks. */
export function noteParts(notes: string): readonly NotePart[] {
  return notes
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '')
    .map((paragraph) => {
      const cue = CUE.exec(paragraph);
      return cue
        ? { cue: cue[1] ?? null, text: paragraph.slice(cue[0].length) }
        : { cue: null, text: paragraph };
    });
}
