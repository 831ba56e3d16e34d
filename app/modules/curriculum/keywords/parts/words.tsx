import type { ReactNode } from 'react';
import { Tag } from '#app/ui/tag.tsx';
import type { KeywordWords, Negation } from '../keyword-list.ts';

/** A keyword as lists show it: its phrase, and behind it what it looks for besides and where it does not count. */
export function Words({ of: { phrase, synonyms, exclusions, context } }: { of: KeywordWords }) {
  return (
    <>
      <Tag>{phrase}</Tag>
      <Phrases lead="also" phrases={synonyms} />
      <Phrases lead="not within" phrases={exclusions} />
      <Phrases lead="only beside" phrases={context} />
    </>
  );
}

function Phrases({ lead, phrases }: { lead: string; phrases: readonly string[] }) {
  if (phrases.length === 0) return null;
  return (
    <span className="small muted">
      {' '}
      {lead} {phrases.map((phrase) => `“${phrase}”`).join(', ')}
      {'. '}
    </span>
  );
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
