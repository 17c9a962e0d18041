/** What the build knows of a file of its output. */
export type BuiltFile = { readonly imports: readonly string[]; readonly isPage: boolean };

/**
 * The files that the console can need: everything in the output but pages, source maps, the worker itself, and what the member's
 * page alone uses (NB60).
 * @param built by file name
 */
export function consoleFiles(
  built: ReadonlyMap<string, BuiltFile>,
  entries: { readonly console: string; readonly member: string; readonly offline: string },
): string[] {
  const ofConsole = reach(built, entries.console);
  const ofMember = reach(built, entries.member);
  return [...built]
    .filter(([name, { isPage }]) => !isPage && !name.endsWith('.map') && name !== entries.offline)
    .map(([name]) => name)
    .filter((name) => ofConsole.has(name) || !ofMember.has(name))
    .toSorted();
}

function reach(built: ReadonlyMap<string, BuiltFile>, from: string): Set<string> {
  const reached = new Set<string>();
  const todo = [from];
  for (let name = todo.pop(); name !== undefined; name = todo.pop()) {
    if (reached.has(name)) continue;
    reached.add(name);
    todo.push(...(built.get(name)?.imports ?? []));
  }
  return reached;
}
