/** The guest's session token out of a Cookie header. */
export function readGuestCookie(cookies: string | null): string | null {
  const token = cookies
    ?.split(';')
    .map((each) => each.trim())
    .find((each) => each.startsWith('concord-guest='))
    ?.slice('concord-guest='.length);
  return token && /^[\w-]{43}$/.test(token) ? token : null;
}

/** A Set-Cookie header that lets a guest's token come back to the pages of guests alone, until the browser is closed; without a token one that takes it away. */
export function guestCookie(token: string | null, isSecure: boolean): string {
  return `concord-guest=${token ?? ''}; Path=/perspective; HttpOnly; SameSite=Lax${token === null ? '; Max-Age=0' : ''}${isSecure ? '; Secure' : ''}`;
}
