import type { Language } from '../../protocol/session/people.ts';
import type { NoteSettings } from '../../protocol/notes/noteSettings.ts';

/** The product's own attestation (domain.md 2.7), where a practice has none. Kept with the signature, so it is no word of the screen's. */
const ATTESTATION: Readonly<Record<Language, string>> = {
  en: 'I have read this note. It says what I saw and did in this session, and it is complete to the best of my knowledge.',
  es: 'He leído esta nota. Dice lo que vi e hice en esta sesión y, según mi leal saber y entender, está completa.',
};

/** What stands above the button that signs, and is kept with the signature (SG35). */
export function attestationOf(
  { attestation }: Pick<NoteSettings, 'attestation'>,
  language: Language,
): string {
  return attestation.trim() === '' ? ATTESTATION[language] : attestation;
}
