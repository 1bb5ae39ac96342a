/** Whether a host is this very device: what it answers comes over no link. */
export const isOwnDevice = (host: string): boolean => /^(localhost|127(\.\d+){3}|\[?::1\]?)$|\.localhost$/.test(host);
