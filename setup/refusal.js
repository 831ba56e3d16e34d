/** A set-up that cannot go on, for a reason the person can remove: the message says what it is and what to do. */
export class Refusal extends Error {}

/** A set-up that was asked to stop by `signal` (like `SIGINT`). */
export class Stopped extends Error {
  constructor(signal) {
    super(`Stopped by ${signal}.`);
    this.signal = signal;
  }
}

/** What a person can do about a failure, told from the system's error codes in `text`, or `null` when none of them says. */
export function remedyFor(text = '') {
  if (/ENOSPC/.test(text)) return 'The disk is full: make room (about 1 GB) and run the command again.';
  if (/EACCES|EPERM|EROFS/.test(text)) return 'This folder cannot be written: run the command as its owner, or move the folder.';
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT/.test(text))
    return 'The package registry could not be reached: check the network (behind a proxy, set HTTPS_PROXY) and run the command again.';
  return null;
}
