import type * as Y from 'yjs';
import { handOf } from './hands.ts';

/** One thing that is chosen in a note, with its value as a whole (WR2): the map it stands in, and its key there. */
export type WholeField = `elements/${string}` | `about/${string}`;

/** A value that somebody chose apart from the one that holds; null where the document does not say who. */
export type OtherChoice = { readonly value: unknown; readonly by: string | null };

/**
 * Beside the values: each writer's own last choice, for as long as nobody who knew of it has chosen again. Where two are there, they
 * were made apart from each other.
 */
const choicesMap = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('choices');

/** Chooses. Of two who choose apart from each other the later holds, and the other's choice stays to be seen (WR16). */
export function chooseWhole(doc: Y.Doc, field: WholeField, value: unknown): void {
  const { map, key } = placeOf(doc, field);
  doc.transact(() => {
    const own = `${field}#${doc.clientID}`;
    for (const choice of choicesOf(doc, field)) if (choice !== own) choicesMap(doc).delete(choice);
    map.set(key, value);
    choicesMap(doc).set(own, { value });
  });
}

/** Takes a value out, with what was chosen beside it. */
export function dropWhole(doc: Y.Doc, field: WholeField): void {
  const { map, key } = placeOf(doc, field);
  doc.transact(() => {
    map.delete(key);
    for (const choice of choicesOf(doc, field)) choicesMap(doc).delete(choice);
  });
}

export function wholeValue(doc: Y.Doc, field: WholeField): unknown {
  const { map, key } = placeOf(doc, field);
  return map.get(key);
}

/** Who chose what holds, by staff id; null where the document does not say. */
export function chooserOf(doc: Y.Doc, field: WholeField): string | null {
  const words = JSON.stringify(wholeValue(doc, field));
  const own = choicesOf(doc, field).find((choice) => JSON.stringify(valueIn(doc, choice)) === words);
  return own === undefined ? null : handOf(doc, Number(own.slice(field.length + 1)));
}

/** What else was chosen there, until somebody has chosen again with all of it before them (WR16): each value once. */
export function alsoChosen(doc: Y.Doc, field: WholeField): readonly OtherChoice[] {
  const told = new Set([JSON.stringify(wholeValue(doc, field))]);
  return choicesOf(doc, field).flatMap((choice): readonly OtherChoice[] => {
    const value = valueIn(doc, choice);
    const words = JSON.stringify(value);
    if (value === undefined || told.has(words)) return [];
    told.add(words);
    return [{ value, by: handOf(doc, Number(choice.slice(field.length + 1))) }];
  });
}

/** The fields in which something else was chosen as well (WR17). */
export function fieldsApart(doc: Y.Doc): readonly WholeField[] {
  const fields = new Set(
    [...choicesMap(doc).keys()].map((choice) => choice.slice(0, choice.lastIndexOf('#'))),
  );
  return [...fields].filter(isField).filter((field) => alsoChosen(doc, field).length > 0);
}

function valueIn(doc: Y.Doc, choice: string): unknown {
  const kept: unknown = choicesMap(doc).get(choice);
  return typeof kept === 'object' && kept !== null && 'value' in kept ? kept.value : undefined;
}

/** In one order on every device. */
function choicesOf(doc: Y.Doc, field: WholeField): readonly string[] {
  return [...choicesMap(doc).keys()].filter((choice) => choice.startsWith(`${field}#`)).toSorted();
}

function placeOf(doc: Y.Doc, field: WholeField): { readonly map: Y.Map<unknown>; readonly key: string } {
  const at = field.indexOf('/');
  return { map: doc.getMap(field.slice(0, at)), key: field.slice(at + 1) };
}

function isField(text: string): text is WholeField {
  return text.startsWith('elements/') || text.startsWith('about/');
}
