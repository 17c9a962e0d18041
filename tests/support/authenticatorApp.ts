import { Secret, TOTP } from 'otpauth';

const STEP_MS = 30_000;

/** An authenticator app with one key. It gives no code twice, as the hub takes none twice: two within a step are this one's and the next. */
export class AuthenticatorApp {
  readonly #totp: TOTP;
  #lastStep = 0;

  /** @param key as the console shows it, in groups */
  constructor(key: string) {
    this.#totp = new TOTP({ secret: Secret.fromBase32(key.replaceAll(' ', '')) });
  }

  nextCode(): string {
    this.#lastStep = Math.max(Math.floor(Date.now() / STEP_MS), this.#lastStep + 1);
    return this.#totp.generate({ timestamp: this.#lastStep * STEP_MS });
  }
}
