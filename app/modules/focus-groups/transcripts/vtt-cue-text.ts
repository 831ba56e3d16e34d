/** Words of a cue that one voice says; null where the cue names nobody. */
export type VoicePiece = { voice: string | null; text: string };

const marks = /^(?:c|i|b|u|v|ruby|rt|lang)$/;
const entities: Readonly<Record<string, string>> = {
  ...{ amp: '&', lt: '<', gt: '>', nbsp: '\u00a0', lrm: '\u200e', rlm: '\u200f', quot: '"', apos: "'" },
};

/**
 * The text of a cue by voice, without its marks and with its entities read (WebVTT, sections 6.4 and 6.5); a voice lasts to its end mark, the next voice or the end.
 * `leftOut` is the first mark that the standard knows nothing of and drops. One thing is kinder than the standard: an opening bracket that nothing closes is text.
 */
export function cueTextOf(raw: string): { pieces: VoicePiece[]; leftOut: string | null } {
  const pieces: VoicePiece[] = [];
  const voices: (string | null)[] = [];
  let leftOut: string | null = null;
  let at = 0;
  while (at < raw.length) {
    const open = raw.indexOf('<', at);
    const close = open === -1 ? -1 : raw.indexOf('>', open);
    const end = close === -1 ? raw.length : open;
    if (end > at) add(entitiesRead(raw.slice(at, end)));
    if (close === -1) break;
    at = close + 1;
    const mark = raw.slice(open + 1, close);
    const [, slash = '', name = '', annotation = ''] = /^(\/?)([^ \t\n\f.]*)(?:\.[^ \t\n\f]*)?([\s\S]*)$/.exec(mark) ?? [];
    if (name === 'v' && slash === '') voices.push(nameOf(annotation));
    else if (name === 'v') voices.pop();
    else if (!marks.test(name) && !/^\d/.test(name) && mark !== '/') leftOut ??= `<${mark}>`;
  }
  return { pieces, leftOut };

  function add(text: string) {
    const voice = voices.at(-1) ?? null;
    const last = pieces.at(-1);
    if (last && last.voice === voice) last.text += text;
    else pieces.push({ voice, text });
  }
}

/** A name of any length is cut where nobody's ends. */
function nameOf(annotation: string): string | null {
  return entitiesRead(annotation).replace(/\s+/g, ' ').trim().slice(0, 200).toWellFormed() || null;
}

function entitiesRead(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(
    /&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|([a-z]{2,4}));/g,
    (whole, decimal?: string, hexadecimal?: string, name?: string) => {
      if (name !== undefined) return Object.hasOwn(entities, name) ? (entities[name] ?? whole) : whole;
      const code = decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number(decimal);
      const isLetter = (code >= 32 && code < 127) || (code > 159 && code < 0xd800) || (code > 0xdfff && code <= 0x10ffff);
      return isLetter ? String.fromCodePoint(code) : whole;
    },
  );
}
