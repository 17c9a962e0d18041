/** Like `Promise.all`, and nothing is still under way when it rejects: what is read late would overwrite what is newer. */
export async function allOf<T>(works: readonly Promise<T>[]): Promise<T[]> {
  await Promise.allSettled(works);
  return Promise.all(works);
}
