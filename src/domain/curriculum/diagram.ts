import { z } from 'zod';

/**
 * A drawing that a slide asks for by name, for the renderer to draw as inline SVG: `wave` (an urge that builds,
 * peaks and passes), `loop` (steps in a circle, the last leading back to the first), `layers` (stacked, the first
 * one outermost). `alt` is the text alternative; it is read out, not shown. Source: docs/spec/curriculum.md, CU9.
 */
export const diagramSchema = z.discriminatedUnion('name', [
  z.strictObject({ name: z.literal('wave'), labels: labels(3, 3), alt: z.string().min(1) }),
  z.strictObject({ name: z.literal('loop'), labels: labels(3, 7), alt: z.string().min(1) }),
  z.strictObject({ name: z.literal('layers'), labels: labels(2, 5), alt: z.string().min(1) }),
]);

/** A drawing that a slide asks for by name. */
export type Diagram = z.infer<typeof diagramSchema>;

/** What a fenced block turned out to be; `remedy` is a sentence for the deck's writer. */
export type DiagramReading =
  | { kind: 'code' }
  | { kind: 'diagram'; diagram: Diagram }
  | { kind: 'malformed'; remedy: string };

const REMEDIES = {
  wave: 'Write three labels, as in "wave: Builds | Peaks | Passes", and describe the picture in words inside the block.',
  loop: 'Write three to seven labels, as in "loop: Thought | Feeling | Action", and describe the picture in words inside the block.',
  layers:
    'Write two to five labels, as in "layers: First | Second", and describe the picture in words inside the block.',
};

/**
 * Reads a fenced block: `info` is what stands behind the opening fence, `content` the lines inside. A block whose
 * info does not begin with a diagram's name is ordinary code. Fits markdown-it's `token.info` and `token.content`.
 */
export function readDiagram(info: string, content: string): DiagramReading {
  const match = /^(wave|loop|layers)\s*(?::(.*))?$/.exec(info.trim());
  if (match === null) return { kind: 'code' };
  const name = diagramNameSchema.parse(match[1]);
  const parsed = diagramSchema.safeParse({
    name,
    labels: (match[2] ?? '').split('|').map((label) => label.trim()),
    alt: content.trim().replace(/\s+/g, ' '),
  });
  return parsed.success
    ? { kind: 'diagram', diagram: parsed.data }
    : { kind: 'malformed', remedy: REMEDIES[name] };
}

const diagramNameSchema = z.enum(['wave', 'loop', 'layers']);

function labels(min: number, max: number) {
  return z.array(z.string().min(1).max(40)).min(min).max(max);
}
