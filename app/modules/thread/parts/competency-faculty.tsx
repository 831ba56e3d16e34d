import { count } from '#app/ui/count.ts';
import { Section } from '#app/ui/page.tsx';

type CompetencyFacultyProps = {
  competency: string;
  faculty: { needs: readonly { id: string; title: string; whose: string }[]; ready: number } | null;
  practice: { termName: string; tried: string; of: string } | null;
};

/** What is lacking about a competency, who is ready to teach it, and how its practice is going: what the reader may see of each. */
export function CompetencyFaculty({ competency, faculty, practice }: CompetencyFacultyProps) {
  return (
    <>
      {faculty && (
        <Section title="Faculty">
          {faculty.needs.length > 0 && (
            <ul>
              {faculty.needs.map(({ id, title, whose }) => (
                <li key={id}>
                  <a href={`/w/faculty/needs/${id}`}>{title}</a>, a need of {whose}
                </li>
              ))}
            </ul>
          )}
          <p>
            <a href={`/w/faculty/facilitators?competency=${competency}`}>
              {count(faculty.ready, 'person says they are ready', 'people say they are ready')} to teach it
            </a>
            , as far as they are shown to you. <a href={`/w/faculty/needs?competency=${competency}`}>All needs about it</a>
          </p>
        </Section>
      )}
      {practice && (
        <Section title="Practice">
          <p>
            {`${practice.tried} of ${practice.of} students who count noted that they tried it, ${practice.termName}. `}
            <a href="/w/practice/cohorts">How practice is going</a>
          </p>
        </Section>
      )}
    </>
  );
}
