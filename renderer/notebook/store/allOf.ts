/** Like `Promise.all`, and nothing is still under way when it rejects: what is read late would overwrite what is newer. */
export async function allOf<T extends readonly Promise<unknown>[] | []>(
  works: T,
): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  await Promise.allSettled(works);
  return Promise.all(works);
}
