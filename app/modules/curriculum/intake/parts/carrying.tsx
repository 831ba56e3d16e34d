import { count } from '#app/ui/count.ts';
import { hours } from '#app/ui/hours.ts';
import { Section } from '#app/ui/page.tsx';
import { Table } from '#app/ui/table.tsx';
import { PairsNote } from './pairs-note.tsx';

type Unnamed = { id: string; title: string; courses: readonly string[]; links: number; answers: number };
/** A correction that gave way to the file. */
export type Overruled = {
  activityId: string;
  title: string;
  field: 'title' | 'text' | 'minutes';
  here: string | null;
  file: string | null;
};
type CarryingProps = {
  carrying: {
    paired: number;
    back: number;
    folded: number;
    byHand: number;
    overruled: readonly Overruled[];
    pairs: { open: number; same: number; different: number };
    before: {
      year: string;
      continued: number;
      links: number;
      vanished: number;
      vanishedLinks: number;
      vanishing: readonly Unnamed[];
    } | null;
  };
  year: string;
  base: string;
  pairsAt: string;
};

/** What comes along with a file, from this year and the one before; nothing where there is nothing to say. Pairs that wait for an answer stand above, before the decision. */
export function Carrying({ carrying, year, base, pairsAt }: CarryingProps) {
  const { pairs, overruled, before } = carrying;
  const lines = linesOf(carrying);
  const isAnswered = pairs.open === 0 && pairs.same + pairs.different > 0;
  if (lines.length + overruled.length === 0 && !isAnswered) return null;
  return (
    <Section title={`What comes along to ${year}`} id="comes-along">
      {isAnswered && <PairsNote counts={pairs} to={pairsAt} />}
      {lines.length > 0 && (
        <ul>
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
      {overruled.length > 0 && <OverruledList overruled={overruled} />}
      {before !== null && before.vanished > 0 && <VanishedTable before={before} base={base} />}
    </Section>
  );
}

/** The counts as sentences; what is zero and says nothing is left out. */
function linesOf({ paired, back, folded, byHand, before }: CarryingProps['carrying']): string[] {
  return [
    ...(paired > 0 ? [`${count(paired, 'activity takes', 'activities take')} a new id, since you said that they are the same.`] : []),
    ...(back > 0
      ? [`${count(back, 'activity returns', 'activities return')} with what people said of ${back === 1 ? 'it' : 'them'}.`]
      : []),
    ...(folded > 0 ? [`${count(folded, 'row stays', 'rows stay')} folded into another activity.`] : []),
    ...(byHand > 0
      ? [
          `${count(byHand, 'activity was entered by hand and stays', 'activities were entered by hand and stay')}, whatever the file covers.`,
        ]
      : []),
    ...(before
      ? [
          `${count(before.continued, 'activity goes', 'activities go')} on from ${before.year}, and ${count(before.links, 'link comes', 'links come')} along.`,
          `${count(before.vanished, 'activity', 'activities')} of ${before.year} ${before.vanished === 1 ? 'does' : 'do'} not go on${before.vanishedLinks > 0 ? `; ${count(before.vanishedLinks, 'link stays', 'links stay')} with that year` : ''}.`,
        ]
      : []),
  ];
}

type Before = NonNullable<CarryingProps['carrying']['before']>;

function VanishedTable({ before: { year, vanished, vanishing }, base }: { before: Before; base: string }) {
  const all = count(vanished, 'activity', 'activities');
  return (
    <Table
      caption={`In ${year} and not going on`}
      count={vanishing.length < vanished ? `the first ${vanishing.length} of ${all}` : all}
      rows={[...vanishing]}
      rowKey={({ id }) => id}
      columns={[
        { key: 'title', label: 'Activity', cell: ({ id, title }) => <a href={`${base}/activities/${id}`}>{title || 'without a title'}</a> },
        { key: 'courses', label: 'Course', cell: ({ courses }) => courses.join('; ') || 'in no course' },
        { key: 'links', label: 'Links', isNumber: true, cell: ({ links }) => links.toLocaleString('en') },
        { key: 'answers', label: 'Answers', isNumber: true, cell: ({ answers }) => answers.toLocaleString('en') },
      ]}
    />
  );
}

/** What people had corrected and the file changed, so that the file's value comes. */
export function OverruledList({ overruled }: { overruled: readonly Overruled[] }) {
  const shown = (field: Overruled['field'], value: string | null) =>
    value === null ? 'nothing' : field === 'minutes' ? hours(Number(value)) : `“${value}”`;
  return (
    <details>
      <summary>
        {count(overruled.length, 'correction gives way, since the file changed', 'corrections give way, since the file changed')} the same
        thing
      </summary>
      <ul>
        {overruled.map(({ activityId, title, field, here, file }) => (
          <li key={`${activityId} ${field}`}>
            {title}: {field === 'minutes' ? 'hours' : field} {shown(field, here)} becomes {shown(field, file)}.
          </li>
        ))}
      </ul>
    </details>
  );
}
