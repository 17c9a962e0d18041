import { ARRIVE, STEP_IN } from '../../integration/live/liveHub.ts';
import { FaultHub, type FaultHubOptions } from './FaultHub.ts';
import { Person, type PersonOptions } from './Person.ts';

/** A hub in its own process, a lead who has begun, and whoever comes. Its owner closes it. */
export type Gathering = {
  readonly hub: FaultHub;
  readonly lead: Person;
  /** A member who has come through the door and was let in. */
  admit(index: number, options?: PersonOptions): Promise<Person>;
  close(): Promise<void>;
};

export async function startGathering(options: FaultHubOptions = {}): Promise<Gathering> {
  const hub = await FaultHub.start(options);
  const people: Person[] = [];
  const lead = await Person.lead(hub);
  people.push(lead);
  await lead.does({ type: 'openWaitingRoom' });
  await lead.does(STEP_IN);
  await lead.does({ type: 'startSession' });
  return {
    hub,
    lead,
    async admit(index, personOptions) {
      const member = await Person.member(hub, index, personOptions);
      people.push(member);
      await member.does(ARRIVE);
      await lead.does({ type: 'admit', participantId: member.id });
      await member.until(({ state, id }) => state.participants[id]?.presence.stage === 'present');
      return member;
    },
    async close() {
      for (const person of people) person.close();
      await hub.close();
    },
  };
}
