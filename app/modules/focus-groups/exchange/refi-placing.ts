import { counted } from '#app/platform/kept-text.ts';
import type { Findings } from './findings.ts';
import { isNamedBy, type PositionRule, stretchOf } from './position-rule.ts';
import type { QdaSelection, QdaSource } from './qda-project.ts';
import { pathOf } from './refi-node.ts';
import type { WrittenSelection, WrittenSource } from './refi-source-part.ts';
import { placesIn, plainText } from './text-places.ts';

type Placing = { readonly written: string; readonly rule: PositionRule; readonly findings: Findings };

/** A source with its plain text and its selections counted out in it. What has no place in the text is left out and told, with its codings. */
export function placedSource(source: WrittenSource, { written, rule, findings }: Placing): QdaSource {
  const { kind, written: _, line: __, ...rest } = source;
  const path = pathOf(kind, source.name);
  return { ...rest, text: plainText(written), selections: placed(source.selections, { written, rule, findings }, { id: source.id, path }) };
}

/** Selections counted out in a text. */
export function placed(
  selections: readonly WrittenSelection[],
  { written, rule, findings }: Placing,
  at: { id: string; path: string },
): QdaSelection[] {
  if (selections.length === 0) return [];
  const places = placesIn(written, rule.lineEnds);
  const text = plainText(written);
  const shift = rule.isMarkCounted && written.startsWith('\ufeff') ? 1 : 0;
  return selections.flatMap(({ from, to, line, ...selection }) => {
    const stretch = stretchOf({ from, to }, places, { ends: rule.ends, shift });
    const { length } = selection.codings;
    if (!stretch || stretch.isCut) {
      const first = `from ${from ?? 'nowhere'} to ${to ?? 'nowhere'}`;
      const expected = `Positions within the text, which has ${(places.length - 1).toLocaleString('en-US')} characters`;
      findings.tell(
        {
          severity: stretch ? 'warning' : 'error',
          key: `${stretch ? 'beyond' : 'nowhere'} ${at.id}`,
          words: (count) =>
            stretch
              ? {
                  found: `${counted(count, 'selection')} with an end after that of the text, the first ${first}`,
                  expected,
                  did: 'Ended with the text.',
                }
              : {
                  found: `${counted(count, 'selection')} without a place in the text, the first ${first}`,
                  expected,
                  did: 'Left out, with their codings.',
                },
        },
        { line, path: at.path },
      );
    }
    if (stretch) {
      const { start, end } = stretch;
      const name = selection.name !== null && isNamedBy(selection.name, text.slice(start, end)) ? null : selection.name;
      return [{ ...selection, name, start, end }];
    }
    const lost = (count: number) => ({
      found: counted(count, 'coding'),
      expected: 'A place in a text for each',
      did: 'Left out, since their selections have no place.',
    });
    findings.tell({ severity: 'error', key: 'codings nowhere', words: lost }, { line }, length);
    return [];
  });
}
