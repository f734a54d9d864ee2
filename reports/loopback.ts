/** This machine: mail to a server here goes over no wire that others could read. */
export function isLoopback(host: string): boolean {
  return /^(127(\.\d+){3}|::1|localhost)$/.test(host);
}
