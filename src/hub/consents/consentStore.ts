import type { ConsentBody, WithdrawalBody } from '../../protocol/api/consents.ts';

/** When something was recorded, and by whom of the staff. */
export type Recorded = { readonly recordedAt: number; readonly recordedBy: string };

/** A consent as it is kept, with its withdrawal where there was one. */
export type KeptConsent = ConsentBody &
  Recorded & {
    readonly id: string;
    readonly memberId: string;
    readonly withdrawal: (WithdrawalBody & Recorded) | null;
  };

/** Members' consents (SG80, SG81). What they say is sealed at rest; nothing is changed or removed, and there is no way to. */
export interface ConsentStore {
  add(consent: Omit<KeptConsent, 'withdrawal'>): Promise<void>;
  find(id: string): Promise<KeptConsent | null>;
  /** Of everybody who is or was on the group's roster, the newest first. */
  listOfGroup(groupId: string): Promise<KeptConsent[]>;
  /** False where it was withdrawn before: the first withdrawal stays. */
  withdraw(id: string, withdrawal: WithdrawalBody & Recorded): Promise<boolean>;
}
