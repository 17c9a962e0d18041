import { z } from 'zod';

/**
 * Every rule that can refuse a command or a request. The interface has a sentence for each which says what
 * happened and what to do next (`renderer/words/refusals.ts`), so adding a rule here fails the types until it has words.
 */
export const refusalRuleSchema = z.enum([
  // who and when
  'session.notYours',
  'session.notOpenYet',
  'session.notStarted',
  'session.ended',
  'session.notInRoom',
  'session.unknownPerson',
  // admission
  'admission.locked',
  'admission.removed',
  'admission.checksMissing',
  'admission.agreementMissing',
  'admission.driving',
  'admission.notWaiting',
  'admission.staffStay',
  // breakout rooms
  'rooms.alreadyOpen',
  'rooms.notOpen',
  'rooms.unknownRoom',
  'rooms.noRooms',
  'rooms.tooMany',
  'rooms.nameTaken',
  'rooms.notEmpty',
  'rooms.noRecall',
  'rooms.recalling',
  // the hub itself
  'hub.cannotSave',
  // floor
  'floor.someoneIsSharing',
  'floor.membersMayNotShare',
  'floor.shielded',
  'floor.notSharing',
  // what a page cannot get of its own machine
  'screen.refusedBySystem',
  'screen.notSupported',
  'screen.noSource',
  'screen.failed',
  // slides
  'slides.unknownDeck',
  'slides.unknownSlide',
  // chat and help
  'chat.staffOnly',
  'chat.off',
  'chat.unknownRecipient',
  'help.noneAsked',
  'help.alreadyTaken',
  // agenda
  'agenda.unknownBlock',
  // the door
  'door.unknownLink',
  'door.revokedLink',
  'door.noSession',
  'door.seatTakenOver',
  // groups
  'group.notAssigned',
  'group.unknownStaff',
  // names
  'name.unreadable',
  // accounts
  'account.wrongPassphrase',
  'account.wrongCurrentPassphrase',
  'account.lockedOut',
  'account.nameTaken',
  'account.weakPassphrase',
  'account.lastOwner',
  'account.ownRole',
  'account.notReadyToOwn',
  'account.alreadySetUp',
  'account.setupCode',
  'account.confirmFirst',
  'account.locked',
  'account.otherSignIn',
  'notebook.notYourWorkstation',
  // links by which staff choose a passphrase
  'staffLink.over',
  'staffLink.closedAccount',
  // access in an emergency
  'emergency.notNeeded',
  'emergency.over',
  'roster.undoOver',
  // notes
  'notes.settingsChanged',
  'notes.anotherBox',
  'notes.withheld',
  // consents
  'consent.notYetSigned',
  'consent.endsBefore',
  'consent.needsEnd',
  'consent.withdrawnBefore',
  'consent.withdrawnAlready',
  // second factors
  'factor.wrongCode',
  'factor.signInOver',
  'factor.wrongPasskey',
  'factor.setupOver',
  'factor.tooManyPasskeys',
  'factor.noPasskeysHere',
  'factor.noPasskeyGiven',
  'factor.passkeyKnown',
  'factor.ownFirst',
  'factor.needed',
]);
export type RefusalRule = z.infer<typeof refusalRuleSchema>;
