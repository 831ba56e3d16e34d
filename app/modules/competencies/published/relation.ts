/** What crosswalks say of one item and another, in a phrase whose subject is the item that is read. */
const phrases: Readonly<Record<string, readonly [asOrigin: string, asDestination: string]>> = {
  exactMatchOf: ['the same as', 'the same as'],
  'ext:broader': ['a part of', 'broader than'],
  'ext:narrower': ['broader than', 'a part of'],
  isRelatedTo: ['related to', 'related to'],
};

/** How an association reads from one of its ends; null when it is none of a crosswalk. */
export function crosswalkRelation(type: string, isOrigin: boolean): string | null {
  return phrases[type]?.[isOrigin ? 0 : 1] ?? null;
}
