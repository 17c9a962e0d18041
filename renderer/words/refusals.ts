import type { I18n } from '@lingui/core';
import { CirclewellError, type ErrorKind, type WireError } from '../../src/protocol/errors.ts';
import type { RefusalRule } from '../../src/protocol/session/refusals.ts';

/** Who reads the sentence. Members are spoken to without the app's own words. */
export type Reader = 'staff' | 'member';

type Wording = string | Readonly<Record<Reader, string>>;

/** What happened and what to do next, for every rule that can refuse. A new rule fails the types until it has words. */
const RULES: Readonly<Record<RefusalRule, Wording>> = {
  'session.notYours': {
    staff: /*i18n*/ 'Your role does not allow this here. Ask the lead facilitator to do it.',
    member: /*i18n*/ 'Only the facilitators can do this. You can ask them in the chat.',
  },
  'session.notOpenYet': {
    staff: /*i18n*/ 'The waiting room is not open yet. Open it first.',
    member: /*i18n*/ 'Your group is not open yet. You can leave this page open; it will move on by itself.',
  },
  'session.notStarted': {
    staff: /*i18n*/ 'The session has not started yet. Start it, then try again.',
    member: /*i18n*/ 'The group has not started yet. Please wait a moment.',
  },
  'session.ended': {
    staff: /*i18n*/ 'This session has ended, so nothing in it can be changed any more.',
    member: /*i18n*/ 'Your group has ended for today.',
  },
  'session.notInRoom': {
    staff: /*i18n*/ 'That person is not in the session just now. Wait until they are back, then try again.',
    member: /*i18n*/ 'You are not in the room just now. Enter the room, then try again.',
  },
  'session.unknownPerson': {
    staff: /*i18n*/ 'That person is not part of this session. Check the name and try again.',
    member: /*i18n*/ 'We could not find that person here. They may have left.',
  },
  'hub.cannotSave': {
    staff:
      /*i18n*/ 'The hub cannot save just now, so this was not done. The call goes on. Its disk may be full: ask whoever runs the hub to make room, then try again.',
    member:
      /*i18n*/ 'This cannot be saved just now, so it was not done. You can go on talking. Try again in a minute.',
  },
  'admission.locked': {
    staff: /*i18n*/ 'The session is locked, so nobody new can come in. Unlock it to let people in.',
    member:
      /*i18n*/ 'The group has closed its door for now. Please call your program if you need to come in.',
  },
  'admission.removed': {
    staff: /*i18n*/ 'This person was removed. Choose “Let back in” before they can return.',
    member:
      /*i18n*/ 'A facilitator has taken you out of the group for now. Please call your program to talk about it.',
  },
  'admission.checksMissing': {
    staff: /*i18n*/ 'This member has not finished the checks at the door yet.',
    member: /*i18n*/ 'Please finish the two short checks first. They take about a minute.',
  },
  'admission.agreementMissing': {
    staff: /*i18n*/ 'This member has not said yes to the group agreement yet.',
    member: /*i18n*/ 'Please read the group agreement and say yes to it first.',
  },
  'admission.driving': {
    staff: /*i18n*/ 'This member is driving and was not let in. They can come in once they have stopped.',
    member: /*i18n*/ 'Please park somewhere safe first. The group will be here when you have stopped.',
  },
  'admission.notWaiting':
    /*i18n*/ 'That person is not in the waiting room any more. They may have come in or left already.',
  'admission.staffStay':
    /*i18n*/ 'Staff cannot be put in the waiting room or taken out. They leave by themselves.',
  'rooms.alreadyOpen': /*i18n*/ 'The rooms are already open. Bring everyone back before you open them again.',
  'rooms.notOpen': {
    staff: /*i18n*/ 'The rooms are not open. Open them first.',
    member: /*i18n*/ 'The small rooms are closed. Everyone is in the main room.',
  },
  'rooms.unknownRoom': /*i18n*/ 'That room is not there any more. Choose another one.',
  'rooms.noRooms': /*i18n*/ 'There are no rooms yet. Add at least one room first.',
  'rooms.tooMany': /*i18n*/ 'There are 12 rooms, and there cannot be more. Remove one to add another.',
  'rooms.nameTaken': /*i18n*/ 'Another room already has this name. Give it a different name.',
  'rooms.notEmpty': /*i18n*/ 'Somebody is still in this room. Move them first, then remove the room.',
  'rooms.recalling': /*i18n*/ 'Everyone is already on the way back. Cancel the return first, then add time.',
  'rooms.noRecall': /*i18n*/ 'Nobody is being brought back just now, so there is nothing to cancel.',
  'floor.someoneIsSharing': {
    staff:
      /*i18n*/ 'Someone else is sharing their screen. Stop their share first, or wait until they have finished.',
    member: /*i18n*/ 'Someone else is sharing their screen. Please wait until they have finished.',
  },
  'floor.membersMayNotShare': {
    staff: /*i18n*/ 'Members may not share their screens. You can allow it in the session’s settings.',
    member: /*i18n*/ 'Only facilitators can share a screen just now. You can ask them to allow it.',
  },
  'floor.shielded': {
    staff:
      /*i18n*/ 'This member is not in private just now, so their sound and picture stay off. Wait until they say it is private again.',
    member:
      /*i18n*/ 'You told us someone walked in, so your sound and picture stay off. Press “It’s private again” first.',
  },
  'floor.notSharing': /*i18n*/ 'Nobody is sharing a screen just now. There is nothing to stop.',
  'screen.refusedBySystem':
    /*i18n*/ 'This computer does not let the browser show the screen. Allow screen recording for the browser in the system’s privacy settings, then try again.',
  'screen.notSupported':
    /*i18n*/ 'This browser cannot share a screen. Open Circlewell in an up-to-date Chrome, Edge or Firefox on a computer to share one.',
  'screen.noSource':
    /*i18n*/ 'There was no screen or window to share. Open the window you want to show, then try again.',
  'screen.failed':
    /*i18n*/ 'The screen could not be shared, and nobody sees it. Try again, or choose another window.',
  'slides.unknownDeck': /*i18n*/ 'These slides are not in the library any more. Choose other slides.',
  'slides.unknownSlide': /*i18n*/ 'These slides have no slide with that number. Choose another slide.',
  'chat.staffOnly': {
    staff: /*i18n*/ 'Members can write only to staff just now. You can change this in the chat.',
    member: /*i18n*/ 'Just now you can write only to the facilitators. Send your message to them.',
  },
  'chat.off': {
    staff: /*i18n*/ 'The chat is switched off for the room. You can switch it on in the chat.',
    member: /*i18n*/ 'The chat with the group is switched off. You can still write to the facilitators.',
  },
  'chat.unknownRecipient':
    /*i18n*/ 'The person you wrote to is not here any more. Your message was not sent.',
  'help.noneAsked': {
    staff: /*i18n*/ 'This member is not asking for help any more.',
    member: /*i18n*/ 'You have no open request for help. You can ask at any time.',
  },
  'help.alreadyTaken': /*i18n*/ 'Somebody on your team already has this one.',
  'agenda.unknownBlock': /*i18n*/ 'That part is not on the run sheet. Choose another part.',
  'door.unknownLink': {
    staff: /*i18n*/ 'This link leads nowhere. Copy the member’s link again from the group’s page.',
    member:
      /*i18n*/ 'This link is not complete or not right. Open it again from the message you were sent, or call your program for a new one.',
  },
  'door.revokedLink': {
    staff: /*i18n*/ 'This link has been withdrawn. Make a new one on the group’s page.',
    member: /*i18n*/ 'This link does not work any more. Please call your program for a new one.',
  },
  'door.noSession': {
    staff: /*i18n*/ 'No session is planned for this group.',
    member:
      /*i18n*/ 'No group meeting is planned for you just now. Please call your program if you expected one.',
  },
  'door.seatTakenOver': {
    staff: /*i18n*/ 'You opened this session in another window. Carry on there, or use it here instead.',
    member: /*i18n*/ 'You opened your group in another window. Carry on there, or use it here instead.',
  },
  'group.notAssigned': {
    staff: /*i18n*/ 'You are not on this group’s team. Whoever edits the group can add you to it.',
    member: /*i18n*/ 'Only the facilitators can do this. You can ask them in the chat.',
  },
  'group.unknownStaff':
    /*i18n*/ 'One of the people you chose has no account any more. Load the page again and choose anew.',
  'name.unreadable':
    /*i18n*/ 'This name has hidden signs in it, or nothing that can be seen. Delete it and type it again.',
  'account.wrongPassphrase': /*i18n*/ 'The name and the passphrase do not match. Check both and try again.',
  'account.wrongCurrentPassphrase':
    /*i18n*/ 'The passphrase you have now is not right. Check it and try again.',
  'account.lockedOut':
    /*i18n*/ 'There were too many tries, so signing in is locked for a while. Wait a few minutes, or ask an administrator.',
  'account.nameTaken': /*i18n*/ 'Another account already has this name. Choose a different one.',
  'account.weakPassphrase':
    /*i18n*/ 'This passphrase is too short. Use at least 12 characters; four words in a row are easy to remember.',
  'account.lastOwner':
    /*i18n*/ 'This is the last owner. Make somebody else an owner first, so that nobody is locked out.',
  'account.ownRole': /*i18n*/ 'Nobody changes their own role. Ask an administrator or another owner.',
  'account.notReadyToOwn':
    /*i18n*/ 'They cannot sign in yet. Let them choose their passphrase by their link first.',
  'staffLink.over':
    /*i18n*/ 'This link opens nothing any more: it was used, revoked or replaced, or is older than seven days. Ask for a new one.',
  'staffLink.closedAccount': /*i18n*/ 'This account is deactivated. Activate it first, then make the link.',
  'account.setupCode':
    /*i18n*/ 'The setup code is not right. It was shown where Circlewell was started; type it as it stands there.',
  'account.confirmFirst':
    /*i18n*/ 'You did not confirm that it is you, so nothing was done. Try again, and give your passphrase when you are asked.',
  'account.locked': /*i18n*/ 'The console is locked. Unlock it with your passphrase to go on.',
  'emergency.notNeeded': /*i18n*/ 'You see this group already. Open it under Groups.',
  'notes.settingsChanged':
    /*i18n*/ 'Somebody else has changed these settings meanwhile. Read them again, and make your change once more.',
  'notes.anotherBox':
    /*i18n*/ 'Another workstation of yours keeps a key for your process notes already. Open them with your passphrase or your recovery key.',
  'notes.withheld':
    /*i18n*/ 'This member’s notes are withheld from you: you are not on the group’s team, and no consent in force lets others read them. Ask the team to record one, or to add you.',
  'consent.notYetSigned': /*i18n*/ 'That day is still to come. Give the day that stands on the paper.',
  'consent.endsBefore': /*i18n*/ 'The last day is before the day it was signed. Look at both days again.',
  'consent.needsEnd':
    /*i18n*/ 'A consent of this kind needs an end. Give the day or the event that stands on the paper.',
  'consent.withdrawnBefore':
    /*i18n*/ 'It cannot be withdrawn before the day it was signed. Look at the day again.',
  'consent.withdrawnAlready':
    /*i18n*/ 'Somebody has recorded a withdrawal of this consent meanwhile. Close this and look at it.',
  'emergency.over':
    /*i18n*/ 'This emergency access is over. If it is still needed, open another one and say why.',
  'roster.undoOver': /*i18n*/ 'This was too long ago to be undone. Add the member anew; they get a new link.',
  'account.otherSignIn':
    /*i18n*/ 'Somebody else has signed in in this browser since this page was opened, so nothing was done. Sign in again to go on.',
  'notebook.notYourWorkstation':
    /*i18n*/ 'The notes on this workstation belong to another account. Sign in with that one to open them.',
  'account.alreadySetUp': /*i18n*/ 'Circlewell is already set up here. Sign in with your account.',
  'factor.wrongCode':
    /*i18n*/ 'That code is not right, or it was used before. With an app, wait for its next code, and check that the phone’s clock is right.',
  'factor.wrongPasskey':
    /*i18n*/ 'That passkey does not open this account. Try another one, or sign in with your passphrase.',
  'factor.signInOver':
    /*i18n*/ 'Too much time has passed since your passphrase. Start again and give it once more.',
  'factor.setupOver': /*i18n*/ 'This key has waited too long. Close this and begin again with a new one.',
  'factor.tooManyPasskeys':
    /*i18n*/ 'There are 10 passkeys, and there cannot be more. Remove one to add another.',
  'factor.noPasskeysHere':
    /*i18n*/ 'Passkeys do not work at this address. Open Circlewell in a browser by its name, not by a number.',
  'factor.noPasskeyGiven': /*i18n*/ 'No passkey came from this device. Try again, or use another way.',
  'factor.passkeyKnown':
    /*i18n*/ 'This device already has a passkey for your account. Nothing more is needed.',
  'factor.ownFirst':
    /*i18n*/ 'Set up a second factor of your own first, so that you are not the one who is locked out.',
  'factor.needed':
    /*i18n*/ 'Everybody here needs a second factor, and this is your last one. Set up another one first.',
};

/** What to say where no rule is named: one sentence for every kind of error. */
const KINDS: Readonly<Record<ErrorKind, Wording>> = {
  invalid: /*i18n*/ 'Something in what you entered is not right. Check it and try again.',
  forbidden: {
    staff: /*i18n*/ 'Your role does not allow this. Ask the lead facilitator or an administrator.',
    member: /*i18n*/ 'Only the facilitators can do this. You can ask them in the chat.',
  },
  conflict: /*i18n*/ 'Things have changed in the meantime. Look again and try once more.',
  not_found: {
    staff: /*i18n*/ 'This is not there any more. Somebody may have removed it.',
    member: /*i18n*/ 'This is not there any more. Please open your link again.',
  },
  too_large: /*i18n*/ 'That is too long to send. Make it shorter and try again.',
  busy: /*i18n*/ 'Circlewell is busy for a moment. Try again in a few seconds.',
  rate_limited: /*i18n*/ 'That was a lot at once. Wait a minute, then try again.',
  unavailable: {
    staff:
      /*i18n*/ 'The hub did not answer, so nothing was read or saved. Check the network, and that Circlewell is running on the hub’s machine; then try again.',
    member: /*i18n*/ 'We cannot reach your group just now. We keep trying, and your seat is kept.',
  },
  signed_out: {
    staff: /*i18n*/ 'You have been signed out. Sign in again to go on.',
    member: /*i18n*/ 'Please open your personal link again to go on.',
  },
  outdated: /*i18n*/ 'There is a newer version of this page. Load it again to go on.',
  gone: {
    staff: /*i18n*/ 'This is over and cannot be brought back.',
    member: /*i18n*/ 'This is over. Please call your program if you expected something else.',
  },
  internal: {
    staff:
      /*i18n*/ 'Something went wrong on our side, so nothing was read or saved. Try again; if it happens twice, tell your administrator.',
    member:
      /*i18n*/ 'Something went wrong on our side. Please try again. If it happens twice, call your program.',
  },
};

/** The sentence for an error that crossed an edge. */
export function refusalWords(i18n: I18n, error: Pick<WireError, 'kind' | 'rule'>, reader: Reader): string {
  const wording = error.rule === undefined ? KINDS[error.kind] : RULES[error.rule];
  return i18n._(typeof wording === 'string' ? wording : wording[reader]);
}

/** The sentence for anything thrown: what is not a CirclewellError is told as `internal`. */
export function errorWords(i18n: I18n, error: unknown, reader: Reader): string {
  return refusalWords(
    i18n,
    error instanceof CirclewellError
      ? { kind: error.kind, ...(error.rule && { rule: error.rule }) }
      : { kind: 'internal' },
    reader,
  );
}
