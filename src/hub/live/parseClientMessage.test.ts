import { expect, test } from 'vitest';
import { parseClientMessage } from './parseClientMessage.ts';

const parsed = (text: string, isBinary = false) => parseClientMessage(Buffer.from(text), isBinary);

test('LI5 LI6 a heartbeat is one in whichever way it is written, and as text alone', () => {
  const heartbeat = { outcome: 'ok', message: { type: 'ping' } };
  expect(parsed('{"type":"ping"}')).toEqual(heartbeat);
  expect(parsed('{ "type": "ping" }')).toEqual(heartbeat);
  expect(parsed('{"type":"ping","more":1}')).toEqual({ outcome: 'invalid', id: null });
  expect(parsed('{"type":"ping"}', true)).toEqual({ outcome: 'invalid', id: null });
});
