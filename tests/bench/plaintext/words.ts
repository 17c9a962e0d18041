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
  printedName: 'Zenobia A. Quillfeather-Moss',
  licence: 'CURLEW-77-4021',
  consentWhat: 'Attendance and the curlew diary alone',
  consentWhom: 'Aunt Philippa Thistlewood',
  consentPurpose: 'So that the linnet is fed meanwhile',
  markWords: 'said it to the redstart in the corner',
  ratingSent: '"mood":4,"craving":7,"anxiety":9',
  ratingShown: 'mood 4 · craving 7',
  topic: 'What the goldcrest fears at dusk',
  groupSection: 'All of them spoke of the fieldfare, mañana too.',
  goal: 'Call the bullfinch before noon',
  behavior: 'She wept when the siskin was named.',
  response: 'She answered the chiffchaff in a low voice and then smiled.',
  plan: 'One page about the yellowhammer until Tuesday.',
  process: 'I envy her the hoopoe, and I would rather not know why.',
  offline: 'Without any network the ouzel went on singing.',
  offlineProcess: 'Alone with the dipper I was afraid, añil.',
  notebookPassphrase: 'linnet paprika cello 3391',
} as const;

/**
 * What is put into the lead's profile on purpose, by where: it has to be found there, or a note that lies open there would not be found
 * either. Nobody counts these as hits.
 */
export const PLANTED_IN_PROFILE = {
  plantedText: 'Planted as text, says the turnstone.',
  plantedBytes: 'Planted as bytes, says the phalarope.',
  plantedLong: 'Planted in something long, says the godwit.',
  plantedStorage: 'Planted in the storage, says the pratincole.',
  plantedCache: 'Planted in the cache, says the dotterel.',
} as const;

/**
 * What is looked for: what nobody may read; the names by which staff sign in, which a browser's password manager knows; the name of whose
 * notebook is on a workstation, which is known there without the hub (NB62); and personal links, which a browser notes as visited before any page of ours runs.
 */
export type Sought = {
  /** What it is, for people; the text itself is never printed. */
  readonly name: string;
  readonly text: string;
  readonly kind: 'secret' | 'accountName' | 'ownerName' | 'link' | 'planted';
};

const KINDS: Readonly<Record<string, Sought['kind']>> = {
  leadAccount: 'accountName',
  coAccount: 'accountName',
  colleagueAccount: 'accountName',
  lead: 'ownerName',
};

/** All words, with what arose in the evening (tokens, keys, codes). */
export function soughtWords({ links, secrets }: Arisen): readonly Sought[] {
  return [
    ...Object.entries(WORDS).map(([name, text]) => {
      return { name, text, kind: KINDS[name] ?? 'secret' };
    }),
    ...Object.entries(secrets).map(([name, text]) => ({ name, text, kind: 'secret' as const })),
    ...Object.entries(links).map(([name, text]) => ({ name, text, kind: 'link' as const })),
    ...Object.entries(PLANTED_IN_PROFILE).map(([name, text]) => ({ name, text, kind: 'planted' as const })),
  ];
}

/** What is made anew each evening, by what it is. */
export type Arisen = {
  readonly links: Readonly<Record<string, string>>;
  readonly secrets: Readonly<Record<string, string>>;
};
