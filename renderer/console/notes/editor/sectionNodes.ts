import { Node } from '@tiptap/core';

/**
 * A section in the editor: one block of text, in which ends of line stand as characters. So a place in the text is the place
 * in the editor, less one (ADR 0109).
 */
export const SECTION_NODES = [
  Node.create({ name: 'doc', topNode: true, content: 'section' }),
  Node.create({
    name: 'section',
    content: 'text*',
    marks: '',
    whitespace: 'pre',
    parseHTML: () => [{ tag: 'div' }],
    renderHTML: () => ['div', 0],
  }),
  Node.create({ name: 'text' }),
];

/** A text as the editor takes it. */
export function contentOf(text: string) {
  return {
    type: 'doc',
    content: [{ type: 'section', ...(text !== '' && { content: [{ type: 'text', text }] }) }],
  };
}
