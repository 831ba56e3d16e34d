import { Button, ButtonLink } from '#app/ui/button.tsx';
import { count } from '#app/ui/count.ts';
import { day } from '#app/ui/date.ts';
import { Field } from '#app/ui/field.tsx';
import { Note } from '#app/ui/note.tsx';
import type { Step } from '../next-step.ts';
import type { Covers, ImportStatus } from '../schema.ts';
import { type Overruled, OverruledList } from './carrying.tsx';

type Merged = {
  activities: number;
  added: number;
  back: number;
  removed: number;
  courses: number;
  objectives: number;
  levels: number;
  /** Absent in what came in before these were counted. */
  found?: number;
  carried?: number;
  overruled?: readonly Overruled[];
};
type Found = { status: ImportStatus; year: string; problem: string | null; merged: Merged | null };
/** What a person is to know before a checked file is brought in: that the year changed since, what it most likely covers, that it tells about another year, that pairs come first. */
type Waiting = {
  hasOpenPairs: boolean;
  changed: string | null;
  covers: { covers: Covers; because: string } | null;
  startsOn: string | null;
};
type StandingProps = {
  found: Found;
  may: { bringIn: boolean; readAgain: boolean; discard: boolean };
  next: Step | null;
  base: string;
  waiting: Waiting;
};

/** Where an import stands, what that means, and the decision that is open. */
export function Standing({ found, may, next, base, waiting }: StandingProps) {
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
  if (status === 'undone')
    return (
      <Note title="This file was taken out again" isAnswer>
        <p>What it brought is no longer in the curriculum. Bring it anew when it is to count.</p>
      </Note>
    );
  if (status === 'matching')
    return (
      <Note title="Its columns are not matched yet" isAnswer>
        <p>The lead of your school says what each column is; then it is read.</p>
      </Note>
    );
  if (waiting.changed)
    return (
      <Note kind="attention" title="The year changed since this file was read" isAnswer>
        <p>{waiting.changed}</p>
        <Decisions may={may}>
          {may.bringIn && (
            <form method="post">
              <Button kind="primary" name="intent" value="compare-again">
                Compare it again
              </Button>
            </form>
          )}
        </Decisions>
      </Note>
    );
  if (status === 'failed')
    return (
      <Note kind="danger" title="The work on this file stopped" isAnswer>
        <p>{problem}</p>
        <Decisions may={may} isTall={waiting.covers !== null}>
          {may.bringIn && <BringIn waiting={waiting}>Try again</BringIn>}
        </Decisions>
      </Note>
    );
  return (
    <Note kind="attention" title="Nothing is written yet" isAnswer>
      {waiting.startsOn && (
        <p>
          <strong>The file tells about another year.</strong> Its period begins on {day(waiting.startsOn)}, and you chose {year}. If that is
          not meant, discard it and bring it in again.
        </p>
      )}
      <p>
        {may.bringIn
          ? `Look at what is in the file below. Bringing it in makes it the curriculum of ${year}, all of it or nothing.`
          : 'The lead of your school decides whether it is brought in.'}
      </p>
      <Decisions may={may} isTall={waiting.covers !== null}>
        {may.bringIn && <BringIn waiting={waiting}>{`Bring it in as ${year}`}</BringIn>}
      </Decisions>
    </Note>
  );
}

type InsideProps = { merged: Merged; year: string; base: string; next: Step | null };

function Inside({ merged, year, base, next }: InsideProps) {
  const { activities, added, back, removed, courses, objectives, levels, found = 0, carried = 0, overruled = [] } = merged;
  const changed = [
    `${count(added, 'activity is', 'activities are')} new`,
    ...(found > 0 ? [`${found.toLocaleString('en')} took a new id and kept all that hangs on ${found === 1 ? 'it' : 'them'}`] : []),
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
        {carried > 0 && ` ${count(carried, 'link', 'links')} came along from activities that go on.`}
      </p>
      {overruled.length > 0 && <OverruledList overruled={overruled} />}
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

/** The button, with the question what the file covers where it makes a difference. */
function BringIn({ waiting: { covers, hasOpenPairs }, children }: { waiting: Waiting; children: string }) {
  return (
    <form method="post" className="form">
      {covers && (
        <Field
          kind="radios"
          name="covers"
          label="Is this the whole year?"
          help={`${covers.because} That is a suggestion; you decide.`}
          value={covers.covers}
          options={[
            {
              value: 'year',
              label: 'This is the whole year',
              help: 'What earlier files held and this one lacks leaves the lists. It keeps its links and answers, and comes back with them.',
            },
            { value: 'part', label: 'This is a part of the year', help: 'Nothing leaves.' },
          ]}
        />
      )}
      <Button kind={hasOpenPairs ? 'plain' : 'primary'} name="intent" value="bring-in">
        {children}
      </Button>
    </form>
  );
}

type DecisionsProps = { may: { discard: boolean }; isTall?: boolean; children: React.ReactNode };

/** The open decisions, side by side, or below each other where one of them asks a question. */
function Decisions({ may, isTall, children }: DecisionsProps) {
  return (
    <div className={isTall ? 'form' : 'bar'}>
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
