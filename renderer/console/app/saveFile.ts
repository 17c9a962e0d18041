/** Hands a file to whoever sits here: the browser asks or knows where to put it. */
export function saveFile({ blob, name }: { readonly blob: Blob; readonly name: string }): void {
  const url = URL.createObjectURL(blob);
  startDownload(url, name);
  // The download has its own hold on the blob by the next turn.
  setTimeout(() => URL.revokeObjectURL(url), 0);
}

/** Lets the browser fetch a file by itself, however large it is. @param name empty where the hub names it */
export function startDownload(url: string, name = ''): void {
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
}
