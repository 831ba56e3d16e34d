import { CitationFiles } from '#app/ui/citation-files.tsx';
import { count } from '#app/ui/count.ts';
import { dayIn } from '#app/ui/date.ts';
import { Section } from '#app/ui/page.tsx';
import { zone } from '../../members/time-zone.ts';
import { CitedInStyles } from '../../publications/parts/cited-in-styles.tsx';
import type { PublicationRecord } from '../../publications/record.ts';
import { LessonBody } from './lesson-body.tsx';
import { type LessonEntry, LessonList } from './lesson-list.tsx';

type LessonReadingProps = {
  lesson: LessonEntry & {
    readonly number: number;
    readonly author: string | null;
    readonly figures: Parameters<typeof LessonBody>[0]['figures'];
    readonly quotes: Parameters<typeof LessonBody>[0]['quotes'];
    readonly material: Parameters<typeof LessonBody>[0]['material'];
    readonly review: { readonly school: string; readonly reviewer: string | null; readonly reviewedAt: Date } | null;
    readonly reuse: readonly {
      readonly id: string;
      readonly school: string | null;
      readonly person: string | null;
      readonly words: string;
      readonly saidAt: Date;
    }[];
    readonly buildsOn: LessonEntry | null;
    readonly builtUponBy: readonly LessonEntry[];
  };
  competencies: Parameters<typeof LessonBody>[0]['competencies'];
  /** What its citations are made of. */
  record: PublicationRecord;
  isInside?: boolean;
};

/** A lesson that stands: what it says, who read it before, who used it, what it builds on and what builds on it, and how it is cited. */
export function LessonReading({ lesson, competencies, record, isInside = false }: LessonReadingProps) {
  const { said, school, author, number, on, review, reuse, usedBy, buildsOn, builtUponBy } = lesson;
  return (
    <>
      <p className="muted">
        {[author, school ?? 'A school of the collaborative'].filter(Boolean).join(', ')}. Edition {number}, {dayIn(on, zone)}.{' '}
        {review
          ? `Read before by ${review.reviewer ? `${review.reviewer}, ` : ''}${review.school}, ${dayIn(review.reviewedAt, zone)}: it can stand.`
          : 'For the collaborative; no other school has reviewed it.'}
      </p>
      <LessonBody
        said={said}
        school={school}
        figures={lesson.figures}
        quotes={lesson.quotes}
        material={lesson.material}
        competencies={competencies}
      />
      {buildsOn && (
        <Section title="It builds on">
          <LessonList lessons={[buildsOn]} isInside={isInside} />
        </Section>
      )}
      <Section title="Used elsewhere" id="used">
        <p>
          {usedBy === 0 ? 'No school has said yet that it used this lesson.' : `Used by ${count(usedBy, 'school', 'schools')}.`}{' '}
          <a href="/definitions#lesson-reuse">What is counted</a>
        </p>
        {usedBy > 0 && school === null && (
          <p className="muted">Its school is not named, and so neither are those who used it: they would tell whose it is not.</p>
        )}
        {reuse.length > 0 && (
          <ul className="plain-list">
            {reuse.map(({ id, school: by, person, words, saidAt }) => (
              <li key={id}>
                <strong>{by ?? person}</strong>, {dayIn(saidAt, zone)}: {words}
              </li>
            ))}
          </ul>
        )}
        {builtUponBy.length > 0 && (
          <>
            <p>Lessons that build on it:</p>
            <LessonList lessons={builtUponBy} isInside={isInside} />
          </>
        )}
      </Section>
      <Section title="Cite as">
        <CitedInStyles record={record} />
        {lesson.audience === 'public' && <CitationFiles address={`/lessons/${lesson.slug}`} endings={['bib', 'csl.json']} />}
      </Section>
    </>
  );
}
