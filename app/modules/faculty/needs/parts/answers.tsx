import { dayIn } from '#app/ui/date.ts';
import { zone } from '../../../members/time-zone.ts';
import type { Answer } from '../queries.server.ts';

/** The programmes that answer a need, each with its offerings and what the evaluation of each said of the competency. */
export function Answers({ answers, competency }: { answers: readonly Answer[]; competency: string }) {
  if (answers.length === 0) return <p>No programme answers it yet.</p>;
  return (
    <ul className="plain-list">
      {answers.map(({ id, slug, title, offerings }) => (
        <li key={id}>
          <a href={`/w/faculty/programmes/${slug}`}>{title}</a>
          {offerings.length === 0 ? (
            <p className="muted">Not offered yet.</p>
          ) : (
            <ul>
              {offerings.map((offering) => (
                <li key={offering.slug}>
                  <a href={`/w/faculty/offerings/${offering.slug}`}>{offering.title}</a>
                  {offering.firstAt && `, ${dayIn(new Date(offering.firstAt), zone)}`}: <Said offering={offering} competency={competency} />
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ul>
  );
}

function Said({ offering: { slug, outcome }, competency }: { offering: Answer['offerings'][number]; competency: string }) {
  if (outcome.state === 'none') return <>not evaluated yet</>;
  const address = `/w/faculty/offerings/${slug}/evaluation`;
  if (outcome.state === 'asked') return <>asked; its figures are not closed, too few, or not shown to you</>;
  const about = outcome.findings.filter((each) => each.about === competency);
  const [first] = about.length > 0 ? about : outcome.findings;
  return (
    <>
      {first!.words} (<a href={address}>{outcome.answered}</a>). This is what people say of themselves.
    </>
  );
}
