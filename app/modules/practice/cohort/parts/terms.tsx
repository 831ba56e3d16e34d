import { Choices } from '#app/ui/choices.tsx';
import { termName } from '../term.ts';

/** The half-years that were counted, as a choice of the page at `address`. */
export function Terms({ terms, term, address }: { terms: readonly string[]; term: string; address: string }) {
  return (
    <Choices
      label="Half-year"
      options={terms.map((each) => ({ to: `${address}?half-year=${each}`, label: termName(each), isCurrent: each === term }))}
    />
  );
}
