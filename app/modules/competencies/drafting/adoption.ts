import type { Item } from '../outline.ts';

/** What stands in the way of adopting a version that schools map against; `itemId` null: of the version as a whole. */
export type Obstacle = { readonly itemId: string | null; readonly message: string };

/**
 * What keeps a version from being adopted: it has no competency, or, where schools map against it, a competency without a code or with the code or the words of another.
 * Links are made to competencies by code and words, so each must be told from every other.
 */
export function obstacles(items: readonly Pick<Item, 'id' | 'kind' | 'code' | 'text' | 'title'>[], isMapped: boolean): Obstacle[] {
  const competencies = items.filter(({ kind }) => kind === 'competency');
  if (competencies.length === 0) return [{ itemId: null, message: 'It has no competency yet. Add at least one.' }];
  if (!isMapped) return [];
  const found: Obstacle[] = [];
  const byCode = new Map<string, string>();
  const byText = new Map<string, string>();
  for (const { id, code, text, title } of competencies) {
    const words = text.replace(/\s+/g, ' ').trim().toLowerCase();
    if (code === null) found.push({ itemId: id, message: `“${title}” has no code. Give it one.` });
    else if (byCode.has(code))
      found.push({ itemId: id, message: `“${title}” has the code ${code}, like “${byCode.get(code)}”. Give one of them another.` });
    if (byText.has(words))
      found.push({ itemId: id, message: `“${title}” says the same as another competency. Merge them, or reword one.` });
    if (code !== null && !byCode.has(code)) byCode.set(code, title);
    byText.set(words, title);
  }
  return found;
}

/** What one school has to decide: whether it maps against the framework at all, and how many of its links need a person. */
export type SchoolDecisions = { readonly isMapping: boolean; readonly links: number };

/** The two totals over all schools in words. No single school's map shows through them. */
export type DecisionTotals = { readonly links: string; readonly schools: string | null };

/** Schools that must be summed before a total may be said, and links below which only that there are few. */
export const fewest = { schools: 3, links: 5 };

/**
 * The totals that an editor sees before adopting. A number is never the sum of fewer than three schools: where fewer map against the framework, or the links are of
 * fewer, no number of links is said; whoever drafts a change of one competency would else read what one school mapped to it. Otherwise links below five are "fewer than 5".
 */
export function decisionTotals(schools: readonly SchoolDecisions[]): DecisionTotals {
  const mapping = schools.filter(({ isMapping }) => isMapping);
  if (mapping.length === 0) return { links: 'No school maps against this framework, so no link waits for a decision.', schools: null };
  if (mapping.length < fewest.schools)
    return {
      links: 'Fewer than three schools map against this framework. How many of their links will need a decision is theirs to know.',
      schools: null,
    };
  const affected = mapping.filter(({ links }) => links > 0).length;
  const links = mapping.reduce((sum, each) => sum + each.links, 0);
  if (links === 0) return { links: 'No link of any school will need a decision.', schools: null };
  if (affected < fewest.schools)
    return { links: 'Links of fewer than three schools will need a decision.', schools: 'How many is theirs to know.' };
  const number = links < fewest.links ? `Fewer than ${fewest.links}` : links.toLocaleString('en');
  return {
    links: `${number} links will need a decision.`,
    schools: `They are of ${affected} schools.`,
  };
}
