import { Choices } from '#app/ui/choices.tsx';

/** The academic years of a school to choose from, when there are several. What a list was narrowed to belongs to its year and is left behind. */
export function Years({ years, year }: { years: readonly string[]; year: string }) {
  if (years.length < 2) return null;
  return <Choices label="Academic year" options={years.map((each) => ({ to: `?year=${each}`, label: each, isCurrent: each === year }))} />;
}
