import { type Definition, definitionOf } from '#app/platform/definition.ts';

/** The figures of drafts: what changed between versions, and what adopting one asks of schools. */
export const draftingDefinitions = [
  {
    id: 'framework-change',
    term: 'Changes between two versions of a framework',
    definition:
      'Items of the two versions are matched by their stable ids; an item that is not in the later version is followed along “replaced by” to what stands in its place. Reworded: the text differs in more than spaces. Moved: it hangs under another item, or stands in another order among the neighbours it had. Replaced: one item took its place alone; merged: several became one; split: one became several. An item with several changes counts once, under the weightiest, and the others are named beside it.',
    unit: 'items',
    denominator: 'all items of both versions, an item that is in both counted once',
    formula: 'one line for each item of the later version and for each item of the earlier one that nothing took the place of',
    source: 'Concord; “replaced by” as in 1EdTech CASE 1.1',
  },
  {
    id: 'links-to-decide',
    term: 'Links that will need a decision',
    definition:
      'Links of schools that map against a published version of the framework, to a competency that the draft rewords, splits, removes or makes another kind of item. Links whose competency is unchanged, moved, recoded, has another short title, or is replaced by exactly one are carried without asking. Counted school by school within each school; only the two totals leave. So that no single school’s map shows through, no number is said of fewer than three schools, whether they map against one or their links need a decision, and fewer than five links are “fewer than 5”.',
    unit: 'links; schools',
    denominator: null,
    formula: 'sum over schools of the links whose change carriesOver() does not accept',
    source: 'Concord',
  },
] as const satisfies readonly Definition[];

/** What these figures mean, as a list of definitions takes it. */
export function draftingWords(ids: readonly (typeof draftingDefinitions)[number]['id'][]) {
  return ids.map((id) => {
    const { term, definition, unit, denominator, formula, source } = definitionOf(draftingDefinitions, id);
    return { term, meaning: definition, unit, denominator: denominator ?? undefined, formula, source };
  });
}
