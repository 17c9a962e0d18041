import { CirclewellError } from '../../src/protocol/errors.ts';
import type { HubChoice } from '../../src/protocol/ipc/hubChoice.ts';
import type { ShellState } from '../../src/protocol/ipc/shellState.ts';
import type { Language } from '../../src/protocol/session/people.ts';
import type { CrashReports } from '../crashes/crashReports.ts';
import { checkHub } from '../hub/checkHub.ts';
import { hubAddressSchema } from '../hub/hubAddress.ts';
import type { HubSwitch } from '../hub/hubSwitch.ts';
import type { NotebookSecrets } from '../keys/notebookSecrets.ts';
import type { LinkBox } from '../links/linkBox.ts';
import type { HubFetch } from '../page/forwardToHub.ts';
import type { ScreenChooser } from '../screens/screenChooser.ts';
import type { MuteByKey } from '../session/muteByKey.ts';
import type { SessionWatch } from '../session/sessionWatch.ts';
import type { SettingsStore } from '../settings/settings.ts';
import type { UpdateKeeper } from '../updates/updateKeeper.ts';
import type { IpcHandlers } from './registrar.ts';

/** What answers the page's calls. */
export type HandlerParts = {
  readonly appVersion: string;
  readonly hub: HubSwitch;
  readonly chooser: Pick<ScreenChooser, 'answer'>;
  readonly crashes: Pick<CrashReports, 'deleteAll'>;
  readonly fetch: HubFetch;
  readonly links: LinkBox;
  readonly muteKey: MuteByKey;
  readonly secrets: NotebookSecrets;
  readonly settings: SettingsStore;
  readonly updates: UpdateKeeper;
  readonly watch: SessionWatch;
  readonly readState: () => Promise<ShellState>;
  /** Something of the state has changed; the page is told. */
  readonly onChange: () => void;
  /** The page speaks this language, and so do menus and questions from now on. */
  readonly onLanguage: (language: Language) => void;
  /** The page belongs to another hub now: what the old one gave is forgotten, and the page begins anew. */
  readonly onOtherHub: () => void;
};

/** A handler for each call of the contract (src/protocol/ipc/contract.ts says what each one does). */
export function createHandlers(parts: HandlerParts): IpcHandlers {
  const { hub, watch, settings, muteKey } = parts;
  return {
    appInfo: () => ({ appVersion: parts.appVersion, hubOrigin: hub.address() }),
    answerScreenChoice({ requestId, choice }) {
      parts.chooser.answer(requestId, choice);
      return null;
    },
    shellState: parts.readState,
    tellSession(status) {
      watch.set(status);
      return null;
    },
    tellLanguage({ language }) {
      if (settings.read().language !== language) settings.write({ language });
      parts.onLanguage(language);
      return null;
    },
    checkHub: ({ address }) => checkHub(address, parts.fetch),
    async chooseHub({ choice }) {
      const parsed = parseChoice(choice);
      if (watch.isOn()) throw new CirclewellError('conflict', 'a session is on');
      await hub.choose(parsed);
      settings.write({ hub: parsed });
      parts.onOtherHub();
      return null;
    },
    async retryKey() {
      await hub.retryKey();
      return null;
    },
    async changeHubKey() {
      if (watch.isOn()) throw new CirclewellError('conflict', 'a session is on');
      await hub.changeKey();
      // It was started anew, and nobody is signed in to it.
      parts.onOtherHub();
      return null;
    },
    sealSecret: ({ secret }) => parts.secrets.seal(secret),
    openSecret: ({ sealed }) => parts.secrets.open(sealed),
    chooseMuteKey({ key }) {
      muteKey.choose(key);
      settings.write({ muteKey: key });
      parts.onChange();
      return null;
    },
    restartToUpdate() {
      parts.updates.restart();
      return null;
    },
    async deleteCrashReports() {
      await parts.crashes.deleteAll();
      parts.onChange();
      return null;
    },
    takeLink: () => parts.links.take(),
  };
}

function parseChoice(choice: HubChoice): HubChoice {
  if (choice.kind === 'own') return choice;
  const address = hubAddressSchema.safeParse(choice.address);
  if (!address.success) throw new CirclewellError('invalid', 'this cannot be a hub’s address');
  return { kind: 'remote', address: address.data };
}
