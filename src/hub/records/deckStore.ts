/** A facilitator's own deck, as it was written. Title and text are sealed at rest. */
export type OwnDeck = {
  readonly id: string;
  readonly title: string;
  readonly markdown: string;
  readonly authorId: string;
  readonly createdAt: number;
};

export interface DeckStore {
  add(deck: OwnDeck): Promise<void>;
  /** In the order in which they were made. */
  list(): Promise<OwnDeck[]>;
}
