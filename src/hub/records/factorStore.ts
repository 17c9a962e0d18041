/** A passkey as the hub keeps it. */
export type PasskeyRecord = {
  readonly id: string;
  readonly staffId: string;
  /** What the authenticator calls it, in base64url. */
  readonly credentialId: string;
  /** In COSE, as base64url. */
  readonly publicKey: string;
  /** The hub's name that it is bound to (WebAuthn's relying party). */
  readonly host: string;
  readonly name: string;
  /** How often it says that it has signed; 0 for ever where it does not count. */
  readonly counter: number;
  readonly createdAt: number;
  readonly lastUsedAt: number | null;
};

/** The second factors of staff (ID40 to ID50), and whether everybody needs one. */
export interface FactorStore {
  /** Inside a `together`: from here to its end whoever else changes somebody's factors waits (ID52). */
  hold(staffId: string): Promise<void>;

  /** Puts an authenticator app in, in the place of the one before. @param usedStep the step of the code that switched it on */
  setApp(staffId: string, app: { key: string; usedStep: number; createdAt: number }): Promise<void>;
  findApp(staffId: string): Promise<{ readonly key: string; readonly createdAt: number } | null>;
  /** Uses a step up. Whether it had not been, nor a later one. */
  useAppStep(staffId: string, step: number): Promise<boolean>;
  removeApp(staffId: string): Promise<boolean>;

  /** @throws CirclewellError `conflict` (`factor.wrongPasskey`) if somebody has this passkey already. */
  addPasskey(passkey: PasskeyRecord): Promise<void>;
  /** By what the authenticator calls it. */
  findPasskey(credentialId: string): Promise<PasskeyRecord | null>;
  /** Somebody's, in the order in which they were made. */
  listPasskeys(staffId: string): Promise<PasskeyRecord[]>;
  /** Notes a use. Whether the counter has gone on since `before`, or does not count. */
  usePasskey(id: string, use: { before: number; counter: number; at: number }): Promise<boolean>;
  /** Whether somebody has a passkey of that id, which is named so now. */
  renamePasskey(staffId: string, id: string, name: string): Promise<boolean>;
  removePasskey(staffId: string, id: string): Promise<boolean>;

  /** A new set in the place of the one before. The codes are kept as marks. */
  setRecoveryCodes(staffId: string, codes: readonly string[]): Promise<void>;
  /** Uses a code up. Whether there was such a one. */
  useRecoveryCode(staffId: string, code: string): Promise<boolean>;
  countRecoveryCodes(staffId: string): Promise<number>;

  /** Takes everything of somebody's away. */
  removeAllOf(staffId: string): Promise<void>;
  /** Whether somebody has an app or a passkey. */
  has(staffId: string): Promise<boolean>;
  /** Everybody who does. */
  holders(): Promise<string[]>;

  isNeeded(): Promise<boolean>;
  setNeeded(isNeeded: boolean): Promise<void>;
}
