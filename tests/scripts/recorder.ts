/** A reporter that keeps what it was told, for the tests of the scripts. */
export function createRecorder() {
  const lines: string[] = [];
  return {
    lines,
    say: (text: string) => void lines.push(text),
    progress: (text: string) => void lines.push(`~ ${text}`),
    end: () => {},
  };
}
