import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto';
import type {
  PasskeyCreated,
  PasskeyCreation,
  PasskeyRequest,
  PasskeySigned,
} from '../../src/protocol/api/webAuthn.ts';

/** What a test may spoil of an answer. */
export type Spoilt = {
  readonly origin?: string;
  readonly host?: string;
  readonly challenge?: string;
  readonly userHandle?: string;
  readonly isVerified?: boolean;
  readonly counter?: number;
};

const USER_PRESENT = 0x01;
const USER_VERIFIED = 0x04;
const ATTESTED = 0x40;
const base64url = (bytes: Uint8Array | string) => Buffer.from(bytes).toString('base64url');
const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest();

/** The few shapes of CBOR (RFC 8949) that a passkey is made of. */
function cborHead(major: number, length: number): Buffer {
  if (length < 24) return Buffer.from([(major << 5) | length]);
  return length < 256
    ? Buffer.from([(major << 5) | 24, length])
    : Buffer.from([(major << 5) | 25, length >> 8, length & 0xff]);
}
const cborText = (text: string) => Buffer.concat([cborHead(3, text.length), Buffer.from(text)]);
const cborBytes = (bytes: Uint8Array) => Buffer.concat([cborHead(2, bytes.length), bytes]);
const cborInt = (value: number) => (value < 0 ? cborHead(1, -1 - value) : cborHead(0, value));
const cborMap = (...entries: readonly (readonly [Buffer, Buffer])[]) =>
  Buffer.concat([cborHead(5, entries.length), ...entries.flat()]);

/** An authenticator with one passkey (ES256), for tests over HTTP: what a browser and its device answer, by the letter of WebAuthn. */
export class SoftPasskey {
  readonly #keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  readonly #id = randomBytes(16);
  readonly #origin: string;
  #userId = '';
  #counter = 0;

  constructor(origin: string) {
    this.#origin = origin;
  }

  get id(): string {
    return base64url(this.#id);
  }

  create(asked: PasskeyCreation, spoilt: Spoilt = {}): PasskeyCreated {
    this.#userId = asked.user.id;
    const attested = Buffer.concat([
      Buffer.alloc(16),
      Buffer.from([0, this.#id.length]),
      this.#id,
      this.#publicKey(),
    ]);
    const authData = Buffer.concat([this.#authData(ATTESTED, asked.rp.id, spoilt), attested]);
    const attestation = cborMap(
      [cborText('fmt'), cborText('none')],
      [cborText('attStmt'), cborMap()],
      [cborText('authData'), cborBytes(authData)],
    );
    return {
      ...this.#credential(),
      response: {
        clientDataJSON: this.#clientData('webauthn.create', asked.challenge, spoilt),
        attestationObject: base64url(attestation),
      },
    };
  }

  sign(asked: PasskeyRequest, spoilt: Spoilt = {}): PasskeySigned {
    const clientDataJSON = this.#clientData('webauthn.get', asked.challenge, spoilt);
    const authData = this.#authData(0, asked.rpId, spoilt);
    const signed = Buffer.concat([authData, sha256(Buffer.from(clientDataJSON, 'base64url'))]);
    return {
      ...this.#credential(),
      response: {
        clientDataJSON,
        authenticatorData: base64url(authData),
        signature: base64url(createSign('sha256').update(signed).sign(this.#keys.privateKey)),
        userHandle: spoilt.userHandle ?? this.#userId,
      },
    };
  }

  #credential() {
    return { id: this.id, rawId: this.id, type: 'public-key', clientExtensionResults: {} } as const;
  }

  #clientData(type: string, challenge: string, spoilt: Spoilt): string {
    const origin = spoilt.origin ?? this.#origin;
    return base64url(
      JSON.stringify({ type, challenge: spoilt.challenge ?? challenge, origin, crossOrigin: false }),
    );
  }

  #authData(flags: number, host: string, spoilt: Spoilt): Buffer {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(spoilt.counter ?? (this.#counter += 1));
    const verified = spoilt.isVerified === false ? 0 : USER_VERIFIED;
    return Buffer.concat([
      sha256(spoilt.host ?? host),
      Buffer.from([flags | USER_PRESENT | verified]),
      counter,
    ]);
  }

  /** The key in COSE (RFC 9053): EC2, ES256, P-256. */
  #publicKey(): Buffer {
    const { x = '', y = '' } = this.#keys.publicKey.export({ format: 'jwk' });
    return cborMap(
      [cborInt(1), cborInt(2)],
      [cborInt(3), cborInt(-7)],
      [cborInt(-1), cborInt(1)],
      [cborInt(-2), cborBytes(Buffer.from(x, 'base64url'))],
      [cborInt(-3), cborBytes(Buffer.from(y, 'base64url'))],
    );
  }
}
