/** What a codebook says of a code. */
export type Definition = {
  readonly definition: string | null;
  readonly include: string | null;
  readonly exclude: string | null;
  readonly example: string | null;
};

const parts = ['include', 'exclude', 'example'] as const;
const label = { include: 'Include:', exclude: 'Exclude:', example: 'Example:' } as const;

/** All of it as one text, since a code of other programs has one: a paragraph for each part after the definition, which begins with its name. */
export function definitionText(given: Definition): string | null {
  const texts = parts.flatMap((part) => (given[part] ? [`${label[part]} ${given[part]}`] : []));
  return [given.definition, ...texts].filter(Boolean).join('\n\n') || null;
}

/** The parts of such a text; a text that names none is the definition. */
export function definitionIn(text: string | null): Definition {
  const found: Record<keyof Definition, string[]> = { definition: [], include: [], exclude: [], example: [] };
  let part: keyof Definition = 'definition';
  for (const paragraph of (text ?? '').split('\n\n')) {
    const next = parts.find((each) => paragraph.startsWith(label[each]) && found[each].length === 0);
    part = next ?? part;
    found[part].push(next ? paragraph.slice(label[next].length) : paragraph);
  }
  const joined = (each: keyof Definition) => found[each].join('\n\n').trim() || null;
  return { definition: joined('definition'), include: joined('include'), exclude: joined('exclude'), example: joined('example') };
}
