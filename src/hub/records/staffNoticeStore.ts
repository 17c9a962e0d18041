import type { StaffNoticeKind } from '../../protocol/api/staffLinks.ts';

/** Something that somebody else did with an account, which its holder has not been told yet (ID95). */
export type StaffNoticeRecord = {
  readonly id: string;
  readonly staffId: string;
  readonly kind: StaffNoticeKind;
  readonly at: number;
  /** Who did it; null where it was done at the hub's own machine. */
  readonly byId: string | null;
};

export interface StaffNoticeStore {
  add(notice: StaffNoticeRecord): Promise<void>;
  /** All that wait for somebody, the oldest first. */
  listOf(staffId: string): Promise<StaffNoticeRecord[]>;
  /** Somebody has read these of theirs. */
  removeOf(staffId: string, ids: readonly string[]): Promise<void>;
}
