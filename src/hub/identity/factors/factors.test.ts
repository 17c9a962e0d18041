import { describe, expect, it } from 'vitest';
import type { StaffAccount } from '../../records/staffStore.ts';
import { createHubAddress } from '../hubAddress.ts';
import { CHALLENGE_MS, createChallenges, MAX_USED } from './challenges.ts';
import { createHalfwaySignIns, HALFWAY_MS } from './halfwaySignIns.ts';
import { newRecoveryCodes, recoveryCodeOf, RECOVERY_CODES } from './recoveryCodes.ts';
import { relyingPartyOf } from './relyingParty.ts';
import { appKeyUri, newAppKey, stepOfCode } from './totp.ts';

/** RFC 6238, appendix B: the key of its SHA-1 vectors, "12345678901234567890", in base 32. */
const RFC_KEY = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
/** Its vectors, in seconds, and the last six of their eight digits. */
const VECTORS = [
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
] as const;

describe('codes of an authenticator app', () => {
  it.each(VECTORS)('ID43 are RFC 6238’s: at %i s it is %s', (seconds, code) => {
    expect(stepOfCode(RFC_KEY, code, seconds * 1000)).toBe(Math.floor(seconds / 30));
  });

  it('ID43 are taken one step early or late, and no further', () => {
    const step = 1_111_111_111_000;
    const offsets = [-60, -30, 0, 30, 60].map((seconds) =>
      stepOfCode(RFC_KEY, '050471', step - seconds * 1000),
    );
    expect(offsets).toEqual([null, 37_037_037, 37_037_037, 37_037_037, null]);
  });

  it('ID43 are six digits, with or without a space, and nothing else', () => {
    const at = 59_000;
    expect(stepOfCode(RFC_KEY, ' 287 082 ', at)).toBe(1);
    for (const typed of ['', '28708', '2870820', '94287082', 'abcdef', '２８７０８２', '-287082'])
      expect(stepOfCode(RFC_KEY, typed, at)).toBeNull();
  });

  it('ID43 ID44 come of a key of 160 random bits, which the QR code tells as apps read it', () => {
    const key = newAppKey();
    expect(key).toMatch(/^[A-Z2-7]{32}$/);
    expect(newAppKey()).not.toBe(key);
    const uri = new URL(appKeyUri(key, 'maría: 1'));
    expect(uri.protocol).toBe('otpauth:');
    expect(Object.fromEntries(uri.searchParams)).toEqual({
      issuer: 'Circlewell',
      secret: key,
      algorithm: 'SHA1',
      digits: '6',
      period: '30',
    });
  });
});

describe('recovery codes', () => {
  it('ID47 are ten of 60 bits, and found again however they are typed', () => {
    const codes = newRecoveryCodes();
    expect(codes).toHaveLength(RECOVERY_CODES);
    expect(new Set(codes).size).toBe(RECOVERY_CODES);
    // 32 letters to the power of 12.
    for (const code of codes) expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/);
    expect(recoveryCodeOf(' 1o0l-abcd efgh ')).toBe(recoveryCodeOf('1001-ABCD-EFGH'));
  });
});

describe('half a sign-in', () => {
  const account: StaffAccount = {
    id: 'a',
    accountName: 'maria',
    displayName: 'Maria S.',
    role: 'lead',
    isOwner: true,
    isActive: true,
    passphraseHash: 'one',
  };
  function begin() {
    const state: { now: number; account: StaffAccount | null } = { now: 0, account };
    const staff = { find: async () => state.account };
    return { state, halfway: createHalfwaySignIns({ staff, now: () => state.now }) };
  }

  it('ID41 is good for its time and its purpose, and is used up once', async () => {
    const { state, halfway } = begin();
    const ticket = halfway.issue(account, 'secondFactor');
    expect(await halfway.find(ticket, 'secondFactor')).toEqual(account);
    expect(await halfway.find(ticket, 'setUpFactor')).toBeNull();
    expect(await halfway.find('nonsense', 'secondFactor')).toBeNull();
    state.now = HALFWAY_MS.secondFactor - 1;
    expect(await halfway.find(ticket, 'secondFactor')).toEqual(account);
    state.now += 1;
    expect(await halfway.find(ticket, 'secondFactor')).toBeNull();
    const other = halfway.issue(account, 'secondFactor');
    const take = async () => halfway.take(other, 'secondFactor');
    expect(await Promise.all([take(), take()])).toEqual([account, null]);
    const ended = halfway.issue(account, 'secondFactor');
    halfway.end(ended);
    expect(await halfway.take(ended, 'secondFactor')).toBeNull();
  });

  it('ID41 is taken by what is so then: a passphrase that was changed since it was issued voids it', async () => {
    const { state, halfway } = begin();
    const ticket = halfway.issue(account, 'secondFactor');
    state.account = { ...account, passphraseHash: 'two' };
    expect(await halfway.take(ticket, 'secondFactor')).toBeNull();
  });

  it('ID41 ends with a closed account, with a changed passphrase, and when all of somebody’s end', async () => {
    const { state, halfway } = begin();
    const [first, second] = [halfway.issue(account, 'secondFactor'), halfway.issue(account, 'setUpFactor')];
    for (const now of [null, { ...account, isActive: false }, { ...account, passphraseHash: 'two' }]) {
      state.account = now;
      expect(await halfway.find(first, 'secondFactor')).toBeNull();
    }
    state.account = account;
    halfway.endAllOf('b');
    expect(await halfway.find(first, 'secondFactor')).toEqual(account);
    halfway.endAllOf('a');
    expect(await halfway.find(first, 'secondFactor')).toBeNull();
    expect(await halfway.find(second, 'setUpFactor')).toBeNull();
  });

  it('ID41 does not pile up', async () => {
    const { halfway } = begin();
    const first = halfway.issue(account, 'secondFactor');
    for (let count = 0; count < 1_000; count += 1) halfway.issue(account, 'secondFactor');
    expect(await halfway.find(first, 'secondFactor')).toBeNull();
  });
});

describe('challenges', () => {
  it('ID45 are good once, for their time and their purpose', () => {
    let now = 0;
    const challenges = createChallenges({ now: () => now });
    const [first, second, third] = [challenges.issue('in'), challenges.issue('in'), challenges.issue('in')];
    expect([challenges.redeem(first, 'in'), challenges.redeem(first, 'in')]).toEqual([true, false]);
    expect(challenges.redeem(second, 'else')).toBe(false);
    expect(challenges.redeem(second, 'in')).toBe(true);
    now = CHALLENGE_MS;
    expect(challenges.redeem(third, 'in')).toBe(false);
    expect(challenges.redeem(first, 'in')).toBe(false);
  });

  it('ID45 are the hub’s own, and none of another hub, of another writing or of nobody', () => {
    const challenges = createChallenges({ now: () => 0 });
    const challenge = challenges.issue('in');
    const others = [
      createChallenges({ now: () => 0 }).issue('in'),
      `B${challenge.slice(1)}`,
      `${challenge}=`,
      challenge.slice(0, -2),
      '',
      'nonsense',
    ];
    expect(others.map((one) => challenges.redeem(one, 'in'))).toEqual(others.map(() => false));
    expect(challenges.redeem(challenge, 'in')).toBe(true);
  });

  it('ID53 are not pushed out, however many are asked for or tried', () => {
    const challenges = createChallenges({ now: () => 0 });
    const mine = challenges.issue('making one');
    for (let count = 0; count < 2 * MAX_USED; count += 1)
      challenges.redeem(challenges.issue('in').replace(/^./, 'B'), 'in');
    expect(challenges.redeem(mine, 'making one')).toBe(true);
  });

  it('ID53 no used one is forgotten before its time', () => {
    let now = 0;
    const challenges = createChallenges({ now: () => now });
    const first = challenges.issue('in');
    for (const one of [first, ...Array.from({ length: MAX_USED - 1 }, () => challenges.issue('in'))])
      expect(challenges.redeem(one, 'in')).toBe(true);
    expect(challenges.redeem(challenges.issue('in'), 'in')).toBe(false);
    expect(challenges.redeem(first, 'in')).toBe(false);
    now = CHALLENGE_MS;
    expect(challenges.redeem(challenges.issue('in'), 'in')).toBe(true);
  });
});

describe('where passkeys work', () => {
  const at = (publicUrl: string | null, host = '127.0.0.1') => {
    const address = createHubAddress({ publicUrl, host, isTls: false });
    address.setPort(7420);
    return address;
  };

  it('ID45 is the hub’s public name, and this machine by name', () => {
    const hosted = at('https://groups.example.org/');
    expect(relyingPartyOf(hosted, 'https://groups.example.org')).toEqual({
      origin: 'https://groups.example.org',
      host: 'groups.example.org',
    });
    expect(relyingPartyOf(hosted, 'http://localhost:7420')).toEqual({
      origin: 'http://localhost:7420',
      host: 'localhost',
    });
  });

  it.each([
    [null, 'http://127.0.0.1:7420'],
    [null, 'http://[::1]:7420'],
    [null, 'app://circlewell'],
    [null, undefined],
    [null, 'https://groups.example.org'],
    ['http://groups.example.org', 'http://groups.example.org'],
    ['https://203.0.113.7', 'https://203.0.113.7'],
  ])('ID45 is nowhere else: %s, %s', (publicUrl, origin) => {
    expect(() => relyingPartyOf(at(publicUrl), origin)).toThrow(
      expect.objectContaining({ rule: 'factor.noPasskeysHere' }),
    );
  });
});
