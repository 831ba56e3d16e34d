/** The width and height that a picture's first bytes say (PNG, GIF, JPEG, WebP), in pixels; null where they say none. Nothing is decoded. */
export function pictureSize(bytes: Uint8Array): { width: number; height: number } | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const says = (at: number, letters: string) => [...letters].every((letter, offset) => bytes[at + offset] === letter.charCodeAt(0));
  if (bytes.length < 30) return null;
  if (says(1, 'PNG') && says(12, 'IHDR')) return { width: view.getUint32(16), height: view.getUint32(20) };
  if (says(0, 'GIF8')) return { width: view.getUint16(6, true), height: view.getUint16(8, true) };
  if (says(0, 'RIFF') && says(8, 'WEBP')) return webp(view, says);
  return bytes[0] === 0xff && bytes[1] === 0xd8 ? jpeg(view) : null;
}

function webp(view: DataView, says: (at: number, letters: string) => boolean) {
  if (says(12, 'VP8X')) return { width: 1 + low24(view, 24), height: 1 + low24(view, 27) };
  if (says(12, 'VP8L')) {
    const bits = view.getUint32(21, true);
    return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) };
  }
  return says(12, 'VP8 ') ? { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff } : null;
}
function low24(view: DataView, at: number): number {
  return view.getUint16(at, true) + view.getUint8(at + 2) * 65_536;
}

/** The first frame header (SOF0 to SOF15 without the three that are something else) among a JPEG's segments. */
function jpeg(view: DataView) {
  for (let at = 2; at + 9 < view.byteLength; ) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) at += 1;
    else if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
      return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    else at += 2 + view.getUint16(at + 2);
  }
  return null;
}
