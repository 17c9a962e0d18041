import { describe, expect, it } from 'vitest';
import { createAttemptDelays, FREE_ATTEMPTS } from './attemptDelays.ts';
import { createHubAddress } from './hubAddress.ts';
import { createLiveTickets, FLOOD_WAIT_MS, LIVE_TICKET_MS } from './liveTickets.ts';
import { createPassphrases } from './passphrases.ts';
import { hashToken, newToken } from './tokens.ts';

describe('tokens', () => {
  it('ID10 are as long as they say, and never the same', () => {
    expect(newToken(128)).toMatch(/^[\w-]{22}$/);
    expect(newToken(256)).toMatch(/^[\w-]{43}$/);
    expect(new Set(Array.from({ length: 1000 }, () => newToken(128))).size).toBe(1000);
    expect(hashToken('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });
});

describe('live tickets', () => {
  const grant = {
    sessionId: 's',
    actor: { kind: 'member', id: 'm', name: 'Ana R.', language: 'es' },
    seatId: 'x',
    keyHash: 'k',
  } as const;

  it('DO9 work once, for half a minute, and do not pile up', () => {
    let now = 0;
    const tickets = createLiveTickets({ now: () => now });
    const [first, second] = [tickets.issue(grant), tickets.issue(grant)];
    expect(tickets.redeem(first)).toEqual(grant);
    expect(tickets.redeem(first)).toBeNull();
    now = LIVE_TICKET_MS;
    expect(tickets.redeem(second)).toBeNull();
    expect(tickets.redeem('nonsense')).toBeNull();
  });

  it('LI3 void the person’s older ones for the session when they are used, and no newer one and nobody else’s', () => {
    const tickets = createLiveTickets({ now: () => 0 });
    const other = { ...grant, actor: { ...grant.actor, id: 'n' } };
    const [older, others, used, newer] = [grant, other, grant, grant].map((one) => tickets.issue(one));
    expect(tickets.redeem(used ?? '')).toEqual(grant);
    expect(tickets.redeem(older ?? '')).toBeNull();
    expect(tickets.redeem(others ?? '')).toEqual(other);
    expect(tickets.redeem(newer ?? '')).toEqual(grant);
  });

  it('ID13 end with the right they were given for, and no others do', () => {
    const tickets = createLiveTickets({ now: () => 0 });
    const other = { ...grant, seatId: 'y' };
    const [first, second] = [tickets.issue(grant), tickets.issue(other)];
    tickets.revoke(({ seatId }) => seatId === 'x');
    expect(tickets.redeem(first)).toBeNull();
    expect(tickets.redeem(second)).toEqual(other);
  });

  it('LI19 are not given for ten seconds to who has flooded the session, and to everybody else', () => {
    let now = 0;
    const tickets = createLiveTickets({ now: () => now });
    const other = { ...grant, actor: { ...grant.actor, id: 'n' } };
    const [held, others] = [tickets.issue(grant), tickets.issue(other)];
    tickets.bar(grant);
    expect(tickets.redeem(held)).toBeNull();
    expect(tickets.redeem(others)).toEqual(other);
    now = FLOOD_WAIT_MS - 1;
    expect(() => tickets.issue(grant)).toThrow('Too many messages');
    tickets.issue(other);
    now = FLOOD_WAIT_MS;
    expect(tickets.redeem(tickets.issue(grant))).toEqual(grant);
  });
});

describe('delays', () => {
  it('ID5 double up to a quarter of an hour, and end with the right passphrase', () => {
    let now = 0;
    const delays = createAttemptDelays({ now: () => now });
    for (let count = 0; count < FREE_ATTEMPTS; count += 1) delays.begin('maria', '192.0.2.1');
    const waitMs = () => {
      for (let wait = 0; ; wait += 1000) {
        try {
          delays.begin('maria', '192.0.2.1');
          return wait;
        } catch {
          now += 1000;
        }
      }
    };
    expect(Array.from({ length: 12 }, waitMs)).toEqual(
      [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900].map((seconds) => seconds * 1000),
    );
    expect(() => delays.begin('maria', '192.0.2.1')).toThrow();
    expect(() => delays.begin('maria', '192.0.2.2')).not.toThrow();
    expect(() => delays.begin('noor', '192.0.2.1')).not.toThrow();
    delays.succeed('maria', '192.0.2.1');
    expect(() => delays.begin('maria', '192.0.2.1')).not.toThrow();
  });

  it('ID5 take all addresses of one IPv6 network as one, and an IPv4 address as itself however it is written', () => {
    const delays = createAttemptDelays({ now: () => 0 });
    const address = (index: number) => `2001:db8:1:2:${index.toString(16)}::${(index + 1).toString(16)}`;
    for (let index = 0; index < FREE_ATTEMPTS; index += 1) delays.begin('maria', address(index));
    for (let index = FREE_ATTEMPTS; index < 1_000; index += 1)
      expect(() => delays.begin('maria', address(index))).toThrow('wait and try again');
    expect(() => delays.begin('maria', '2001:db8:1:3::1')).not.toThrow();
    delays.succeed('maria', '2001:DB8:1:2::ffff');
    expect(() => delays.begin('maria', address(0))).not.toThrow();
    for (let index = 0; index < FREE_ATTEMPTS; index += 1) delays.begin('noor', '::ffff:192.0.2.1');
    expect(() => delays.begin('noor', '192.0.2.1')).toThrow('wait and try again');
  });

  it('ID42 leave the wrong tries before a half that was right, and no wait for the half itself', () => {
    let now = 0;
    const delays = createAttemptDelays({ now: () => now });
    const begin = () => delays.begin('maria', '192.0.2.1');
    for (let count = 0; count < 40; count += 1) {
      begin();
      now += 900_000;
      // The right passphrase, as often as somebody likes: it makes the next code wait neither longer nor shorter.
      for (let half = 0; half < 3; half += 1) begin().takeBack();
    }
    begin();
    now += 899_999;
    expect(begin).toThrow();
    now += 1;
    const half = begin();
    expect(begin).toThrow();
    half.takeBack();
    // A code that was tried at the same time keeps the wait it costs.
    begin();
    half.takeBack();
    expect(begin).toThrow();
  });

  it('ID5 stay small however many names are tried', () => {
    const delays = createAttemptDelays({ now: () => 0 });
    for (let count = 0; count < 30_000; count += 1) delays.begin(`name ${count}`, '192.0.2.1');
    for (let count = 0; count < FREE_ATTEMPTS - 1; count += 1) delays.begin('name 29999', '192.0.2.1');
    expect(() => delays.begin('name 29999', '192.0.2.1')).toThrow();
  });
});

describe('passphrases', () => {
  it('ID2 are hashed with Argon2id at OWASP’s costs, and compared in one form of Unicode', async () => {
    const passphrases = createPassphrases();
    const hash = await passphrases.hash('cafe\u0301 river stone');
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await passphrases.matches(hash, 'café river stone')).toBe(true);
    expect(await passphrases.matches(hash, 'cafe river stone')).toBe(false);
    expect(await passphrases.matches(null, 'nobody has this one')).toBe(false);
  });
});

describe('the hub’s address', () => {
  it('AP10 names its own origins and no other', () => {
    const address = createHubAddress({
      publicUrl: 'https://groups.example.org/',
      host: '127.0.0.1',
      isTls: false,
    });
    address.setPort(7420);
    expect(address.publicUrl()).toBe('https://groups.example.org');
    expect(address.consoleUrl()).toBe('http://127.0.0.1:7420/');
    const own = [
      'https://groups.example.org',
      'http://localhost:7420',
      'http://[::1]:7420',
      'app://circlewell',
    ];
    const foreign = [
      undefined,
      '',
      'null',
      'http://groups.example.org',
      'https://groups.example.org.evil.example',
      'http://127.0.0.1',
      'app://other',
    ];
    expect(own.map(address.isOwnOrigin)).toEqual(own.map(() => true));
    expect(foreign.map(address.isOwnOrigin)).toEqual(foreign.map(() => false));
  });

  it('AP10 on all addresses takes each of this machine’s, and leaves the default port out', () => {
    const address = createHubAddress({ publicUrl: null, host: '0.0.0.0', isTls: true });
    address.setPort(443);
    expect(address.consoleUrl()).toBe('https://127.0.0.1/');
    expect(address.isOwnOrigin('https://localhost')).toBe(true);
    expect(address.socketSources()).toContain('wss://127.0.0.1');
  });
});
