import { STEP_IN } from '../../../src/domain/session/testKit.ts';
import type { Command } from '../../../src/protocol/session/commands.ts';
import { Random } from '../core/Random.ts';
import { PEOPLE, type Person } from '../world/people.ts';
import { arrivalOf, commandOf, type Words } from './commands.ts';
import { faultOf, FAULTS, LONG_FAULT } from './faults.ts';
import type { Deed, Planned, Schedule, Step } from './steps.ts';

/**
 * The schedule of a seed (SI6). Each seed has its own people, its own kinds of trouble and its own pace, so that rare
 * things come together in some of them.
 */
export function generate(seed: number): Schedule {
  const random = new Random(seed);
  const people = choosePeople(random);
  const faults = FAULTS.filter(() => random.chance(0.45));
  const steps: Step[] = [];
  let texts = 0;
  const words: Words = {
    random,
    ids: people.map(({ id }) => id),
    newText: () => `word ${++texts}`,
  };
  const pace = random.pick([20, 200, 200, 1_000]);
  const troubled = random.pick([0.05, 0.2, 0.4]);
  const add = (...deeds: readonly Planned[]): void => {
    for (const deed of deeds) steps.push({ afterMs: gap(random, pace), ...deed });
  };
  const staff = people.filter(({ kind }) => kind === 'staff');

  // In some, people only come and go before anything has begun: then hosts are made and released all the time.
  const isAtTheDoor = random.chance(0.1);
  if (isAtTheDoor) add(...comings(people, random));
  else if (random.chance(0.9)) add(...beginning(people, random, words));
  const length = isAtTheDoor ? 0 : random.int(8, 40);
  for (let count = 0; count < length; count += 1) {
    if (random.chance(0.002)) add(...faultOf(LONG_FAULT, words));
    if (faults.length > 0 && random.chance(troubled)) add(...faultOf(random.pick(faults), words));
    else add(sayingOf(random.pick(random.chance(0.4) ? staff : people), words));
  }
  return { seed, steps };
}

function choosePeople(random: Random): readonly Person[] {
  return PEOPLE.filter(({ id }) => {
    if (id === 'lead' || id === 'ana' || id === 'ben') return true;
    return random.chance(id === 'office' ? 0.05 : id === 'co' || id === 'cora' ? 0.7 : 0.25);
  });
}

/** Everybody comes, rooms are made and the session starts; most of the time all of it works. */
function beginning(people: readonly Person[], random: Random, words: Words): Deed[] {
  const leads = (...commands: readonly Command[]): Deed[] =>
    commands.map((command) => ({ type: 'say', who: 'lead', command }));
  const arrive = (person: Person): Deed => ({ type: 'say', who: person.id, command: arrivalOf(person) });
  const open = ({ id }: Person): Deed => ({ type: 'open', who: id });
  const sometimes = (...commands: readonly Command[]): Deed[] =>
    random.chance(0.6) ? leads(...commands) : [];
  const members = people.filter(({ kind }) => kind === 'member');
  const staff = people.filter(({ kind }) => kind === 'staff');
  return [
    ...staff.map(open),
    ...leads({ type: 'openWaitingRoom' }),
    ...staff.map(arrive),
    ...members.flatMap((person) => [open(person), arrive(person)]),
    ...sometimes({ type: 'startSession' }, { type: 'setChatPolicy', policy: 'everyone' }),
    ...leads({ type: 'addRoom', name: words.newText() }, { type: 'addRoom', name: words.newText() }),
    ...sometimes({ type: 'setMembersMayShare', isAllowed: true }),
    ...leads({ type: 'admitAll' }),
    ...sometimes({ type: 'shuffleRooms' }, { type: 'openRooms', minutes: random.pick([null, 1]) }),
  ];
}

const COMINGS: readonly Command[] = [
  { type: 'openWaitingRoom' },
  STEP_IN,
  { type: 'leave' },
  { type: 'leave' },
];

/** Windows open and close, lines break, the hub dies, the disk is slow; whoever steps in leaves again. */
function comings(people: readonly Person[], random: Random): Planned[] {
  const coming = (): readonly Planned[] => {
    const who = random.pick(people.slice(0, 3)).id;
    const afterMs = random.delay(0, 120);
    const noticed = (): number => random.delay(0, 60);
    switch (random.int(0, 10)) {
      case 0:
      case 1:
        return [{ type: 'shut', who, afterMs }];
      case 2:
      case 3:
      case 4:
        return [{ type: 'cut', who, afterMs, clientNoticesMs: noticed(), hubNoticesMs: noticed() }];
      case 5:
        return random.chance(0.1)
          ? [{ type: 'crash', isTold: true, downMs: random.delay(20, 500), afterMs }]
          : [{ type: 'wakeUp', who, afterMs }];
      case 6:
        return [
          { type: 'disk', mood: random.pick(['slow', 'slow', 'full', 'unreadable']), ms: 300, afterMs },
        ];
      case 7:
        // Mostly while somebody is on the way in, and the disk makes them wait.
        return [
          { type: 'disk', mood: 'slow', ms: 300, afterMs },
          { type: 'open', who },
          { type: 'replan', afterMs: random.int(50, 500) },
        ];
      case 8:
        return [{ type: 'say', who, command: random.pick(COMINGS), afterMs }];
      default:
        return [{ type: 'open', who, afterMs }];
    }
  };
  return Array.from({ length: random.int(10, 50) }, coming).flat();
}

function sayingOf(person: Person, words: Words): Deed {
  return { type: 'say', who: person.id, command: commandOf(person, words) };
}

/** Mostly little, so that things meet; now and then long enough for time-outs and timers. */
function gap(random: Random, paceMs: number): number {
  if (random.chance(0.3)) return random.int(0, 4);
  if (random.chance(0.02)) return random.int(3_000, 40_000);
  return random.delay(0, 3 * paceMs);
}
