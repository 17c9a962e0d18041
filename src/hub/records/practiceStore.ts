import type { LockMinutes } from '../../protocol/api/signIns.ts';
import type { Language } from '../../protocol/session/people.ts';

/** The practice this hub serves: there is one, made at setup. `timeZone` is an IANA name. */
export type Practice = { readonly name: string; readonly timeZone: string; readonly language: Language };

export interface PracticeStore {
  find(): Promise<Practice | null>;
  /** After how many idle minutes consoles lock (ID73). */
  lockAfterMinutes(): Promise<LockMinutes>;
  setLockAfterMinutes(minutes: LockMinutes): Promise<void>;
}
