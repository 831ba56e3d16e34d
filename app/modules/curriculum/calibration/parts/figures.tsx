import { Section } from '#app/ui/page.tsx';
import { Table } from '#app/ui/table.tsx';
import { Defined } from '../../parts/defined.tsx';
import { agreementWords } from '../compared.ts';
import type { Calibration } from '../queries.server.ts';

/** How far the answers agree, per competency and pooled, as it was kept with the round. No figure is about a person or a school. */
export function Figures({
  calibration: { figures, ratings, shown, competencies, round },
  address,
}: {
  calibration: Calibration;
  address: string;
}) {
  if (!figures) return null;
  const { coders, activities, statistic, lines } = figures.figures;
  const nameOf = (id: string | null) => {
    const competency = competencies.find((each) => each.id === id);
    return competency ? `${competency.code} ${competency.shortTitle}` : 'All competencies together';
  };
  return (
    <Section title={ratings.length > 1 ? `How far people agree, rating ${shown}` : 'How far people agree'} id="agreement">
      {ratings.length > 1 && (
        <p>
          {ratings.map((rating) => (
            <a key={rating} href={`${address}?rating=${rating}&round=${round.slug}`} aria-current={rating === shown ? 'true' : undefined}>
              {rating === 1 ? 'First answers, as each gave them alone' : ' After the discussion'}{' '}
            </a>
          ))}
        </p>
      )}
      {coders < 2 ? (
        <p>One person has answered everything so far. There is something to compare as soon as a second one has.</p>
      ) : (
        <>
          <p>
            {coders} people answered all {activities} activities. Kappa is {statistic}’s.
          </p>
          <Table
            caption="Agreement by competency"
            isCaptionHidden
            rows={[...lines]}
            rowKey={({ competencyId }) => competencyId ?? 'all'}
            columns={[
              { key: 'competency', label: 'Competency', cell: ({ competencyId }) => nameOf(competencyId) },
              { key: 'extent', label: 'How fully', cell: ({ extent }) => agreementWords(extent) },
              { key: 'level', label: 'How far', cell: ({ level }) => agreementWords(level) },
            ]}
          />
        </>
      )}
      <Defined figures={['calibration-percent', 'calibration-kappa']} />
    </Section>
  );
}
