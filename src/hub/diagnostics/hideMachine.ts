import { homedir, hostname, userInfo } from 'node:os';

/**
 * Hides what tells whose machine it is: its folders, its name, its user's name (OP31). Stack frames in a log hold folders.
 * @param folders the longest ones first, each with what stands for it
 */
export function createMachineHider(
  folders: readonly { readonly folder: string; readonly as: string }[],
): (text: string) => string {
  const named = [
    ...folders.map(({ folder, as }) => [folder, as] as const),
    [homedir(), '<home>'] as const,
    [hostname(), '<machine>'] as const,
    [userName(), '<user>'] as const,
  ]
    // "/" or "a" would hide half of the text.
    .filter(([name]) => name.length > 2)
    .toSorted(([a], [b]) => b.length - a.length);
  return (text) => named.reduce((rest, [name, as]) => rest.replaceAll(wholeWord(name), as), text);
}

/** A user called "node" must not hide the word in "nodejs". */
function wholeWord(name: string): RegExp {
  const escaped = name.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(`(?<![\\w-])${escaped}(?![\\w-])`, 'g');
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return '';
  }
}
