import { useStore } from 'zustand';
import { SlideView } from '../../ui/SlideView.tsx';
import { VideoView } from '../../ui/VideoView.tsx';
import { languageOf, useWords } from '../../words/i18n.ts';
import { useRoom, type Situation } from './roomContext.ts';
import styles from './StageArea.module.css';

/** What everybody looks at: a shared screen, or else the slide. */
export function StageArea({ situation }: { situation: Situation }) {
  const i18n = useWords();
  const sharer = situation.people.find(({ share }) => share !== null);
  if (sharer !== undefined) return <SharedScreen situation={situation} sharerId={sharer.id} />;
  const { slide } = situation.state;
  if (slide === null) return null;
  const language = languageOf(i18n);
  return (
    <section className={styles.stage} aria-label={i18n._('Slide')}>
      <SlideView text={slide.text[language]} language={language} size="stage" counter={slide} />
    </section>
  );
}

function SharedScreen({ situation, sharerId }: { situation: Situation; sharerId: string }) {
  const i18n = useWords();
  const { live } = useRoom();
  const remote = useStore(live.media.store, (media) => media.remote[sharerId]?.screen);
  const isOwn = sharerId === situation.self.id;
  const name = situation.state.participants[sharerId]?.name ?? '';
  const hasSound = situation.state.participants[sharerId]?.share?.hasSound ?? false;
  const caption = isOwn
    ? hasSound
      ? i18n._('You are showing your screen, with its sound')
      : i18n._('You are showing your screen, without sound')
    : i18n._('{name} is showing their screen', { name });
  return (
    <figure className={styles.stage}>
      {!isOwn && (
        <div className={styles.screen}>
          <VideoView stream={remote?.stream ?? null} label={caption} fit="contain" />
        </div>
      )}
      <figcaption className={styles.caption}>{caption}</figcaption>
    </figure>
  );
}
