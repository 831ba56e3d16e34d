import { day } from '#app/ui/date.ts';
import { Facts } from '#app/ui/facts.tsx';
import { Tag } from '#app/ui/tag.tsx';
import { stepWords } from '../../step.ts';
import { readinessOf, type ShownPreparation } from '../entry.ts';
import { countsOn, licenceWords } from '../licence.ts';

type PreparationListProps = {
  preparations: readonly ShownPreparation[];
  /** Competencies by their stable ids, in words. */
  titles: ReadonlyMap<string, string>;
  /** Names of people who are shown. */
  names: ReadonlyMap<string, string>;
  today: string;
  /** The page on which a preparation is changed, before its id; only in the own entry. */
  change?: string;
};

/** Where somebody was prepared and for what: ours and elsewhere told apart, with the licence and until when. */
export function PreparationList({ preparations, titles, names, today, change }: PreparationListProps) {
  return (
    <ul className="stack">
      {preparations.map((each) => {
        const { standing } = each;
        const readiness = readinessOf(each);
        const counts = readiness !== null && countsOn(readiness, today);
        const trainers = each.trainedBy.flatMap((id) => names.get(id) ?? []);
        return (
          <li key={each.id}>
            <h3>
              {standing?.title ?? each.course ?? 'A programme of ours'}{' '}
              {each.programmeId === null ? <Tag>elsewhere</Tag> : <Tag kind="success">ours</Tag>}{' '}
              {!counts && <Tag kind="attention">does not count today</Tag>}
            </h3>
            <Facts
              facts={[
                ['Ready for', each.competencies.map((id) => titles.get(id) ?? 'a competency of an earlier framework').join('; ')],
                ['Step', standing && `${stepWords[standing.step]} since ${day(standing.since)}, as the programme confirmed`],
                ['Year', each.year],
                ['Source', each.programmeId === null ? each.source || 'as its holder told it' : null],
                ['Trained by', trainers.length > 0 ? trainers.join(', ') : null],
                ['Until', readiness?.until ? day(readiness.until) : null],
                ['Licence', licenceWords(each, day) ?? (each.programmeId === null ? 'none said' : null)],
                [
                  'Why not',
                  each.programmeId !== null && readiness === null
                    ? 'No standing as facilitator or trainer of the programme stands today.'
                    : null,
                ],
              ]}
            />
            {change && (
              <p>
                <a href={`${change}/${each.id}`}>
                  Change this<span className="visually-hidden">: {standing?.title ?? each.course ?? 'a programme of ours'}</span>
                </a>
              </p>
            )}
          </li>
        );
      })}
    </ul>
  );
}
