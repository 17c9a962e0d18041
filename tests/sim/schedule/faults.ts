import type { Random } from '../core/Random.ts';
import { arrivalOf, commandOf, type Words } from './commands.ts';
import { personOf } from '../world/people.ts';
import type { Deed, Planned } from './steps.ts';

type Fault = (words: Words) => readonly Planned[];

const one = ({ random, ids }: Words): string => random.pick(ids);
/** Mostly noticed soon, at times only by silence. */
const noticed = (random: Random): number => random.delay(1, 4_000);

const GARBAGE: readonly string[] = [
  'not JSON',
  '{"type":"hello","protocolVersion":1,"ticket":"a-ticket-that-is-none"}',
  '{"type":"command","id":"6f0c1f3e-5a43-4b61-9d0e-0b6b1f1f0004","command":{"type":"extendRooms","minutes":1}}',
  '{"type":"command","id":"x","command":{"type":"raiseHand"}}',
  '{"type":"command","id":"6f0c1f3e-5a43-4b61-9d0e-0b6b1f1f0001","command":{"type":"connectionLost","participantId":"ana"}}',
  '{"type":"command","id":"6f0c1f3e-5a43-4b61-9d0e-0b6b1f1f0002","command":{"type":"admit","participantId":"__proto__"}}',
  '{"type":"media","id":"6f0c1f3e-5a43-4b61-9d0e-0b6b1f1f0003","request":{"type":"restartIce","direction":"send"}}',
  '{"type":"quality","rttMs":700,"lossRatio":0.2}',
];

const MAKERS = {
  secondWindow: (words) => [{ type: 'open', who: one(words) }],
  shut: (words) => [{ type: 'shut', who: one(words) }],
  comeBack: (words) => {
    const who = one(words);
    return [
      { type: 'shut', who },
      { type: 'open', who },
    ];
  },
  repeat: (words) => [{ type: 'repeat', who: one(words), back: words.random.int(0, 5) }],
  garbage: (words) => [{ type: 'garbage', who: one(words), text: words.random.pick(GARBAGE) }],
  replayTicket: (words) => [{ type: 'replayTicket', who: one(words) }],
  cut: (words) => [cut(words, one(words))],
  cutAll: (words) => words.ids.map((who) => ({ ...cut(words, who), afterMs: words.random.int(0, 50) })),
  halfOpen: (words) => [
    { type: 'halfOpen', who: one(words), lanes: words.random.pick(['toHub', 'toClient', 'both']) },
  ],
  stall: (words) => [{ type: 'stall', who: one(words), ms: words.random.delay(50, 12_000) }],
  /** Every line is clogged in turn, and they come free in another order. */
  clogAll: (words) =>
    words.ids.map((who) => ({
      type: 'stall',
      who,
      ms: words.random.delay(10, 3_000),
      afterMs: words.random.int(0, 50),
    })),
  offline: (words) => [
    {
      type: 'offline',
      who: one(words),
      how: words.random.pick(['refused', 'silent']),
      ms: words.random.delay(100, 30_000),
    },
  ],
  wakeUp: (words) => [{ type: 'wakeUp', who: one(words) }],
  crash: ({ random }) => [{ type: 'crash', isTold: random.chance(0.7), downMs: random.delay(50, 20_000) }],
  /** Somebody says something, and the hub is killed while it is on its way, being written, or being told. */
  crashMeanwhile: (words) => {
    const who = one(words);
    return [
      { type: 'say', who, command: commandOf(personOf(who), words) },
      {
        type: 'crash',
        isTold: words.random.chance(0.7),
        downMs: words.random.delay(50, 3_000),
        afterMs: words.random.int(1, 25),
      },
    ];
  },
  stop: ({ random }) => [{ type: 'stop', downMs: random.delay(50, 20_000) }],
  disk: ({ random }) => [
    {
      type: 'disk',
      mood: random.pick(['full', 'doubtful', 'unreadable', 'slow']),
      ms: random.delay(5, 6_000),
    },
  ],
  snapshot: ({ random }) => [{ type: 'snapshot', eventsAgo: random.int(0, 10) }],
  setClock: ({ random }) => [
    { type: 'setClock', byMs: random.pick([-3_600_000, -5_000, -200, 200, 5_000, 3_600_000]) },
  ],
  speak: (words) => [{ type: 'speak', who: one(words), ms: words.random.int(1_000, 9_000) }],
  /** A link is renewed, or somebody signs out; most come back by the new one. */
  endKey: (words) => {
    const who = one(words);
    return [{ type: 'endRight', who, how: 'key' }, ...(words.random.chance(0.7) ? comeBy(who) : [])];
  },
  /** Staff are taken off the group, and put on it again. */
  endAssignment: (words) => {
    const staff = words.ids.filter((id) => personOf(id).kind === 'staff');
    const who = words.random.pick(staff);
    return [
      { type: 'endRight', who, how: 'group' },
      { type: 'open', who },
      { type: 'assign', who, afterMs: words.random.delay(0, 3_000) },
      ...comeBy(who),
    ];
  },
  replan: () => [{ type: 'replan' }],
  /** Now and then as long as a lost connection is kept, or as nobody needs to be there for the hub to end it all. */
  pause: ({ random }) => [
    {
      type: 'pause',
      ms: random.chance(0.7) ? random.int(580_000, 640_000) : random.int(1_500_000, 2_400_000),
    },
  ],
  rest: () => [{ type: 'rest' }],
} as const satisfies Readonly<Record<string, Fault>>;

export type FaultName = keyof typeof MAKERS;

/** Every kind of trouble, and of what is not a command. */
export const FAULTS: readonly FaultName[] = [
  'secondWindow',
  'shut',
  'comeBack',
  'repeat',
  'garbage',
  'replayTicket',
  'cut',
  'cutAll',
  'halfOpen',
  'stall',
  'clogAll',
  'offline',
  'wakeUp',
  'crash',
  'crashMeanwhile',
  'stop',
  'disk',
  'snapshot',
  'setClock',
  'speak',
  'endKey',
  'endAssignment',
  'replan',
  'rest',
];

/** What takes so long that it is rare. */
export const LONG_FAULT = 'pause' satisfies FaultName;

/** The steps of one fault. */
export function faultOf(name: FaultName, words: Words): readonly Planned[] {
  return MAKERS[name](words);
}

/** Another window, and to the door by it. */
function comeBy(who: string): Planned[] {
  return [
    { type: 'open', who },
    { type: 'say', who, command: arrivalOf(personOf(who)) },
  ];
}

function cut({ random }: Words, who: string): Deed {
  return { type: 'cut', who, clientNoticesMs: noticed(random), hubNoticesMs: noticed(random) };
}
