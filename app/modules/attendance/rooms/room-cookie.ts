/** The pass of a phone that brought a code, out of a Cookie header. */
export function readRoomCookie(cookies: string | null): string | null {
  const token = cookies
    ?.split(';')
    .map((each) => each.trim())
    .find((each) => each.startsWith('concord-room='))
    ?.slice('concord-room='.length);
  return token && /^[\w-]{43}$/.test(token) ? token : null;
}

/** A Set-Cookie header that lets a pass come back to the pages of rooms alone, for the quarter of an hour that it holds; without one it is taken away. No script and no other site reads it. */
export function roomCookie(token: string | null, isSecure: boolean): string {
  return `concord-room=${token ?? ''}; Path=/room; HttpOnly; SameSite=Lax; Max-Age=${token === null ? 0 : 900}${isSecure ? '; Secure' : ''}`;
}
