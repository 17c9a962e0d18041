import type { StoreApi } from 'zustand/vanilla';
import type { Language, PrivacyCheck } from '../../src/protocol/session/people.ts';
import type { Capture, LiveSession } from '../live/contract.ts';
import type { AddressBar } from './address.ts';
import type { Unsupported } from './browserSupport.ts';
import type { CheckRun } from './checkRun.ts';
import type { CheckView } from './deviceChecks.ts';
import type { DoorApi } from './doorApi.ts';
import type { DoorMemory } from './doorMemory.ts';
import type { PrivacyDraft } from './privacyDraft.ts';
import type { Stage } from './stage.ts';

/** What the page is made of; handed in, so that tests need neither browser nor hub. */
export type MemberDeps = {
  readonly api: DoorApi;
  readonly addressBar: AddressBar;
  readonly memory: DoorMemory;
  readonly capture: Capture;
  readonly connect: (seatId: string) => LiveSession;
  readonly unsupported: Unsupported | null;
  /** Whether the browser gives camera and microphone without asking. */
  readonly hasPermission: () => Promise<boolean>;
  /** The seat's language, for a member who has not chosen one here. */
  readonly suggestLanguage: (language: Language) => void;
  /** Calls back after so many milliseconds, unless the returned function is called before. */
  readonly after: (ms: number, callback: () => void) => () => void;
  readonly now: () => number;
};

/** What the screens read. */
export type MemberView = {
  readonly stage: Stage;
  readonly check: CheckView;
  /** The privacy check as far as it is filled in, until it has been handed over. */
  readonly privacy: PrivacyDraft;
  /** The session being joined; null before the door and after goodbye. */
  readonly live: LiveSession | null;
};

/** How the member's page stands, and everything that can be done about it (docs/spec/member.md). */
export interface MemberModel {
  readonly store: StoreApi<MemberView>;
  readonly capture: Capture;
  readonly check: CheckRun;
  /** Begins with the address. */
  start(): Promise<void>;
  finishDeviceCheck(): void;
  /** Goes on without camera and microphone, whether or not the browser's question has been answered. */
  skipDevices(): void;
  draftPrivacy(draft: PrivacyDraft): void;
  submitPrivacy(privacy: PrivacyCheck): void;
  agree(): void;
  /** One screen back at the door. */
  goBack(): void;
  /** Comes back in, or tries the door again. */
  enter(): void;
  leave(): Promise<void>;
  /** Connects anew after a goodbye: back in, or "use it here". */
  comeBack(): Promise<void>;
  /** The page itself is broken: closes line and devices, and touches nothing else. What can be come back to stays so. */
  giveUp(): void;
  /** Leaves nothing running. Idempotent. */
  close(): void;
}
