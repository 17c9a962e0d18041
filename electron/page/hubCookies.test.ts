import { describe, expect, it } from 'vitest';
import { createHubCookies } from './hubCookies.ts';

function atTime(startMs = 1_000_000) {
  const clock = { ms: startMs };
  return { clock, cookies: createHubCookies({ now: () => clock.ms }) };
}

describe('SH10: the hub’s cookies', () => {
  it('are sent back as they came, without their attributes', () => {
    const { cookies } = atTime();
    expect(cookies.header()).toBeNull();
    cookies.take(['staff=abc=def; Path=/; HttpOnly; SameSite=Strict', 'seat=1']);
    expect(cookies.header()).toBe('staff=abc=def; seat=1');
  });

  it('are replaced by name, and end by Max-Age, which goes before Expires', () => {
    const { cookies, clock } = atTime();
    cookies.take(['staff=old']);
    cookies.take(['staff=new; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=10']);
    expect(cookies.header()).toBe('staff=new');
    clock.ms += 10_000;
    expect(cookies.header()).toBeNull();
  });

  it('are dropped when the hub clears them', () => {
    const { cookies } = atTime();
    cookies.take(['staff=abc', 'seat=1']);
    cookies.take(['staff=; Max-Age=0', 'seat=; Expires=Thu, 01 Jan 1970 00:00:00 GMT']);
    expect(cookies.header()).toBeNull();
  });

  it('without a name are none', () => {
    const { cookies } = atTime();
    cookies.take(['', '=x', 'flag; Path=/']);
    expect(cookies.header()).toBeNull();
  });
});
