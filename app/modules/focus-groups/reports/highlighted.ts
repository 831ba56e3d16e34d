import type { HeardCoding, HeardText, NamedCode } from './heard.ts';
import { type Block, type ReportDocument, type Run, said } from './report-document.ts';

/** What stands in place of a turn that may not be quoted today. */
export const unprinted = '[Not printed: whoever speaks here did not agree to be quoted.]';

/** A transcript with its codes: numbered in the list at its head, the words they lie on marked, each number where its coding ends. Turns that may not be quoted are not printed. */
export function highlightedTranscript(
  text: HeardText,
  { codings, codes, quotable }: { codings: readonly HeardCoding[]; codes: readonly NamedCode[]; quotable: ReadonlySet<number> },
): ReportDocument {
  const own = codings.filter(({ textId }) => textId === text.id);
  const used = codes.filter(({ id }) => own.some(({ codeId }) => codeId === id));
  const numberOf = new Map(used.map(({ id }, at) => [id, at + 1]));
  const numbered = own.flatMap(({ codeId, begins, ends }) => {
    const number = numberOf.get(codeId);
    return number === undefined ? [] : [{ number, begins, ends }];
  });
  const turns = text.turns.map((turn): Block => {
    const speaker = { text: `${turn.speaker}: `, isBold: true };
    if (!quotable.has(turn.position)) return { runs: [speaker, { text: unprinted }] };
    return { runs: [speaker, ...runsOf(turn, numbered)] };
  });
  const legend = {
    title: 'Codes in this transcript',
    columns: [
      { title: 'Number', width: 8 },
      { title: 'Code', width: 40 },
    ],
    rows: used.map(({ name }, at) => [at + 1, name]),
  };
  return {
    title: text.title,
    blocks: [
      ...(used.length > 0 ? [{ table: legend }] : [said('No coding that you may see is in this transcript.')]),
      { heading: 'Transcript', level: 1 },
      ...turns,
    ],
  };
}

type Numbered = { readonly number: number; readonly begins: number; readonly ends: number };

function runsOf(turn: HeardText['turns'][number], codings: readonly Numbered[]): Run[] {
  const within = codings
    .filter(({ begins, ends }) => begins < turn.ends && turn.begins < ends)
    .map((each) => ({ ...each, begins: Math.max(each.begins, turn.begins), ends: Math.min(each.ends, turn.ends) }));
  const borders = [...new Set([turn.begins, turn.ends, ...within.flatMap(({ begins, ends }) => [begins, ends])])].sort((a, b) => a - b);
  return borders.slice(1).map((to, at): Run => {
    const from = borders[at]!;
    const numbers = (fits: (each: Numbered) => boolean) =>
      [...new Set(within.filter(fits).map(({ number }) => number))].sort((a, b) => a - b);
    return {
      text: turn.text.slice(from - turn.begins, to - turn.begins),
      marks: numbers(({ begins, ends }) => begins < to && from < ends),
      ends: numbers(({ ends }) => ends === to),
    };
  });
}
