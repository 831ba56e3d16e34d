/** Thirty days; a role that ends takes its rights at the next request, since roles are read each time. */
export const sessionSeconds = 30 * 24 * 3600;

function cookieName(isSecure: boolean): string {
  return isSecure ? '__Host-concord' : 'concord';
}

/** The session's token out of a Cookie header. */
export function readSessionToken(cookies: string | null): string | null {
  return cookies?.match(/(?:^|;\s*)(?:__Host-)?concord=([\w-]{43})(?:;|$)/)?.[1] ?? null;
}

/** A Set-Cookie header that keeps the session's token from scripts and other sites; null ends it. */
export function sessionCookie(token: string | null, isSecure: boolean): string {
  const life = token ? sessionSeconds : 0;
  return `${cookieName(isSecure)}=${token ?? ''}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${life}${isSecure ? '; Secure' : ''}`;
}
