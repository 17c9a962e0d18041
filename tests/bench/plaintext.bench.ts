import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { plant } from './plaintext/plant.ts';
import { search, type Hit } from './plaintext/search.ts';
import { spendEvening } from './plaintext/spendEvening.ts';
import { PLANTED_IN_PROFILE, soughtWords } from './plaintext/words.ts';
import { printFigures, say, sayLoad, sayMachine } from './shared/report.ts';
import { runBench } from './shared/runBench.ts';

/** What Chromium keeps of the addresses that were opened, below a profile. */
const HISTORY =
  /^profiles\/[^/]+\/(Default\/(History|Favicons|Top Sites|Sessions\/)|segmentation_platform\/ukm_db)/;

/** What Chromium keeps of who signs in. */
const PASSWORD_MANAGER = /^profiles\/lead\/Default\/(Login Data|Web Data)(-journal|-wal)?$/;

/** Whose notebooks are on a workstation (NB62). */
const KNOWN_NOTEBOOKS = /^profiles\/lead\/Default\/Local Storage\//;

const PLANTED = 'Nobody planted the whimbrel sentence but us, señora.';

await runBench(560_000, async (defer) => {
  sayMachine(
    'plaintext: whether what people of a practice said and are called can be read in anything left behind',
  );
  const root = await mkdtemp(path.join(tmpdir(), 'circlewell-plaintext-'));
  defer(() => rm(root, { recursive: true, force: true, maxRetries: 5 }));
  say(
    'An evening on a hub of its own that writes its log at its most talkative: a lead at the console and two members, each in a Chromium with a',
  );
  say(
    'profile of its own, a co-facilitator and a colleague over HTTP; chat, messages, rooms, a deck, emergency access, a second factor, a consent,',
  );
  say(
    'a rating, marks, notes and a process note, some of them with the network pulled, a signature, the notebook’s backup file and the hub’s.',
  );
  say(
    'Once all are closed in order, once hub, workers and browsers are killed with SIGKILL. Every file left is searched.',
  );
  say(
    'Forms: UTF-8, Latin-1, UTF-16LE, JSON with escapes, percent, form, hexadecimal, base64 at each shift; in the bytes, and in what they hold of gzip, zlib, brotli and Snappy.',
  );
  const hits: Hit[] = [];
  let files = 0;
  let bytes = 0;
  let words = 0;
  for (const ending of ['closed', 'killed'] as const) {
    const folder = path.join(root, ending);
    const sought = soughtWords(await spendEvening(folder, ending, defer));
    const found = search(folder, sought);
    say(`${ending}: ${sought.length} words in ${found.files} files of ${Math.round(found.bytes / 1e6)} MB.`);
    assertPlantedFound(found.hits);
    for (const hit of found.hits) say(`${ending}: ${hit.word} in ${hit.file} (${hit.form})`);
    hits.push(...found.hits.filter(({ kind }) => kind !== 'planted'));
    files += found.files;
    bytes += found.bytes;
    words = sought.length;
  }
  say(
    'plaintext_hits: words in a file, but for three kinds of which each hit is listed above all the same. links_in_history: personal links in',
  );
  say(
    'what the browser itself keeps of opened addresses (History, Favicons, Top Sites, Sessions, ukm_db), which no page can empty. account_names_in_browser: the name to sign in with, in its password manager. owner_names_on_workstation: whose notebook it is, shown where the hub is away.',
  );
  const planted = await plant(path.join(root, 'planted'), PLANTED);
  const refound = search(path.join(root, 'planted'), [{ name: 'planted', text: PLANTED, kind: 'secret' }]);
  if (refound.hits.length !== planted)
    throw new Error(`Of ${planted} planted sentences ${refound.hits.length} were found`);
  sayLoad('after');
  const history = hits.filter(isInHistory);
  const accountNames = hits.filter(isInPasswordManager);
  const ownerNames = hits.filter(({ kind, file }) => kind === 'ownerName' && KNOWN_NOTEBOOKS.test(file));
  printFigures({
    plaintext_hits: hits.length - history.length - accountNames.length - ownerNames.length,
    links_in_history: history.length,
    account_names_in_browser: accountNames.length,
    owner_names_on_workstation: ownerNames.length,
    planted_hits: refound.hits.length,
    planted,
    planted_in_profile: 2 * Object.keys(PLANTED_IN_PROFILE).length,
    words,
    files,
    searched_mb: bytes / 1e6,
  });
});

/** @throws Error where the search passes over one of the places in which a note would lie */
function assertPlantedFound(hits: readonly Hit[]): void {
  for (const name of Object.keys(PLANTED_IN_PROFILE))
    if (!hits.some(({ word, file }) => word === name && file.startsWith('profiles/lead/')))
      throw new Error(`${name} was put into the profile and not found there`);
}

function isInPasswordManager({ kind, file }: Hit): boolean {
  return kind === 'accountName' && PASSWORD_MANAGER.test(file);
}

function isInHistory({ kind, file }: Hit): boolean {
  return kind === 'link' && HISTORY.test(file);
}
