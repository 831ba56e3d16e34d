import { missing } from '#app/platform/problem.ts';
import { identifierOf, isIdentifier } from '../exchange/identifier.ts';

/** The stable id that an address names; missing when it can be none. */
export function itemIdOf(said: string): string {
  if (!isIdentifier(said.toLowerCase())) throw missing('This competency');
  return identifierOf(said);
}
