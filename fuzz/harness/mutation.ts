import { unzipSync, type Zippable, zipSync } from 'fflate';
import type { Chance } from './chance.ts';

/** What a case is made from: the seeds, and the words of the format. */
export type Material = { readonly seeds: readonly Buffer[]; readonly dictionary: readonly string[]; readonly isZip: boolean };

/** A case is at most so large: enough to cross the bounds of one piece, few enough to try thousands. */
const largest = 4 * 1024 ** 2;

const numbers = [
  '0',
  '-1',
  '1',
  '255',
  '256',
  '65535',
  '65536',
  '2147483647',
  '4294967295',
  '4294967296',
  '9007199254740993',
  '1e999',
  '-0',
  'NaN',
  '00',
  '1.10',
];
const letters = [
  '\0',
  '\ufeff',
  '\ufffd',
  '\u2028',
  '\r',
  '\r\n',
  '\n',
  '\t',
  '"',
  "'",
  '\\',
  '\ud83d\ude00',
  'é',
  '\x1b',
  '\x7f',
  '\u202e',
];
const bytes = [[0xff], [0xfe, 0xff], [0xff, 0xfe], [0x80], [0xc3], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0x81], [0, 0, 0]];

/** A new case: some seed, changed in one to eight ways. The same for the same chance. */
export function mutated(material: Material, chance: Chance): Buffer {
  const seed = chance.pick(material.seeds);
  if (material.isZip && !chance.oneIn(4)) return mutatedZip(seed, material, chance) ?? changed(seed, material, chance);
  return changed(seed, material, chance);
}

function changed(seed: Buffer, material: Material, chance: Chance): Buffer {
  let result = seed;
  for (let times = 1 + chance.below(chance.oneIn(3) ? 8 : 2); times > 0; times -= 1) result = chance.pick(ways)(result, material, chance);
  return result.subarray(0, largest);
}

type Way = (given: Buffer, material: Material, chance: Chance) => Buffer;

const ways: Way[] = [
  function flipBit(given, _, chance) {
    const result = Buffer.from(given);
    for (let times = 1 + chance.below(4); times > 0 && result.length > 0; times -= 1) {
      const at = chance.below(result.length);
      result[at] = (result[at] ?? 0) ^ (1 << chance.below(8));
    }
    return result;
  },
  function cut(given, _, chance) {
    return given.subarray(0, chance.below(given.length + 1));
  },
  function drop(given, _, chance) {
    const at = chance.below(given.length + 1);
    return Buffer.concat([given.subarray(0, at), given.subarray(at + 1 + chance.below(chance.oneIn(4) ? 2000 : 20))]);
  },
  function insertWord(given, { dictionary }, chance) {
    const all = [() => chance.pick(dictionary), () => chance.pick(numbers), () => chance.pick(letters)];
    return inserted(given, Buffer.from(chance.pick(all)()), chance);
  },
  function replaceNumber(given, _, chance) {
    const at = chance.below(given.length + 1);
    const found = /\d+/.exec(given.toString('latin1', at, at + 500));
    if (!found) return inserted(given, Buffer.from(chance.pick(numbers)), chance);
    const start = at + found.index;
    return Buffer.concat([given.subarray(0, start), Buffer.from(chance.pick(numbers)), given.subarray(start + found[0].length)]);
  },
  function replaceByWord(given, { dictionary }, chance) {
    const word = Buffer.from(chance.pick(dictionary));
    const at = chance.below(given.length + 1);
    return Buffer.concat([given.subarray(0, at), word, given.subarray(at + word.length)]);
  },
  function insertBytes(given, _, chance) {
    return inserted(given, Buffer.from(chance.pick(bytes)), chance);
  },
  function splice(given, { seeds }, chance) {
    const other = chance.pick(seeds);
    const from = chance.below(other.length + 1);
    return Buffer.concat([given.subarray(0, chance.below(given.length + 1)), other.subarray(from)]);
  },
  function copyFrom(given, { seeds }, chance) {
    const other = chance.pick(seeds);
    const from = chance.below(other.length + 1);
    return inserted(given, other.subarray(from, from + chance.below(500)), chance);
  },
  function repeat(given, _, chance) {
    const at = chance.below(given.length + 1);
    const piece = given.subarray(at, at + 1 + chance.below(200));
    const most = Math.floor((chance.oneIn(20) ? largest : 64 * 1024) / Math.max(1, piece.length));
    const times = 1 + chance.below(chance.oneIn(5) ? Math.max(1, most) : 10);
    return Buffer.concat([given.subarray(0, at), ...Array.from({ length: times }, () => piece), given.subarray(at)]);
  },
  function repeatLetter(given, { dictionary }, chance) {
    const word = Buffer.from(chance.oneIn(2) ? chance.pick(letters) : chance.pick(dictionary));
    return inserted(given, Buffer.alloc(chance.oneIn(20) ? largest / 2 : 1 + chance.below(20_000), word), chance);
  },
  function swapLines(given, _, chance) {
    const lines = given.toString('latin1').split('\n');
    const [one, other] = [chance.below(lines.length), chance.below(lines.length)];
    [lines[one], lines[other]] = [lines[other]!, lines[one]!];
    return Buffer.from(lines.join('\n'), 'latin1');
  },
];

function inserted(given: Buffer, piece: Buffer, chance: Chance): Buffer {
  const at = chance.below(given.length + 1);
  return Buffer.concat([given.subarray(0, at), piece, given.subarray(at)]);
}

/** A ZIP file with a part changed, dropped, doubled or renamed, packed anew, so that what lies behind its sums is reached. Null for one that cannot be unpacked. */
function mutatedZip(seed: Buffer, material: Material, chance: Chance): Buffer | null {
  const parts = partsOf(seed);
  if (!parts) return null;
  const names = Object.keys(parts);
  if (names.length === 0) return null;
  for (let times = 1 + chance.below(3); times > 0; times -= 1) {
    const name = chance.pick(names);
    const part = Buffer.from(parts[name] ?? new Uint8Array());
    const way = chance.below(12);
    if (way === 0) delete parts[name];
    else if (way === 1) parts[chance.pick(material.dictionary).slice(0, 100)] = part;
    else if (way === 2) parts[chance.pick(names)] = part;
    else parts[name] = changed(part, material, chance);
  }
  const packed: Zippable = Object.fromEntries(
    Object.entries(parts).map(([name, part]) => [name, [part, { level: chance.pick([0, 1]) as 0 | 1 }]]),
  );
  return Buffer.from(zipSync(packed));
}

/** The parts of a ZIP file; null for one that cannot be unpacked, or is large. */
export function partsOf(zip: Buffer): Record<string, Uint8Array> | null {
  try {
    let bytes = 0;
    return unzipSync(zip, {
      filter: ({ originalSize }) => {
        bytes += originalSize;
        return bytes < 2 * largest;
      },
    });
  } catch {
    return null;
  }
}
