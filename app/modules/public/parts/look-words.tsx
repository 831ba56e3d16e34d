import { ButtonLink } from '#app/ui/button.tsx';
import { dayAndSpan } from '#app/ui/date.ts';
import { Empty } from '#app/ui/empty.tsx';
import { hours, hoursRange } from '#app/ui/hours.ts';
import { Note } from '#app/ui/note.tsx';
import { Section } from '#app/ui/page.tsx';
import { Tag } from '#app/ui/tag.tsx';

/** Type, words, tags, dates and hours as the catalogue of the interface shows them. */
export function Type() {
  return (
    <Section title="Type and words" id="type">
      <p className="says">A finding is said in one serif sentence, before the figure that shows it.</p>
      <p>
        Interface text is set in Inter at 15 px, with <a href="#type">links like this one</a>, <strong>strong words</strong> and{' '}
        <mark>matched words</mark>. <span className="muted">Muted words carry what one may skip.</span>
      </p>
      <p className="eyebrow">Internal Medicine, clerkship, required · week 3 · {hours(90)}</p>
      <blockquote>Students practise naming what they see and waiting. Łukasz Żeleński writes to Zoë Şahin.</blockquote>
      <p className="bar">
        <Tag>mean</Tag>
        <Tag kind="own">yours</Tag>
        <Tag kind="suggestion">suggested, not yet accepted</Tag>
        <Tag kind="attention">due on 1 July 2026</Tag>
        <Tag kind="danger">withdrawn</Tag>
        <Tag kind="success">released</Tag>
      </p>
      <p className="num">{dayAndSpan(new Date('2026-10-08T16:00:00Z'), new Date('2026-10-08T17:00:00Z'), 'America/New_York')}</p>
      <p className="num">
        {hours(45)} · {hours(90)} · {hoursRange(270, 330)} · {hours(77_058)} · {hours(null)}
      </p>
    </Section>
  );
}

/** Messages of every kind, one of which waits to be read. */
export function Messages() {
  return (
    <Section title="Messages stay until they are read" id="messages">
      <Note kind="attention" title="14 activities have no hours">
        <p>
          They are not counted in any figure. <a href="#lists">Ask their course directors</a>
        </p>
      </Note>
      <Note kind="success" title="The file is in: 1,284 activities, 61 courses" read={{ action: '#messages', name: 'message', value: '1' }}>
        <p>
          Nothing of last year’s links was lost. <a href="#lists">12 lines need a decision</a>
        </p>
      </Note>
      <Note kind="danger" title="The file could not be read: line 18 is not XML">
        The line begins with a tab and “&lt;Event” without an end. Nothing was changed. Export the file again, or ask us with this line.
      </Note>
      <Note title="Brookfield has withdrawn its figures of round 2025">They leave every view and report from today.</Note>
    </Section>
  );
}

/** What stands where nothing is yet, and the act that begins. */
export function FirstUse() {
  return (
    <Section title="Nothing here yet" id="empty">
      <Empty
        title="No curriculum for 2025-26 yet"
        act={
          <ButtonLink kind="primary" href="#empty">
            Bring in a file
          </ButtonLink>
        }
        sample={<a href="#empty">Try with a sample file</a>}
      >
        Bring the file that your school already has: a Curriculum Inventory export, a spreadsheet, or a list of titles. You see everything
        before it is kept.
      </Empty>
    </Section>
  );
}
