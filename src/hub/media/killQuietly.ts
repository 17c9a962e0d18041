/** Ends a process that does not answer. One that has ended by itself meanwhile is no error: its `died` tells. */
export function killQuietly(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
