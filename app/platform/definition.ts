/** What a figure means. Screens, exports and `docs/definitions.md` show this same text. */
export type Definition = {
  /** Stable kebab-case name; the anchor in the document. */
  readonly id: string;
  readonly term: string;
  readonly definition: string;
  readonly unit: string;
  /** What the figure is a part of; null when it is a plain sum or count. */
  readonly denominator: string | null;
  readonly formula: string;
  /** Where the definition comes from: a publication, a standard, or `Concord` for a rule of our own. */
  readonly source: string;
};

/** The definition with this id. Throws when there is none: a screen must not show a figure that nobody defined. */
export function definitionOf(definitions: readonly Definition[], id: string): Definition {
  const found = definitions.find((definition) => definition.id === id);
  if (!found) throw new Error(`No definition has the id ${id}.`);
  return found;
}

/** The text of `docs/definitions.md`: every definition under its own heading, in the order given. */
export function definitionsMarkdown(definitions: readonly Definition[]): string {
  const head = `# Definitions

Every figure that Concord shows, with what it means. This file is written by \`node cli/definitions.ts\`; change the definition in its module, not here.
`;
  return head + definitions.map(section).join('');
}

function section(definition: Definition): string {
  return `
## ${definition.term}

<a id="${definition.id}"></a>${definition.definition}

- Unit: ${definition.unit}
- Denominator: ${definition.denominator ?? 'none'}
- Formula: ${definition.formula}
- Source: ${definition.source}
`;
}
