import { describe, expect, it } from 'vitest';
import { createMachineHider } from './hideMachine.ts';

const hide = createMachineHider(
  [
    { folder: '/srv/Harbor House', as: '<program>' },
    { folder: '/srv/Harbor House/data', as: '<data>' },
    { folder: String.raw`C:\Users\maria\Circlewell`, as: '<keys>' },
  ],
  { machine: 'harbor-front', user: 'node', home: '/home/node' },
);

describe('OP31 what tells whose machine it is', () => {
  it('folders, as the system writes them and as stack frames do, the longest first', () => {
    expect(hide('open /srv/Harbor House/data/hub.sqlite')).toBe('open <data>/hub.sqlite');
    expect(hide('at run (file:///srv/Harbor%20House/src/hub.ts:1:2)')).toBe(
      'at run (file://<program>/src/hub.ts:1:2)',
    );
    expect(hide(String.raw`C:\Users\maria\Circlewell\kek`)).toBe(String.raw`<keys>\kek`);
    expect(hide('file:///C:/Users/maria/Circlewell/kek')).toBe('file:///<keys>/kek');
  });

  it('addresses, alone and in links', () => {
    expect(hide('https://harbor.example.org:8443/join#[hidden] of 203.0.113.77:443')).toBe(
      '<address>/join#[hidden] of <address>:443',
    );
    expect(hide('release 24.21.0 at file:///x/1.2.3')).toBe('release 24.21.0 at file:///x/1.2.3');
  });

  it('the names of the machine and its user, as whole words', () => {
    expect(hide('node on harbor-front, in /home/node/x')).toBe('<user> on <machine>, in <home>/x');
    expect(hide('nodejs_eventloop on harbor-frontier')).toBe('nodejs_eventloop on harbor-frontier');
  });
});
