import { day } from '#app/ui/date.ts';
import { Facts } from '#app/ui/facts.tsx';
import { Note } from '#app/ui/note.tsx';
import { type RoundChoiceProps, roundLabels } from './round-fields.tsx';

type Values = Readonly<Record<string, string>>;

/** Where what stands of a round by now differs from what was typed; saving again writes over it. */
export function Meanwhile({ kept, typed, choices }: { kept: Values; typed: Values; choices: RoundChoiceProps }) {
  const differing = Object.keys(roundLabels).filter((name) => name !== 'schools' && (kept[name] ?? '') !== (typed[name] ?? ''));
  if (differing.length === 0) return null;
  const labelOf = new Map([...choices.versions, ...choices.lists].map(({ value, label }) => [value, label]));
  const words = (name: string) => {
    const value = kept[name] ?? '';
    if (value === '') return 'empty';
    return name.startsWith('due-') ? day(value) : (labelOf.get(value) ?? value);
  };
  return (
    <Note kind="attention" title="Where your words differ, this stands now">
      <Facts facts={differing.map((name) => [roundLabels[name]!, words(name)])} />
      <p>Saving the round again puts your words in place of these.</p>
    </Note>
  );
}
