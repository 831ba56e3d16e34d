import { counted, quoted } from '#app/platform/kept-text.ts';
import type { Message } from '#app/platform/message.ts';
import type { Findings } from './findings.ts';
import type { InferredRule, NamedText, PositionRule } from './position-rule.ts';

/** The rule that was taken, whether a person asked for its ends, and what it was taken for. */
type Taken = { taken: PositionRule; isAsked: boolean; texts: readonly NamedText[] };
type Told = Pick<Message, 'found' | 'expected' | 'did'> & { isDoubtful: boolean };

/** Tells how positions were counted, why, and what became of line ends and byte order marks. */
export function tellRule(inferred: InferredRule, { findings, ...how }: Taken & { findings: Findings }): void {
  const { taken, texts } = how;
  const told = [endsWords(inferred, how), lineWords(inferred, taken, texts), markWords(taken, texts)];
  for (const each of told) {
    if (!each) continue;
    const { isDoubtful, ...words } = each;
    findings.tell({ severity: isDoubtful ? 'warning' : 'note', key: words.found, words: () => words });
  }
}

function endsWords(inferred: InferredRule, { taken: { ends }, isAsked, texts }: Taken): Told | null {
  const { selections, exclusive, inclusive, cut } = inferred;
  if (selections === 0) return null;
  const all = counted(selections, 'selection');
  const why = inferred.ends === ends ? '' : isAsked ? ', as asked' : ', as most programs write them';
  const did = `Ends were read as ${ends}${why}.`;
  if (exclusive + inclusive + cut === 0) {
    const name = texts.flatMap((text) => text.selections).find((each) => each.name && each.name.length <= 20)?.name;
    const found = `${all} with names that say nothing of their text${name ? `, such as ${quoted(name)}` : ''}`;
    const expected = 'Names that are the text selected, which tell how ends are counted';
    return { found, expected, did: `${did} Look at a few of them.`, isDoubtful: true };
  }
  const found = `Of ${all}, ${exclusive} are named by their text if ends are exclusive, ${inclusive} if they are inclusive, ${cut} either way or in part`;
  const against = selections - cut - (ends === 'inclusive' ? inclusive : exclusive);
  const doubt = against > 0 ? ` Look at the ${against} others.` : '';
  return { found, expected: 'Every selection named by its text', did: did + doubt, isDoubtful: against > 0 || inferred.ends === 'unknown' };
}

function lineWords({ selections, isLineRuleTold }: InferredRule, { lineEnds }: PositionRule, texts: readonly NamedText[]): Told | null {
  const count = texts.filter(({ written }) => written.includes('\r')).length;
  if (count === 0) return null;
  const counting = { 'as written': 'as the file has them', one: 'as one character each', two: 'as two characters each' }[lineEnds];
  const isDoubtful = selections > 0 && !isLineRuleTold;
  const doubt = isDoubtful ? ' No name of a selection told so; look at a few of them.' : '';
  const did = `They became LF. Positions count them ${counting}, and moved with them.${doubt}`;
  return {
    found: `${counted(count, 'text')} with line ends of Windows (CR LF) or old ones (CR)`,
    expected: 'Line ends that are LF',
    did,
    isDoubtful,
  };
}

function markWords({ isMarkCounted }: PositionRule, texts: readonly NamedText[]): Told | null {
  const count = texts.filter(({ written }) => written.startsWith('\ufeff')).length;
  const did = isMarkCounted ? 'It was dropped. Positions count it, and moved.' : 'It was dropped. Positions do not count it.';
  return count === 0
    ? null
    : { found: `${counted(count, 'text')} with a byte order mark`, expected: 'A text without one', did, isDoubtful: false };
}
