import type * as Y from 'yjs';
import {
  goalProgressSchema,
  interventionTagSchema,
  participationSchema,
  riskLevelSchema,
} from '../../../src/protocol/notes/elements.ts';
import type { NoteDraft } from '../../../src/protocol/notes/note.ts';
import { elementsMap, riskReason } from './noteDoc.ts';
import { chooseWhole, dropWhole } from './wholeValues.ts';
import { applyEditTo, editBetween } from './yTextEdit.ts';

export type Elements = NoteDraft['elements'];
export type Participation = Exclude<Elements['participation'], null>;
export type RiskLevel = Exclude<Elements['risk'], null>['level'];
export type Progress = Exclude<Elements['goals'][number]['progress'], null>;
export type Intervention = Elements['interventions'][number];
/** A goal in a note's document. */
export type Goal = Elements['goals'][number] & { readonly id: string };

const GOAL = 'goal/';
const PROGRESS = 'progress/';
const INTERVENTION = 'intervention/';
export const MAX_GOALS = 10;
/** Before every id that begins with a time. */
const TAKEN = '000000000-last';
const MAX_GOAL_CHARS = 300;
const MAX_REASON_CHARS = 500;

/** The goals, in the order of their ids (WR2): an id begins with when it was made. One that is still empty is among them. */
export function readGoals(doc: Y.Doc): readonly Goal[] {
  const map = elementsMap(doc);
  return [...map.keys()]
    .filter((key) => key.startsWith(GOAL))
    .toSorted()
    .flatMap((key) => {
      const id = key.slice(GOAL.length);
      const text = map.get(key);
      if (typeof text !== 'string') return [];
      const progress = goalProgressSchema.safeParse(map.get(PROGRESS + id)).data ?? null;
      return [{ id, text: text.slice(0, MAX_GOAL_CHARS), progress }];
    })
    .slice(0, MAX_GOALS);
}

/**
 * What is chosen in a note. What is no such thing, as from a later release, is left out (WR3).
 * @param shared the group's note, whose interventions hold until this note says otherwise (WR15); null for the group's own
 */
export function readElements(doc: Y.Doc, shared: Y.Doc | null): Elements {
  const map = elementsMap(doc);
  const level = riskLevelSchema.safeParse(map.get('riskLevel'));
  return {
    goals: readGoals(doc)
      .map(({ text, progress }) => ({ text: text.trim(), progress }))
      .filter(({ text }) => text !== ''),
    interventions: interventionTagSchema.options.filter((tag) => {
      const own = map.get(INTERVENTION + tag);
      return own === undefined
        ? shared && elementsMap(shared).get(INTERVENTION + tag) === true
        : own === true;
    }),
    participation: participationSchema.safeParse(map.get('participation')).data ?? null,
    risk: level.success ? { level: level.data, reason: readRiskReason(doc) } : null,
  };
}

export function chooseParticipation(doc: Y.Doc, participation: Participation): void {
  chooseWhole(doc, 'elements/participation', participation);
}

export function chooseRisk(doc: Y.Doc, level: RiskLevel): void {
  chooseWhole(doc, 'elements/riskLevel', level);
}

/** Changes the reason where it differs: what two people write apart from each other is both there (WR1). */
export function writeRiskReason(doc: Y.Doc, reason: string): void {
  const edit = editBetween(readRiskReason(doc), reason);
  if (edit !== null) doc.transact(() => applyEditTo(riskReason(doc), edit));
}

const readRiskReason = (doc: Y.Doc): string => riskReason(doc).toJSON().slice(0, MAX_REASON_CHARS);

export function chooseIntervention(doc: Y.Doc, tag: Intervention, isChosen: boolean): void {
  chooseWhole(doc, `elements/${INTERVENTION}${tag}`, isChosen);
}

/** @param id new for each goal, and later than those before by its letters */
export function putGoal(doc: Y.Doc, id: string, text: string): void {
  chooseWhole(doc, `elements/${GOAL}${id}`, text);
}

export function chooseProgress(doc: Y.Doc, id: string, progress: Progress): void {
  chooseWhole(doc, `elements/${PROGRESS}${id}`, progress);
}

/**
 * Takes goals over as another note words them, where this one has none yet. Two devices that do it apart from each other
 * write the same under the same keys: after merging each is there once.
 */
export function takeGoals(doc: Y.Doc, goals: readonly string[]): void {
  doc.transact(() => {
    for (const { id, text } of readGoals(doc)) if (text.trim() === '') removeGoal(doc, id);
    for (const [at, text] of goals.slice(0, MAX_GOALS).entries()) putGoal(doc, `${TAKEN}${at}`, text);
  });
}

export function removeGoal(doc: Y.Doc, id: string): void {
  doc.transact(() => {
    dropWhole(doc, `elements/${GOAL}${id}`);
    dropWhole(doc, `elements/${PROGRESS}${id}`);
  });
}
