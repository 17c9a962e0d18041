import { dialog, type BrowserWindow } from 'electron';
import type { Question } from '../session/quitGuard.ts';

const GO = 1;

/** Asks a question with two answers in the system's own dialog; resolves true for `go`. Enter and Escape give `keep`. */
export async function askQuestion(window: BrowserWindow | null, question: Question): Promise<boolean> {
  const options = optionsOf(question);
  const { response } = await (window === null
    ? dialog.showMessageBox(options)
    : dialog.showMessageBox(window, options));
  return response === GO;
}

/** The same where the answer cannot be waited for: the whole app stands still until it is given. */
export function askAtOnce(window: BrowserWindow | null, question: Question): boolean {
  const options = optionsOf(question);
  return (
    (window === null ? dialog.showMessageBoxSync(options) : dialog.showMessageBoxSync(window, options)) === GO
  );
}

function optionsOf({ message, detail, keep, go }: Question) {
  return {
    type: 'question' as const,
    message,
    detail,
    buttons: [keep, go],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  };
}
