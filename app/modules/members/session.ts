/** Thirty days; a role that ends takes its rights at the next request, since roles are read each time. */
export const sessionSeconds = 30 * 24 * 3600;

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

/** A Set-Cookie header that keeps the session's token from scripts and other sites; null ends it. */
export function sessionCookie(token: string | null, isSecure: boolean): string {
  const life = token ? sessionSeconds : 0;
  return `${cookieName(isSecure)}=${token ?? ''}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${life}${isSecure ? '; Secure' : ''}`;
}
