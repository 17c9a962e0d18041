import { homedir, hostname, userInfo } from 'node:os';
import { pathToFileURL } from 'node:url';

/** What a machine is known by. */
export type MachineNames = { readonly machine: string; readonly user: string; readonly home: string };

/** The beginning of a link up to its path, or an address of IPv4. */
const ADDRESS = /\bhttps?:\/\/[^\s/"'<>)]+|\b\d{1,3}(\.\d{1,3}){3}\b/g;

/**
 * Hides what tells whose machine it is: its folders, its name, its user's name, addresses (OP31). Stack frames in a log hold
 * folders, and what was logged may hold a link.
 * @param folders each with what stands for it; of two that fit, the longer one counts
 */
export function createMachineHider(
  folders: readonly { readonly folder: string; readonly as: string }[],
  { machine, user, home }: MachineNames = thisMachine(),
): (text: string) => string {
  const named = [
    ...[...folders, { folder: home, as: '<home>' }].flatMap(({ folder, as }) =>
      spellings(folder).map((spelling) => [spelling, as] as const),
    ),
    [machine, '<machine>'] as const,
    [user, '<user>'] as const,
  ]
    // "/" or "a" would hide half of the text.
    .filter(([name]) => name.length > 2)
    .toSorted(([a], [b]) => b.length - a.length);
  return (text) =>
    named
      .reduce((rest, [name, as]) => rest.replaceAll(wholeWord(name), as), text)
      .replaceAll(ADDRESS, '<address>');
}

/** A folder as the system writes it, and as an address in a stack frame does. */
function spellings(folder: string): string[] {
  return [...new Set([folder, folder.replaceAll('\\', '/'), pathToFileURL(folder).pathname])];
}

/** A user called "node" must not hide the word in "nodejs". */
function wholeWord(name: string): RegExp {
  const escaped = name.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(`(?<![\\w-])${escaped}(?![\\w-])`, 'g');
}

function thisMachine(): MachineNames {
  return { machine: hostname(), user: userName(), home: homedir() };
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return '';
  }
}
