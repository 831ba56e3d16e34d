/**
 * How long a session lasts in seconds: a working day on a shared computer, thirty days on a device that its owner marked as theirs. A role that ends
 * takes its rights at the next request, since roles are read each time.
 */
export function sessionSeconds(isOwnDevice: boolean): number {
  return isOwnDevice ? 30 * 24 * 3600 : 12 * 3600;
}

function cookieName(isSecure: boolean): string {
  return isSecure ? '__Host-concord' : 'concord';
}

/**
 * The session's token out of a Cookie header. Under https only the name that browsers keep for this host counts: another host of the domain
 * could lay a cookie of the plain name here, and so sign somebody in as its own person.
 */
export function readSessionToken(cookies: string | null, isSecure: boolean): string | null {
  const name = `${cookieName(isSecure)}=`;
  const token = cookies
    ?.split(';')
    .map((each) => each.trim())
    .find((each) => each.startsWith(name))
    ?.slice(name.length);
  return token && /^[\w-]{43}$/.test(token) ? token : null;
}

/** A Set-Cookie header that keeps the session's token from scripts and other sites. On a shared computer it goes when the browser is closed. */
export function sessionCookie(token: string, { isSecure, isOwnDevice }: { isSecure: boolean; isOwnDevice: boolean }): string {
  return cookie(token, isSecure, isOwnDevice ? sessionSeconds(true) : null);
}

/** A Set-Cookie header that takes the session's token away. */
export function noSessionCookie(isSecure: boolean): string {
  return cookie('', isSecure, 0);
}

function cookie(value: string, isSecure: boolean, life: number | null): string {
  const age = life === null ? '' : `; Max-Age=${life}`;
  return `${cookieName(isSecure)}=${value}; Path=/; HttpOnly; SameSite=Lax${age}${isSecure ? '; Secure' : ''}`;
}
