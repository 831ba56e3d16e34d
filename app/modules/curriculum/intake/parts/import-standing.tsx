import { Button, ButtonLink } from '#app/ui/button.tsx';
import { count } from '#app/ui/count.ts';
import { day } from '#app/ui/date.ts';
import { Note } from '#app/ui/note.tsx';
import type { Step } from '../next-step.ts';
import type { ImportStatus } from '../schema.ts';

type Merged = { activities: number; added: number; back: number; removed: number; courses: number; objectives: number; levels: number };
type Found = { status: ImportStatus; year: string; problem: string | null; merged: Merged | null };
type StandingProps = {
  found: Found;
  may: { bringIn: boolean; readAgain: boolean; discard: boolean };
  next: Step | null;
  base: string;
  isOtherYear: boolean;
  startsOn: string | null;
};

/** Where an import stands, what that means, and the decision that is open. */
export function Standing({ found, may, next, base, isOtherYear, startsOn }: StandingProps) {
  const { status, year, problem, merged } = found;
  if (status === 'imported' && merged) return <Inside merged={merged} year={year} base={base} next={next} />;
  if (status === 'rejected')
    return (
      <Note kind="danger" title="This file could not be read as a curriculum" isAnswer>
        <p>The curriculum is as it was. The errors below say what to change in the file; bring it again when it is changed.</p>
        {may.readAgain && (
          <p>Characters that were pasted from slides can also be left out while the file is read. The report then says where each stood.</p>
        )}
        <Decisions may={may}>
          {may.readAgain && (
            <form method="post">
              <Button name="intent" value="read-again">
                Read it without these characters
              </Button>
            </form>
          )}
          <ButtonLink kind="primary" href={`${base}/imports/new`}>
            Bring in another file
          </ButtonLink>
        </Decisions>
      </Note>
    );
  if (status === 'failed')
    return (
      <Note kind="danger" title="The work on this file stopped" isAnswer>
        <p>{problem}</p>
        <Decisions may={may}>{may.bringIn && <BringIn>Try again</BringIn>}</Decisions>
      </Note>
    );
  return (
    <Note kind="attention" title="Nothing is written yet" isAnswer>
      {isOtherYear && startsOn && (
        <p>
          <strong>The file tells about another year.</strong> Its period begins on {day(startsOn)}, and you chose {year}. If that is not
          meant, discard it and bring it in again.
        </p>
      )}
      <p>
        {may.bringIn
          ? `Look at what is in the file below. Bringing it in makes it the curriculum of ${year}, all of it or nothing.`
          : 'The lead of your school decides whether it is brought in.'}
      </p>
      <Decisions may={may}>{may.bringIn && <BringIn>{`Bring it in as ${year}`}</BringIn>}</Decisions>
    </Note>
  );
}

type InsideProps = { merged: Merged; year: string; base: string; next: Step | null };

function Inside({ merged, year, base, next }: InsideProps) {
  const { activities, added, back, removed, courses, objectives, levels } = merged;
  const changed = [
    `${count(added, 'activity is', 'activities are')} new`,
    ...(back > 0 ? [`${back.toLocaleString('en')} came back`] : []),
    ...(removed > 0 ? [`${removed.toLocaleString('en')} left the figures and kept their answers`] : []),
  ];
  return (
    <Note
      kind="success"
      title={`${year} is in: ${count(activities, 'activity', 'activities')} in ${count(courses, 'course', 'courses')}`}
      isAnswer
    >
      <p>
        {changed.join(', ')}. {count(objectives, 'objective', 'objectives')} and {count(levels, 'academic level', 'academic levels')} came
        with them.
      </p>
      {next && (
        <p>
          <strong>{next.title}.</strong> {next.text}
        </p>
      )}
      <p className="bar">
        {next && (
          <ButtonLink kind="primary" href={`${base}${next.to}`}>
            {next.label}
          </ButtonLink>
        )}
        <ButtonLink href={`${base}/activities?year=${year}`}>See the activities</ButtonLink>
      </p>
    </Note>
  );
}

function BringIn({ children }: { children: string }) {
  return (
    <form method="post">
      <Button kind="primary" name="intent" value="bring-in">
        {children}
      </Button>
    </form>
  );
}

function Decisions({ may, children }: { may: { discard: boolean }; children: React.ReactNode }) {
  return (
    <div className="bar">
      {children}
      {may.discard && (
        <form method="post">
          <Button kind="quiet" name="intent" value="discard">
            Discard this file
          </Button>
        </form>
      )}
    </div>
  );
}
