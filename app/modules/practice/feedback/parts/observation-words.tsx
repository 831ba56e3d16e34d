import { dayIn } from '#app/ui/date.ts';
import { Facts } from '#app/ui/facts.tsx';
import { Tag } from '#app/ui/tag.tsx';
import { zone } from '../../../members/time-zone.ts';
import { type Step, stepWords } from '../../scale.ts';
import { stateTags, stateWords } from '../observation.ts';
import type { Observation } from '../queries.server.ts';
import { anchorWords } from '../rubric.ts';

type Props = { observation: Observation; titles: Readonly<Record<string, string>> };

/** What somebody observed, with their words first, and how far it is known who said it. */
export function ObservationWords({ observation, titles }: Props) {
  const { state, wentWell, toTry, step, arrivedAt, reply } = observation;
  return (
    <>
      <p>
        <Tag kind={state === 'confirmed' ? 'success' : 'plain'}>{stateTags[state]}</Tag>{' '}
        <span className="muted">{stateWords(observation)}</span>
      </p>
      <Facts
        facts={[
          ['What went well', said(wentWell)],
          ['What to try next', said(toTry)],
          ['How much help there was', step ? stepWords[step as Step].observer : null],
          ...Object.entries(observation.anchors as Record<string, string>).map(
            ([id, said]) => [titles[id] ?? 'A competency of an earlier framework', anchorWords(id, said)] as const,
          ),
          ['Arrived', dayIn(arrivedAt, zone)],
          ['My answer', reply || null],
        ]}
      />
    </>
  );
}

function said(words: string) {
  return words === '' ? null : <span className="reading turns-apart">{words}</span>;
}
