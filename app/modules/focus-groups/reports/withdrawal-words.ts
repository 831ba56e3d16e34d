import type { PlainTable } from '../exchange/plain-table.ts';
import type { WithdrawalPromise } from '../study/consent-item.ts';

/** What a letter's promise means for each thing that somebody's words had become. */
type Meaning = { readonly codings: string; readonly quotes: string; readonly figures: string; readonly earlier: string };

const earlier =
  'A file that left is out of the program’s hands. Whoever took it out asks for it back, or takes a new one out and says that the earlier one is not to be used.';

/** The meaning of each promise, thing by thing. */
export const promiseMeaning: Readonly<Record<WithdrawalPromise, Meaning>> = {
  stop: {
    codings: 'They stay as they are. Nothing new is coded where this person speaks.',
    quotes: 'None is made from their words any more: they are in no list of quotes and in no new file.',
    figures: 'They stay as they are: talk that was counted is still counted. Figures over several schools leave it out.',
    earlier,
  },
  remove: {
    codings:
      'Those on their words alone go with the text that still has them, when a second reader has signed the one without them. Those that others speak in, too, are carried on what is left, where that can be told apart.',
    quotes: 'None is made from their words any more: they are in no list of quotes and in no new file.',
    figures:
      'They are made from the texts as they are: from the signing on, without these turns. What was taken down before (agreement taken, a number in a paper) does not change by itself.',
    earlier,
  },
  'keep analysed': {
    codings: 'They stay, since they were made before. Nothing new is coded where this person speaks.',
    quotes: 'None is made from their words any more: they are in no list of quotes and in no new file.',
    figures: 'They stay as they are, also those over several schools: they were analysed before.',
    earlier,
  },
};

type Line = { readonly name: string; readonly before: number; readonly shared: number; readonly today: number };

/** The codings on the words of who withdrew, as a table. */
export function withdrawalTable(pseudonym: string, lines: readonly Line[]): PlainTable {
  return {
    title: `What the withdrawal of ${pseudonym} changes`,
    columns: [
      { title: 'Code', width: 30 },
      ...['Codings when it was noted', 'Of these, shared with others', 'Standing today'].map((title) => ({ title, width: 20 })),
    ],
    rows: lines.map(({ name, before, shared, today }) => [name, before, shared, today]),
  };
}
