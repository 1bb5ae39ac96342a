/** Saves a file through a link with `download`, which needs no permission. */
export function saveFile(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // Once the download has begun it no longer needs the URL, but no event tells when it has.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
