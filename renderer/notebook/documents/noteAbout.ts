import type * as Y from 'yjs';
import { z } from 'zod';
import type { HandOver } from '../../../src/domain/notes/stage.ts';
import {
  givenSessionFactsSchema,
  locationSchema,
  type GivenSessionFacts,
  type NoteMemberFacts,
} from '../../../src/protocol/notes/facts.ts';
import { handOverSchema } from '../../../src/protocol/api/notes.ts';
import { noteFormatSchema, type NoteFormat } from '../../../src/protocol/notes/formats.ts';
import { aboutMap } from './noteDoc.ts';
import { chooseWhole } from './wholeValues.ts';

const { modality, topic, deliveryMode } = givenSessionFactsSchema.shape;
const locationTypeSchema = locationSchema.shape.type.unwrap();
const cityAndStateSchema = locationSchema.shape.cityAndState;
export type LocationType = z.infer<typeof locationTypeSchema>;

/** What each thing about a note must be; other values, as from a later release, are left out (WR3). */
const ABOUT = {
  format: noteFormatSchema,
  locationType: locationTypeSchema,
  cityAndState: cityAndStateSchema,
  handOver: handOverSchema.nullable(),
  modality: modality.unwrap(),
  topic: topic.unwrap(),
  deliveryMode,
} as const;
type About = { readonly [K in keyof typeof ABOUT]: z.infer<(typeof ABOUT)[K]> };

/** Settles one thing about a note (WR2). A hand-over is an act of its time: the later holds, and no other is kept. */
export function setAbout<K extends keyof About>(doc: Y.Doc, key: K, value: About[K]): void {
  if (key === 'handOver') aboutMap(doc).set(key, value);
  else chooseWhole(doc, `about/${key}`, value);
}

/** A note's format; the practice's until somebody chose one. */
export function readFormat(doc: Y.Doc, usual: NoteFormat): NoteFormat {
  return ABOUT.format.safeParse(aboutMap(doc).get('format')).data ?? usual;
}

/** Whom the draft was handed to. */
export function readHandOver(doc: Y.Doc): HandOver | null {
  return ABOUT.handOver.safeParse(aboutMap(doc).get('handOver')).data ?? null;
}

/** Where the member was, as far as it was chosen, to be written on. */
export function readPlace(doc: Y.Doc): {
  readonly type: LocationType | null;
  readonly cityAndState: string;
} {
  const map = aboutMap(doc);
  return {
    type: ABOUT.locationType.safeParse(map.get('locationType')).data ?? null,
    cityAndState: z.string().safeParse(map.get('cityAndState')).data ?? '',
  };
}

/** Where the member was, as a note has it: what was given of it, and null where nothing was (NO15). */
export function readLocation(doc: Y.Doc): NoteMemberFacts['location'] {
  const { type, cityAndState } = readPlace(doc);
  const city = cityAndStateSchema.safeParse(cityAndState).data ?? '';
  return type === null && city === '' ? null : { type, cityAndState: city };
}

/** What a person gave of the session, from the group's note; the rest as it is proposed (WR5, NO13). */
export function readGiven(groupDoc: Y.Doc, proposed: GivenSessionFacts): GivenSessionFacts {
  const map = aboutMap(groupDoc);
  return {
    modality: ABOUT.modality.safeParse(map.get('modality')).data ?? proposed.modality,
    topic: ABOUT.topic.safeParse(map.get('topic')).data ?? proposed.topic,
    deliveryMode: ABOUT.deliveryMode.safeParse(map.get('deliveryMode')).data ?? proposed.deliveryMode,
  };
}

const ABSENCE = 'absence/';

/** Asks for an absence note, in the group's note (WR11, NO14). */
export function wantAbsence(groupDoc: Y.Doc, memberId: string): void {
  aboutMap(groupDoc).set(ABSENCE + memberId, true);
}

/** Of whom an absence note is wanted. */
export function wantedAbsences(groupDoc: Y.Doc): ReadonlySet<string> {
  const keys = [...aboutMap(groupDoc).keys()].filter((key) => key.startsWith(ABSENCE));
  return new Set(keys.map((key) => key.slice(ABSENCE.length)));
}
