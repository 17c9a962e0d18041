import { useEffect, useRef, useState } from 'react';
import { z } from 'zod';
import type { DocId } from '../../../src/protocol/notebook/docId.ts';
import { addendumTypeSchema, noteRecordTypeSchema } from '../../../src/protocol/notes/note.ts';
import { useNotebook } from '../notebook/NotebookContext.ts';

const draftSchema = z.object({ addendumType: addendumTypeSchema, reason: z.string(), text: z.string() });
/** What is written to be added to a signed note, before it is. */
export type AmendDraft = z.infer<typeof draftSchema>;

/**
 * Keeps what is written to be added to a note over a closed dialog, a lock and a restart (WR58): sealed in the notebook, under a
 * name of ids. It stays on this workstation: what nobody has signed is its author's alone, and a feed of the group would
 * show it to all of its staff.
 * @param filled what the text begins as; it is put behind what was kept
 */
export function useAmendDraft(docId: DocId, type: string, filled: string) {
  const access = useNotebook();
  const client = access.at === 'open' ? access.client : null;
  const name = nameOf(docId, type);
  const [draft, setDraft] = useState<AmendDraft>({ addendumType: 'addendum', reason: '', text: filled });
  const [isFromBefore, setFromBefore] = useState(false);
  /** Nothing of what is in the dialog would be lost with it. */
  const [isSafe, setSafe] = useState(true);
  const isTouched = useRef(false);
  useEffect(() => {
    client?.kept(name).then(
      (kept) => {
        const before = kept === null ? undefined : readDraft(kept.text);
        if (before === undefined || isTouched.current) return;
        const text = before.text.includes(filled) ? before.text : `${before.text}\n${filled}`.trim();
        setDraft({ ...before, text });
        setFromBefore(true);
      },
      // Locked meanwhile, which closes the dialog.
      () => undefined,
    );
  }, [client, name, filled]);
  function keep(text: string | null): void {
    if (client === null) return;
    client.keep(name, text).then(
      () => setSafe(true),
      // No room on the disk: closing asks first.
      () => setSafe(false),
    );
  }
  return {
    draft,
    isFromBefore,
    isSafe,
    change(part: Partial<AmendDraft>): void {
      isTouched.current = true;
      const next = { ...draft, ...part };
      setDraft(next);
      // Each key by itself: what locks the notebook comes after it in the same line.
      keep(next.reason === '' && next.text === '' ? null : JSON.stringify(next));
    },
    forget: () => keep(null),
  };
}

/** Which additions to a note were begun on this workstation and not added; read again when `turn` is another. */
export function useBegunAmendments(docId: DocId, turn: unknown): ReadonlySet<string> {
  const access = useNotebook();
  const client = access.at === 'open' ? access.client : null;
  const [begun, setBegun] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    let isOver = false;
    const look = async (): Promise<void> => {
      const found: string[] = [];
      for (const type of noteRecordTypeSchema.options)
        if ((await client?.kept(nameOf(docId, type))) != null) found.push(type);
      if (!isOver) setBegun(new Set(found));
    };
    // Rejects where the notebook was locked meanwhile.
    look().catch(() => undefined);
    return () => {
      isOver = true;
    };
  }, [client, docId, turn]);
  return begun;
}

const nameOf = (docId: DocId, type: string): string => `amendment/${docId}/${type}`;

function readDraft(text: string): AmendDraft | undefined {
  try {
    return draftSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
