/** What a picture says besides what it shows: where it was taken (degrees, north and east positive), and who made it. */
export type PictureTraces = {
  readonly at: { readonly latitude: number; readonly longitude: number } | null;
  readonly makers: readonly string[];
};

const markers = ['Exif\0\0', 'eXIf', 'EXIF'];
const tags = { artist: 0x013b, exif: 0x8769, gps: 0x8825, owner: 0xa430 } as const;

/** Reads the Exif part of a JPEG, PNG or WebP (or of one that lies within another file) from its bytes, and the place in its XMP. Damaged parts say nothing. */
export function tracesOfPicture(bytes: Uint8Array): PictureTraces {
  const letters = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  let at: PictureTraces['at'] = null;
  const makers = new Set<string>();
  for (const marker of markers)
    for (let found = letters.indexOf(marker), tries = 0; found !== -1 && tries < 100; found = letters.indexOf(marker, found + 1), tries++) {
      const start = tiffAt(letters, found + marker.length);
      const seen = start === null ? null : readTiff(new DataView(bytes.buffer, bytes.byteOffset + start));
      at ??= seen?.at ?? null;
      for (const maker of seen?.makers ?? []) makers.add(maker);
    }
  return { at: at ?? placeInXmp(letters), makers: [...makers] };
}

/** Where the TIFF part begins, at or shortly after a marker: WebP has a length before it, and sometimes another marker. */
function tiffAt(letters: string, from: number): number | null {
  for (let at = from; at < from + 12; at++) if (['II*\0', 'MM\0*'].includes(letters.slice(at, at + 4))) return at;
  return null;
}

type Entry = { readonly type: number; readonly count: number; readonly at: number };

function readTiff(view: DataView): PictureTraces | null {
  try {
    const isLittle = view.getUint8(0) === 0x49;
    const directory = (at: number) => {
      const entries = new Map<number, Entry>();
      const count = Math.min(view.getUint16(at, isLittle), 500);
      for (let each = 0; each < count; each++) {
        const place = at + 2 + each * 12;
        entries.set(view.getUint16(place, isLittle), {
          ...{ type: view.getUint16(place + 2, isLittle), count: view.getUint32(place + 4, isLittle), at: place + 8 },
        });
      }
      return entries;
    };
    const pointer = ({ at }: Entry) => view.getUint32(at, isLittle);
    const words = (entry: Entry | undefined) => {
      if (entry?.type !== 2) return '';
      const from = entry.count > 4 ? pointer(entry) : entry.at;
      const read = Array.from({ length: Math.min(entry.count, 200) }, (_, each) => view.getUint8(from + each));
      return Buffer.from(read).toString('utf8').replaceAll('\0', '').trim();
    };
    const degrees = (entry: Entry | undefined, side: string) => {
      if (entry?.type !== 5 || entry.count !== 3) return null;
      const [whole, minutes, seconds] = [0, 1, 2].map((each) => {
        const place = pointer(entry) + each * 8;
        return view.getUint32(place, isLittle) / view.getUint32(place + 4, isLittle);
      }) as [number, number, number];
      const sum = whole + minutes / 60 + (Number.isFinite(seconds) ? seconds / 3600 : 0);
      return Number.isFinite(sum) ? (/^[SW]/i.test(side) ? -sum : sum) : null;
    };
    const main = directory(view.getUint32(4, isLittle));
    const gps = main.has(tags.gps) ? directory(pointer(main.get(tags.gps)!)) : new Map<number, Entry>();
    const exif = main.has(tags.exif) ? directory(pointer(main.get(tags.exif)!)) : new Map<number, Entry>();
    const [latitude, longitude] = [degrees(gps.get(2), words(gps.get(1))), degrees(gps.get(4), words(gps.get(3)))];
    return {
      at: latitude === null || longitude === null ? null : { latitude, longitude },
      makers: [words(main.get(tags.artist)), words(exif.get(tags.owner))].filter((maker) => maker !== ''),
    };
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** `42,21.6N` as XMP writes it. */
function placeInXmp(letters: string): PictureTraces['at'] {
  const [latitude, longitude] = ['Latitude', 'Longitude'].map((name) => {
    const [, whole, minutes, seconds, side] =
      new RegExp(`GPS${name}(?:="|>)\\s*(\\d{1,3}),(\\d{1,2}(?:\\.\\d+)?)(?:,(\\d{1,2}(?:\\.\\d+)?))?([NSEW])`).exec(letters) ?? [];
    if (whole === undefined) return null;
    const sum = Number(whole) + Number(minutes) / 60 + Number(seconds ?? 0) / 3600;
    return /[SW]/.test(side!) ? -sum : sum;
  });
  return latitude == null || longitude == null ? null : { latitude, longitude };
}
