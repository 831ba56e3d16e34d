import { coreq } from './coreq.ts';
import { srqr } from './srqr.ts';
import type { StudyFacts } from './study-facts.ts';

/** The checklists of reporting. */
export const checklistNames = ['COREQ', 'SRQR'] as const;
export type ChecklistName = (typeof checklistNames)[number];

/** An item: its number, its name, under what it stands, what it asks in our words, and what the study's rows say to it (null where they say nothing). */
export type Item = {
  readonly id: string;
  readonly name: string;
  readonly domain: string;
  readonly asks: string;
  readonly fill: (facts: StudyFacts) => string | null;
};
/** An item as a report has it: what the program drew from the study, and what somebody wrote. */
export type FilledItem = Omit<Item, 'fill'> & { readonly drawn: string | null; readonly written: string };

/** A checklist: its items, and where it was published. */
export const checklists: Readonly<
  Record<ChecklistName, { readonly title: string; readonly source: string; readonly items: readonly Item[] }>
> = {
  COREQ: {
    title: 'Consolidated criteria for reporting qualitative research (COREQ)',
    source: 'Tong A, Sainsbury P, Craig J. Int J Qual Health Care 2007;19:349-357',
    items: coreq,
  },
  SRQR: {
    title: 'Standards for reporting qualitative research (SRQR)',
    source: 'O’Brien BC, Harris IB, Beckman TJ, Reed DA, Cook DA. Acad Med 2014;89:1245-1251',
    items: srqr,
  },
};

/** The items with what the study says and what was written. An item is a gap when it has neither. */
export function filled(name: ChecklistName, facts: StudyFacts, written: ReadonlyMap<string, string>): FilledItem[] {
  return checklists[name].items.map(({ fill, ...item }) => ({ ...item, drawn: fill(facts), written: written.get(item.id) ?? '' }));
}

/** Whether nothing answers an item. */
export function isGap({ drawn, written }: FilledItem): boolean {
  return drawn === null && written === '';
}
