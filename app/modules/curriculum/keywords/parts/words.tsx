import type { ReactNode } from 'react';
import { Tag } from '#app/ui/tag.tsx';
import type { KeywordWords, Negation } from '../keyword-list.ts';

/** A keyword as lists show it: its phrase, and behind it what it looks for besides and where it does not count. */
export function Words({ of: { phrase, synonyms, exclusions, context } }: { of: KeywordWords }) {
  const besides = [said('also', synonyms), said('not within', exclusions), said('only beside', context)].filter((words) => words !== '');
  return (
    <>
      <Tag>{phrase}</Tag>
      {besides.length > 0 && <span className="small muted"> {besides.join('; ')}</span>}
    </>
  );
}

function said(lead: string, phrases: readonly string[]): string {
  return phrases.length > 0 ? `${lead} ${phrases.map((phrase) => `“${phrase}”`).join(', ')}` : '';
}

/** What a list takes for a denial, in a sentence. */
export function NegationWords({ negation: { before, after, window } }: { negation: Negation }): ReactNode {
  if (before.length + after.length === 0)
    return <p>A place counts whatever stands before or behind it: this version has no negation words.</p>;
  const quoted = (words: readonly string[]) => words.map((word) => `“${word}”`).join(', ');
  return (
    <p>
      A place does not count {before.length > 0 && <>behind {quoted(before)}</>}
      {before.length > 0 && after.length > 0 && ', or '}
      {after.length > 0 && <>before {quoted(after)}</>}, in the same sentence with at most {window} words between.
    </p>
  );
}
