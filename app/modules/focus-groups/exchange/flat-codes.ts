import { codesOnPaths, type QdaCode } from './qda-project.ts';

/**
 * The codes of a tree side by side, each named by its path, “A > B > C”: ATLAS.ti has one level below a code. What only holds others together, has no definition or memo and is not `used`
 * by anything, is in the names and goes.
 */
export function flatCodes(codes: readonly QdaCode[], used: ReadonlySet<string>): QdaCode[] {
  return [...codesOnPaths(codes)]
    .filter(({ code }) => code.isCodable || code.definition !== null || code.memoIds.length > 0 || used.has(code.id))
    .map(({ code, path }) => ({ ...code, name: path.join(' > '), codes: [] }));
}
