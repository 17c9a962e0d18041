import {
  browserSupportsWebAuthn,
  startAuthentication,
  startRegistration,
  WebAuthnError,
} from '@simplewebauthn/browser';
import {
  passkeyCreatedSchema,
  passkeySignedSchema,
  type PasskeyCreated,
  type PasskeyCreation,
  type PasskeyRequest,
  type PasskeySigned,
} from '../../../src/protocol/api/webAuthn.ts';
import { CirclewellError } from '../../../src/protocol/errors.ts';

/** The passkeys of whoever sits here, behind the browser's own dialogs. */
export interface Passkeys {
  /** Whether they can be used on this page (ID45). Where not, none is offered. */
  readonly isUsable: boolean;
  /** Whether one of those that were made for these hosts can be. */
  areUsableFor(hosts: readonly string[]): boolean;
  /** @throws CirclewellError `factor.noPasskeyGiven`, `factor.passkeyKnown` */
  create(asked: PasskeyCreation): Promise<PasskeyCreated>;
  /** @throws CirclewellError `factor.noPasskeyGiven` */
  sign(asked: PasskeyRequest): Promise<PasskeySigned>;
}

/** Whether a browser binds passkeys to such an address: named by name, and no scheme of an app. */
export function canBindPasskeys({ protocol, hostname }: Pick<Location, 'protocol' | 'hostname'>): boolean {
  const isBare = hostname.startsWith('[') || /^[\d.]+$/.test(hostname);
  return !isBare && (protocol === 'https:' || (protocol === 'http:' && hostname === 'localhost'));
}

/** On the browser's own WebAuthn. */
export function createPasskeys(location: Pick<Location, 'protocol' | 'hostname'>): Passkeys {
  const isUsable = canBindPasskeys(location) && browserSupportsWebAuthn();
  return {
    isUsable,
    areUsableFor: (hosts) => isUsable && hosts.includes(location.hostname),
    create: async (asked) =>
      passkeyCreatedSchema.parse(await given(startRegistration({ optionsJSON: asked }))),
    sign: async (asked) =>
      passkeySignedSchema.parse(await given(startAuthentication({ optionsJSON: asked }))),
  };
}

/** The browser tells no page why nothing came: put away, timed out and not there are one. */
async function given<T>(asking: Promise<T>): Promise<T> {
  try {
    return await asking;
  } catch (error) {
    const isKnown =
      error instanceof WebAuthnError && error.code === 'ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED';
    throw new CirclewellError(
      'invalid',
      'The browser gave no passkey',
      isKnown ? 'factor.passkeyKnown' : 'factor.noPasskeyGiven',
    );
  }
}
