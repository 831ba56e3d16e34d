/** What a phone that brought a code holds: its pass, and when it was given, by which a page tells a newer code from one that is noted. */
export type RoomPass = { readonly token: string; readonly at: Date };

/** The pass of a phone that brought a code, out of a Cookie header. */
export function readRoomCookie(cookies: string | null): RoomPass | null {
  const [, token, seconds] = /(?:^|;\s*)concord-room=([\w-]{43})\.(\d{10})(?=;|$)/.exec(cookies ?? '') ?? [];
  return token && seconds ? { token, at: new Date(Number(seconds) * 1000) } : null;
}

/** A Set-Cookie header that lets a pass come back to the pages of rooms alone, for the quarter of an hour that it holds. No script and no other site reads it. */
export function roomCookie({ token, at }: RoomPass, isSecure: boolean): string {
  const value = `${token}.${Math.floor(at.getTime() / 1000)}`;
  return `concord-room=${value}; Path=/room; HttpOnly; SameSite=Lax; Max-Age=900${isSecure ? '; Secure' : ''}`;
}
