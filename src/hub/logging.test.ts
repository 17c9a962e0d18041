import { describe, expect, it } from 'vitest';
import { CirclewellError } from '../protocol/errors.ts';
import { createLogger } from './logging.ts';

const SECRETS = ['Ana', 'hunter22', 'tok-1', 'v=0 sdp', '192.0.2.7', 'craving', 'abcdefghijklmnopqrstuv'];

function logged(write: (logger: ReturnType<typeof createLogger>) => void): string {
  const lines: string[] = [];
  write(createLogger({ level: 'trace', destination: { write: (line) => void lines.push(line) } }));
  return lines.join('');
}

describe('the root logger', () => {
  it('LO1 hides names, texts, tokens, SDP and addresses at any depth, in lists, in any case', () => {
    const text = logged((logger) => {
      logger.info({ displayName: 'Ana R.', passphrase: 'hunter22', Ticket: 'tok-1' }, 'flat');
      logger.info({ a: { b: [{ c: { Name: 'Ana R.', cookie: 'tok-1', authorization: 'tok-1' } }] } }, 'deep');
      logger.info(
        {
          request: { headers: { cookie: 'staff=tok-1' }, ip: '192.0.2.7' },
          iceCandidates: [{ address: '192.0.2.7' }],
          iceServers: [{ username: 'tok-1', credential: 'tok-1' }],
          sdp: 'v=0 sdp',
        },
        'media',
      );
      logger.info({ event: { type: 'chatSent', message: { text: 'craving' } } }, 'event');
      logger.info({ link: 'http://x/join#abcdefghijklmnopqrstuv' }, 'link');
      logger
        .child({ sessionId: 's1', name: 'Ana R.' })
        .child({ peer: { displayName: 'Ana R.' } })
        .info({ name: 'Ana R.' }, 'child');
      logger.info({ deep: { b: { c: { d: { e: { f: { g: { h: 'craving' } } } } } } } }, 'too deep');
      logger.info({ bytes: Buffer.from('craving') }, 'bytes');
    });
    for (const secret of SECRETS) expect(text).not.toContain(secret);
    expect(text).toContain('"sessionId":"s1"');
    expect(text).not.toMatch(/"(pid|hostname)"/);
  });

  it('LO2 of an error it logs kind and place; a message only where it is ours', () => {
    const text = logged((logger) => {
      logger.error({ err: new Error('UNIQUE failed for Ana R. hunter22') }, 'foreign');
      logger.error(new TypeError('cannot read Ana of 192.0.2.7'));
      logger.child({ part: 'x' }).error({ err: new Error('Ana') });
      logger.error({ err: new CirclewellError('conflict', 'The log stands at 3, not at 2') }, 'ours');
      logger.error({ err: { name: 'Ana R.' } }, 'no error');
      logger.error({ inner: { cause: new Error('Ana') } }, 'nested');
    });
    for (const secret of SECRETS) expect(text).not.toContain(secret);
    expect(text).toContain('The log stands at 3');
    expect(text).toContain('logging.test.ts');
  });
});
