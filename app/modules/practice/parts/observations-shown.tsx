import { Facts } from '#app/ui/facts.tsx';
import { Section } from '#app/ui/page.tsx';
import { anchorWords } from '../feedback/rubric.ts';
import { monthName } from '../log/entry.ts';
import { stepWords } from '../scale.ts';
import type { Shown } from '../sharing/schema.ts';

type ObservationsShownProps = {
  observations: Shown['observations'];
  competencies: readonly { stableId: string; code: string; shortTitle: string }[];
};

/** Who an observer is, as far as it is known. */
const stateWords: Readonly<Record<string, string>> = {
  unverified: 'not verified: nobody confirmed who it was',
  confirmed: 'confirmed from an address of the school',
  told: 'told to the student, who noted it',
};

/** What others observed, as a student shows it: their words first. */
export function ObservationsShown({ observations, competencies }: ObservationsShownProps) {
  return (
    <Section title="What others observed">
      {observations.length === 0 && <p>Nobody has observed anything that is shown here.</p>}
      {observations.map(({ id, month, observerName, observerRole, state, wentWell, toTry, step, anchors, reply }) => (
        <section key={id}>
          <h3>{[monthName(month), observerName, observerRole].filter(Boolean).join(', ')}</h3>
          <Facts
            facts={[
              ['Who it was', stateWords[state] ?? state],
              ['What went well', words(wentWell)],
              ['What to try', words(toTry)],
              ['How much was the student’s own', step && stepWords[step].observer],
              ...competencies
                .filter(({ stableId }) => anchors[stableId] !== undefined)
                .map(({ stableId, code, shortTitle }) => [`${code} ${shortTitle}`, anchorWords(stableId, anchors[stableId]!)] as const),
              ['The student’s answer', words(reply)],
            ]}
          />
        </section>
      ))}
    </Section>
  );
}

function words(said: string) {
  return said === '' ? null : <span className="reader-words">{said}</span>;
}
