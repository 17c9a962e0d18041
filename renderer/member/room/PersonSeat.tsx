import { useEffect } from 'react';
import { useStore } from 'zustand';
import type { Participant } from '../../../src/protocol/session/people.ts';
import { PersonTile } from '../../ui/PersonTile.tsx';
import { useTrackStream } from '../../ui/useTrackStream.ts';
import { useWords } from '../../words/i18n.ts';
import { useModel } from '../modelContext.ts';
import { roleDetail } from './roles.ts';
import { useRoom, type Situation } from './roomContext.ts';

export type PersonSeatProps = {
  person: Participant;
  situation: Situation;
  size: 'thumb' | 'tile' | 'stage';
  shape?: 'tile' | 'circle';
  as: 'div' | 'li';
};

/** One person, with the picture that is received of them, or the member's own. */
export function PersonSeat({ person, situation, size, shape = 'tile', as }: PersonSeatProps) {
  const i18n = useWords();
  const { live } = useRoom();
  const { capture } = useModel();
  const isSelf = person.id === situation.self.id;
  const ownStream = useTrackStream(useStore(capture.store, (view) => (isSelf ? view.camera.track : null)));
  const remote = useStore(live.media.store, (media) => media.remote[person.id]?.camera);
  const isSpotlit = situation.state.spotlightId === person.id;
  const detail = roleDetail(i18n, person.role);

  useEffect(
    () => (isSelf ? undefined : live.media.claimSize(person.id, size)),
    [live, person.id, isSelf, size],
  );

  return (
    <PersonTile
      as={as}
      id={person.id}
      name={person.name}
      shape={shape}
      size={size}
      isSelf={isSelf}
      stream={isSelf ? ownStream : remote && !remote.isPaused ? remote.stream : null}
      isMicOn={person.isMicOn}
      isCameraOn={person.isCameraOn}
      isSpeaking={situation.view.speakerIds.has(person.id) && person.isMicOn}
      isHandUp={person.handRaisedAt !== null}
      isSpotlit={isSpotlit}
      {...(detail !== undefined && { detail })}
      {...(person.connection.state === 'lost' && { connection: 'lost' })}
    />
  );
}
