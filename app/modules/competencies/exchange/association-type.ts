const known = [
  'isChildOf',
  'isPeerOf',
  'isPartOf',
  'exactMatchOf',
  'precedes',
  'isRelatedTo',
  'replacedBy',
  'exemplar',
  'hasSkillLevel',
  'isTranslationOf',
] as const;

const bySound = new Map<string, string>([
  ...known.map((type) => [soundOf(type), type] as const),
  ['childof', 'isChildOf'],
  ['peerof', 'isPeerOf'],
  ['partof', 'isPartOf'],
  ['exactmatch', 'exactMatchOf'],
  ['relatedto', 'isRelatedTo'],
  ['isreplacedby', 'replacedBy'],
  ['exemplarof', 'exemplar'],
  ['translationof', 'isTranslationOf'],
]);

function soundOf(type: string): string {
  return type.toLowerCase().replace(/[^a-z]/g, '');
}

/**
 * The association type that a file means: one of CASE's in any spelling ("Is Child Of"), an extension (`ext:broader`), or what it says as an extension.
 * `isAsWritten` is false when it was changed.
 */
export function associationTypeOf(said: string): { readonly type: string; readonly isAsWritten: boolean } {
  const own = bySound.get(soundOf(said));
  if (own !== undefined && !said.startsWith('ext:')) return { type: own, isAsWritten: own === said };
  if (/^ext:[a-zA-Z0-9._-]{1,80}$/.test(said)) return { type: said, isAsWritten: true };
  const name = said
    .replace(/^ext:/, '')
    .replace(/[^a-zA-Z0-9._-]+(.)?/g, (_all, next: string | undefined) => next?.toUpperCase() ?? '')
    .slice(0, 80);
  return { type: `ext:${/^[a-zA-Z0-9._-]+$/.test(name) ? name : 'unknown'}`, isAsWritten: false };
}
