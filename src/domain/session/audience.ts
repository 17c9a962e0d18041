import type { MediaSource } from '../../protocol/media.ts';
import type { Participant } from '../../protocol/session/people.ts';
import type { SessionState } from '../../protocol/session/state.ts';
import { roomOf } from './people.ts';

/** Who may send what now, and who hears and sees whom. A projection of the state; nothing else decides it. */
export type Audience = {
  /** participant id → the sources they may send now: neither muted, nor shielded, nor waiting. */
  readonly producers: ReadonlyMap<string, ReadonlySet<MediaSource>>;
  /** Whether the listener is to receive a source of the speaker. */
  hears(listenerId: string, speakerId: string, source: MediaSource): boolean;
};

/** Works the audience out of the state (docs/spec/session.md, SE120 to SE122): same room, both let in, none of the two shielded. */
export function audienceOf(state: SessionState): Audience {
  const producers = new Map<string, ReadonlySet<MediaSource>>();
  for (const person of Object.values(state.participants)) producers.set(person.id, sourcesOf(person));
  return {
    producers,
    hears(listenerId, speakerId, source) {
      if (listenerId === speakerId) return false;
      const listener = state.participants[listenerId];
      const speaker = state.participants[speakerId];
      if (!listener || !speaker || listener.isShielded) return false;
      const room = roomOf(listener);
      return room !== null && room === roomOf(speaker) && (producers.get(speakerId)?.has(source) ?? false);
    },
  };
}

function sourcesOf(person: Participant): ReadonlySet<MediaSource> {
  const sources = new Set<MediaSource>();
  if (person.presence.stage !== 'present' || person.isShielded) return sources;
  if (person.isMicOn) sources.add('mic');
  if (person.isCameraOn) sources.add('camera');
  if (person.share) sources.add('screen');
  if (person.share?.hasSound) sources.add('screenAudio');
  return sources;
}
