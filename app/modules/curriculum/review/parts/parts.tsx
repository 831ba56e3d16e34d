import { Choices } from '#app/ui/choices.tsx';
import type { Review } from '../queries.server.ts';
import type { Whose } from '../schema.ts';

/** Whose part of the queue is shown, with how many wait in each; nothing where there is only everybody's. */
export function Parts({ shown: { year, part, whose, waiting } }: { shown: Review }) {
  if (!waiting) return null;
  const at = (which: Whose) => {
    const named = Object.entries({ year, ...part, whose: which }).flatMap(([name, value]) => (value ? [[name, value]] : []));
    return `?${new URLSearchParams(named)}`;
  };
  const option = (which: Whose, label: string, open: number) => ({
    to: at(which),
    label: `${label} (${open.toLocaleString('en')} open)`,
    isCurrent: whose === which,
  });
  const options = [
    ...(waiting.mine === null ? [] : [option('mine', 'Yours', waiting.mine)]),
    option('everybody', 'Everybody’s', waiting.everybody),
    ...(waiting.skipped > 0 || whose === 'skipped' ? [option('skipped', 'Skipped by you', waiting.skipped)] : []),
  ];
  return options.length > 1 && <Choices label="Whose part" options={options} />;
}

/** The other ways to review; those that answer only while the year is not submitted. */
export function OtherWays({ shown: { year, maySplit, submission }, base }: { shown: Review; base: string }) {
  return (
    <p className="bar">
      <a href={`${base}/review/list?year=${year}`}>As a list</a>
      {submission === null && <a href={`${base}/review/map?year=${year}`}>Link an activity without a suggestion</a>}
      <a href={`${base}/review/split?year=${year}`}>{maySplit && submission === null ? 'Split among mappers' : 'Who reviews what'}</a>
      <a href={`${base}/recall?year=${year}`}>What the list leaves out</a>
    </p>
  );
}
