/** Hands a file to the user by the browser's own download of a link: it needs no permission. */
export function saveFile(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The download has its own hold on the blob once it has begun; when that is, no event tells.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
