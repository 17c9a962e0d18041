import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createRelayPasses } from './relayPasses.ts';

describe('HO11: passes for the relays', () => {
  const secret = 'a secret of the relay';
  const urls = ['turn:turn.example.org', 'turns:turn.example.org:443'];
  const passes = createRelayPasses({ urls, secret }, () => 1_700_000_000_500);

  it('are good for twelve hours, and their password is the name’s HMAC', () => {
    const [first] = passes();
    expect(first?.urls).toEqual(urls);
    expect(first?.username).toMatch(new RegExp(`^${1_700_000_000 + 43_200}:[0-9a-f]{16}$`));
    expect(first?.credential).toBe(
      createHmac('sha1', secret)
        .update(first?.username ?? '')
        .digest('base64'),
    );
  });

  it('are another one’s each time, and none without a relay', () => {
    expect(passes()[0]?.username).not.toBe(passes()[0]?.username);
    expect(createRelayPasses(null, () => 0)()).toEqual([]);
  });
});
