/**
 * Remembers the last result and gives it again while every argument is the very same object.
 * Keeps a slice of a view the same object until something it is made of has changed.
 */
export function memoLast<A extends readonly unknown[], R>(compute: (...args: A) => R): (...args: A) => R {
  let last: { args: A; result: R } | null = null;
  return (...args) => {
    if (
      last &&
      last.args.length === args.length &&
      last.args.every((arg, index) => Object.is(arg, args[index]))
    )
      return last.result;
    last = { args, result: compute(...args) };
    return last.result;
  };
}
