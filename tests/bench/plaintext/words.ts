/** What people of a practice that does not exist are called, and what they write: each is found nowhere else. Some are no ASCII. */
export const WORDS = {
  practice: 'Quincehollow Practice',
  leadAccount: 'zenobia.quill',
  lead: 'Zenobia Quillfeather',
  coAccount: 'ottoline.vex',
  co: 'Ottoline Vexwood',
  colleagueAccount: 'barnabas.ickle',
  colleague: 'Barnabas Icklesham',
  leadPassphrase: 'kestrel juniper mango 7714',
  coPassphrase: 'walrus tamarind opal 2096',
  colleaguePassphrase: 'gannet saffron tuba 5583',
  backupPassphrase: 'pelican cardamom lute 8842',
  group: 'Marigold Ñandú Circle',
  firstMember: 'Xanthippe Wrenfield',
  secondMember: 'Ñusta Brambleby',
  typedGroup: 'Thimbleberry Thursdays',
  typedMember: 'Wilhelmina Ptarmigan',
  place: '17 Juniper Lane, Foxglove-on-Sea',
  phone: '555 013 4779',
  deck: 'Lanternfish Deck',
  slide: 'A kestrel sentence about cravings.',
  notes: 'Presenter, mind the heron at the third slide.',
  emergency: 'The albatross of Thursday did not answer.',
  waiting: 'The bittern waits for everybody tonight.',
  room: 'Foxglove Corner',
  typedByMember: 'I drank three glasses on Sunday, nightjar.',
  toRoom: 'The nuthatch worksheet is on page four.',
  toStaff: 'Watch the wagtail in the second row, please.',
  toMember: 'Would you see me about the dunnock afterwards?',
  toRooms: 'Two more minutes, says the sandpiper.',
} as const;

/**
 * What is looked for: what nobody may read; the names by which staff sign in, which a browser's password manager knows; and personal
 * links, which a browser notes as visited before any page of ours runs.
 */
export type Sought = {
  /** What it is, for people; the text itself is never printed. */
  readonly name: string;
  readonly text: string;
  readonly kind: 'secret' | 'accountName' | 'link';
};

const ACCOUNT_NAMES: ReadonlySet<string> = new Set(['leadAccount', 'coAccount', 'colleagueAccount']);

/** All words, with what arose in the evening (tokens, keys, codes). */
export function soughtWords({ links, secrets }: Arisen): readonly Sought[] {
  return [
    ...Object.entries(WORDS).map(([name, text]) => {
      const kind: Sought['kind'] = ACCOUNT_NAMES.has(name) ? 'accountName' : 'secret';
      return { name, text, kind };
    }),
    ...Object.entries(secrets).map(([name, text]) => ({ name, text, kind: 'secret' as const })),
    ...Object.entries(links).map(([name, text]) => ({ name, text, kind: 'link' as const })),
  ];
}

/** What is made anew each evening, by what it is. */
export type Arisen = {
  readonly links: Readonly<Record<string, string>>;
  readonly secrets: Readonly<Record<string, string>>;
};
