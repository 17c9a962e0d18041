import { dialog, type BrowserWindow } from 'electron';
import type { Question } from '../session/quitGuard.ts';

/** Asks a question with two answers in the system's own dialog; resolves true for `go`. Enter and Escape give `keep`. */
export async function askQuestion(window: BrowserWindow | null, question: Question): Promise<boolean> {
  const options = {
    type: 'question' as const,
    message: question.message,
    detail: question.detail,
    buttons: [question.keep, question.go],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  };
  const { response } = await (window === null
    ? dialog.showMessageBox(options)
    : dialog.showMessageBox(window, options));
  return response === 1;
}
