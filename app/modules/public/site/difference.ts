import { diffArrays } from 'diff';
import { type Run, wordsBetween } from '../../competencies/drafting/comparison-words.ts';

/**
 * What changed between two texts: first which paragraphs stand in both, then, where one took another's place, word by word. Paragraphs that stayed are left
 * out but for those beside a change; `gap` says that some were.
 */
export function differenceOf(before: string, after: string): Array<{ readonly runs: readonly Run[]; readonly isGap: boolean }> {
  const changes = diffArrays(paragraphs(before), paragraphs(after));
  const parts: Array<{ runs: Run[]; isSame: boolean }> = [];
  for (let at = 0; at < changes.length; at++) {
    const { value, added, removed } = changes[at]!;
    const next = changes[at + 1];
    if (removed && next?.added) {
      parts.push({ runs: wordsBetween(value.join('\n\n'), next.value.join('\n\n')), isSame: false });
      at += 1;
    } else if (added || removed) parts.push({ runs: [{ kind: added ? 'added' : 'removed', text: value.join('\n\n') }], isSame: false });
    else for (const text of value) parts.push({ runs: [{ kind: 'same', text }], isSame: true });
  }
  return withGaps(parts);
}

function withGaps(parts: ReadonlyArray<{ runs: Run[]; isSame: boolean }>) {
  const shown: Array<{ runs: Run[]; isGap: boolean }> = [];
  for (const [at, { runs, isSame }] of parts.entries()) {
    const isBeside = !isSame || parts[at - 1]?.isSame === false || parts[at + 1]?.isSame === false;
    if (isBeside) shown.push({ runs, isGap: false });
    else if (!shown.at(-1)?.isGap) shown.push({ runs: [], isGap: true });
  }
  return parts.some(({ isSame }) => !isSame) ? shown : [];
}

function paragraphs(text: string): string[] {
  return text
    .replaceAll('\r\n', '\n')
    .split(/\n{2,}/)
    .filter((part) => part.trim() !== '');
}
