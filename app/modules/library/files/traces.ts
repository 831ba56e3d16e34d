import type { Trace } from './look.ts';
import { tracesOfPicture } from './picture-traces.ts';

/** Names that programs write where nobody gave one. */
const nobody = /^(un-?named|author|user|admin|administrator|owner|microsoft( office)?( user)?|python-docx|apache poi|unknown|anonymous)$/i;

/** Who made a file, as it says itself, each once. */
export function makerTraces(said: readonly unknown[]): Trace[] {
  const names = said.flatMap((name) => (typeof name === 'string' && name.trim() !== '' && !nobody.test(name.trim()) ? [name.trim()] : []));
  return [...new Set(names)].map((name) => ({ kind: 'maker', place: '', words: name.slice(0, 200) }));
}

/** Where a picture was taken, and by whom, as its bytes say. `place`: where it lies in its file; empty where it is the file. */
export function pictureTraces(bytes: Uint8Array, place: string): Trace[] {
  const { at, makers } = tracesOfPicture(bytes);
  const taken: Trace[] =
    at === null
      ? []
      : [
          {
            kind: 'place',
            place,
            words: `${Math.abs(at.latitude).toFixed(3)}° ${at.latitude < 0 ? 'S' : 'N'}, ${Math.abs(at.longitude).toFixed(3)}° ${at.longitude < 0 ? 'W' : 'E'}`,
          },
        ];
  return [...taken, ...makerTraces(makers).map((maker) => ({ ...maker, place }))];
}
