import * as Y from 'yjs';
import { lettersUpTo } from './letters.ts';

const PARAGRAPHS = 'paragraphs';

/** Writes so many pages of a note into an empty document: paragraphs of 300 letters, ten a page. */
export function fillPages(doc: Y.Doc, pages: number): void {
  const letters = lettersUpTo(pages * 3_000, 20);
  doc.transact(() => {
    const texts = Array.from(
      { length: pages * 10 },
      (_, index) => new Y.Text(letters.slice(index * 300, index * 300 + 300)),
    );
    doc.getArray(PARAGRAPHS).push(texts);
  });
}

export const paragraphsOf = (doc: Y.Doc): Y.Text[] => doc.getArray<Y.Text>(PARAGRAPHS).toArray();

/**
 * The least that an editor of a Yjs document can be: a paragraph for each text, typed letters go into the document, and what
 * changes in the document goes onto the screen.
 */
export function bindEditor(editor: HTMLElement, doc: Y.Doc): void {
  const texts = new Map<Node, Y.Text>();
  for (const shared of paragraphsOf(doc)) {
    const node = document.createTextNode(shared.toJSON());
    const paragraph = document.createElement('p');
    paragraph.append(node);
    editor.append(paragraph);
    texts.set(node, shared);
    shared.observe(({ delta }) => {
      let at = 0;
      for (const { retain, insert, delete: gone } of delta) {
        at += retain ?? 0;
        if (gone !== undefined) node.deleteData(at, gone);
        if (typeof insert !== 'string') continue;
        node.insertData(at, insert);
        at += insert.length;
      }
    });
  }
  editor.addEventListener('beforeinput', (event) => {
    event.preventDefault();
    const { anchorNode, anchorOffset } = getSelection() ?? {};
    const shared = anchorNode ? texts.get(anchorNode) : undefined;
    if (!anchorNode || !shared || event.data === null) return;
    shared.insert(anchorOffset ?? 0, event.data);
    getSelection()?.collapse(anchorNode, (anchorOffset ?? 0) + event.data.length);
  });
}

/** Puts the cursor into the middle of the document. */
export function focusMiddle(editor: HTMLElement): void {
  const paragraph = editor.children[Math.floor(editor.children.length / 2)];
  paragraph?.scrollIntoView();
  editor.focus();
  const node = paragraph?.firstChild;
  if (node) getSelection()?.collapse(node, 100);
}
