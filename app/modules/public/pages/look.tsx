import { Bars, Ranges } from '#app/ui/bars.tsx';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { Choices } from '#app/ui/choices.tsx';
import { dayAndSpan } from '#app/ui/date.ts';
import { Definition, Definitions } from '#app/ui/definition.tsx';
import { Dialog, DialogButton } from '#app/ui/dialog.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { Field } from '#app/ui/field.tsx';
import { Figure } from '#app/ui/figure.tsx';
import { Footer } from '#app/ui/footer.tsx';
import { errorOf, FormErrors } from '#app/ui/form-errors.tsx';
import type { HeatBounds } from '#app/ui/heat.ts';
import { type HeatRow, HeatTable } from '#app/ui/heat-table.tsx';
import { Hero } from '#app/ui/hero.tsx';
import { hours, hoursNumber, hoursRange } from '#app/ui/hours.ts';
import { Masthead } from '#app/ui/masthead.tsx';
import { Note } from '#app/ui/note.tsx';
import { Numbered } from '#app/ui/numbered.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { Pagination } from '#app/ui/pagination.tsx';
import { Progress } from '#app/ui/progress.tsx';
import { Queue } from '#app/ui/queue.tsx';
import { SampleBanner } from '#app/ui/sample-banner.tsx';
import { type Column, Table } from '#app/ui/table.tsx';
import { Tag } from '#app/ui/tag.tsx';
import { Timeline } from '#app/ui/timeline.tsx';
import { Workspace } from '#app/ui/workspace.tsx';

export function meta() {
  return [{ title: 'The parts of the interface' }, { name: 'robots', content: 'noindex' }];
}

/** Every part of the interface in every state, with invented names and figures; what a designer and a journey look at. */
export default function Look() {
  return (
    <Page
      title="The parts of the interface"
      crumbs={[{ label: 'Home', to: '/' }, { label: 'Parts' }]}
      status="invented figures"
      lead="A catalogue for those who build Concord. Every name and every figure on this page is invented; it shows how a part looks, and no school’s data."
    >
      <Type />
      <Acts />
      <Forms />
      <Messages />
      <FirstUse />
      <Lists />
      <Heat />
      <Figures />
      <Review />
      <GreatAct />
      <Frame />
      <PublicParts />
    </Page>
  );
}

function Type() {
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

function Acts() {
  return (
    <Section title="Acts and choices" id="acts">
      <div className="bar">
        <Button kind="primary">Release to the collaborative</Button>
        <Button>See the list</Button>
        <Button kind="quiet">Undo</Button>
        <Button kind="danger">Withdraw the release</Button>
        <Button disabled>Release to the collaborative</Button>
      </div>
      <div className="bar">
        <ButtonLink kind="primary" href="#acts">
          Read the five competencies
        </ButtonLink>
        <Button type="button">Not this link, because the words only look alike to the keyword list</Button>
        <span className="shows-focus">
          <Button>Has the focus</Button>
        </span>
      </div>
      <div className="bar">
        <Choices
          label="Hours"
          options={[
            { to: '#acts', label: 'Required', isCurrent: true },
            { to: '#type', label: 'Elective' },
            { to: '#forms', label: 'All' },
          ]}
        />
        <Choices
          label="Grade"
          options={[
            { to: '#acts', label: 'Taught' },
            { to: '#type', label: 'Practised' },
            { to: '#forms', label: 'Assessed' },
            { to: '#lists', label: 'Confirmed in full', isCurrent: true },
          ]}
        />
      </div>
    </Section>
  );
}

function Forms() {
  const errors = [
    { field: 'mail', message: 'This school’s addresses end in ashby.example' },
    { field: 'year', message: 'Write it as 2025-26' },
    { field: 'level', message: 'Choose how far it goes' },
  ];
  const labels = { mail: 'Mail', year: 'Academic year', level: 'Level' };
  return (
    <Section title="A form with mistakes, and every kind of field" id="forms">
      <FormErrors errors={errors} labels={labels} takesFocus={false} />
      <form method="get" action="#forms" className="flow">
        <div className="halves">
          <Field name="mail" label="Mail" type="email" autoComplete="off" value="r.okafor@gmail" error={errorOf(errors, 'mail')} />
          <Field name="year" label="Academic year" help="For example 2025-26" value="25/26" error={errorOf(errors, 'year')} />
          <Field
            kind="select"
            name="school"
            label="School"
            value="b"
            options={[
              { value: 'a', label: 'Ashby School of Medicine' },
              { value: 'b', label: 'Brookfield University School of Medicine and Health Sciences' },
            ]}
          />
          <Field kind="file" name="file" label="Curriculum file" help="XML, CSV or XLSX, also packed as .gz" />
          <Field
            kind="radios"
            name="level"
            label="Level"
            error={errorOf(errors, 'level')}
            options={[
              { value: 'introduced', label: 'Introduced' },
              { value: 'practised', label: 'Practised', help: 'The student does it, with somebody watching' },
              { value: 'assessed', label: 'Assessed' },
            ]}
          />
          <Field
            kind="checkboxes"
            name="phases"
            label="Phases"
            isOptional
            values={['clerkship']}
            options={[
              { value: 'pre', label: 'Pre-clerkship' },
              { value: 'clerkship', label: 'Clerkship' },
            ]}
          />
        </div>
        <Field
          kind="textarea"
          name="why"
          label="Why you decide so"
          isOptional
          help="A sentence is enough. No names of patients."
          value="The family meeting is simulated, and the debriefing names the emotion."
        />
        <Field kind="checkbox" name="own" label="This device is mine" help="Drafts may then stay on it until you sign out" isChecked />
        <div className="bar">
          <Button kind="primary">Keep the answer</Button>
          <Button kind="quiet">Put it aside</Button>
        </div>
      </form>
    </Section>
  );
}

function Messages() {
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

function FirstUse() {
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

type Activity = { id: string; title: string; course: string; level: string; isAssessed: boolean; minutes: number | null };

const titles = [
  'Sitting with silence: simulated family meeting',
  'When the scan is bad',
  'OSCE station 4',
  'Rounds with the palliative care team',
  'Interprofessional longitudinal seminar on prognostic awareness, goals of care and resuscitation preferences in advanced heart failure and chronic lung disease',
];
const activities: Activity[] = Array.from({ length: 40 }, (_, at) => ({
  id: `activity-${at}`,
  title: at < titles.length ? (titles[at] ?? '') : `Small group ${at}`,
  course:
    ['Internal Medicine', 'Surgery', 'Clerkship year', 'Introduction to Clinical Reasoning and the Foundations of Practice'][at % 4] ?? '',
  level: ['Practised', 'Introduced', 'Assessed'][at % 3] ?? '',
  isAssessed: at % 3 === 2,
  minutes: at % 7 === 3 ? null : 30 * (1 + (at % 5)),
}));

function Lists() {
  const columns: Column<Activity>[] = [
    { key: 'title', label: 'Activity', cell: (row) => <a href="#lists">{row.title}</a>, isSortable: true },
    { key: 'course', label: 'Course', cell: (row) => row.course, phone: 'bare', isSortable: true },
    { key: 'level', label: 'Level', cell: (row) => row.level, phone: 'bare' },
    { key: 'assessed', label: 'Assessed', cell: (row) => (row.isAssessed ? 'Yes' : <span className="muted">No</span>) },
    { key: 'hours', label: 'Hours', cell: (row) => hoursNumber(row.minutes), isNumber: true, unit: 'h', isSortable: true },
    {
      key: 'acts',
      label: 'Acts',
      cell: (row) => (
        <span className="row-acts">
          <a href="#lists">
            Change<span className="visually-hidden"> {row.title}</span>
          </a>
        </span>
      ),
      phone: 'line',
    },
  ];
  const schools = [
    { name: 'Ashby', tag: <Tag kind="own">yours</Tag>, pre: '4', clerkship: '5', post: '1' },
    { name: 'Brookfield', tag: null, pre: '2.5', clerkship: '6', post: '0' },
    { name: 'Three schools together', tag: <Tag>mean</Tag>, pre: '3.2', clerkship: <a href="#lists">not shown, why</a>, post: '0.8' },
  ];
  return (
    <Section title="Lists are tables" id="lists">
      <Table
        caption="Required hours for competency 2. Two schools are named, three are together, one is private."
        rows={schools}
        rowKey={(row) => row.name}
        isOwn={(row) => row.name === 'Ashby'}
        columns={[
          {
            key: 'school',
            label: 'School',
            cell: (row) => (
              <>
                {row.name} {row.tag}
              </>
            ),
          },
          { key: 'pre', label: 'Pre-clerkship', cell: (row) => row.pre, isNumber: true },
          { key: 'clerkship', label: 'Clerkship', cell: (row) => row.clerkship, isNumber: true },
          { key: 'post', label: 'Post-clerkship', cell: (row) => row.post, isNumber: true },
        ]}
      />
      <Table
        caption="Activities of the clerkship"
        count="40 of 1,284 activities"
        rows={activities}
        rowKey={(row) => row.id}
        columns={columns}
        search="?phase=clerkship&sort=-hours"
        sort="title"
      />
      <Pagination page={2} size={40} total={1284} noun="activities" search="?phase=clerkship" />
      <Table
        caption="Activities with the word “prognosis”"
        count="No activities"
        rows={[]}
        rowKey={(row: Activity) => row.id}
        columns={columns.slice(0, 3)}
      />
    </Section>
  );
}

const requiredHours = {
  term: 'required hours',
  meaning: 'Time that every student spends in required activities linked to the competency, each activity counted whole.',
  unit: 'hours of one student',
  formula: 'sum of learner minutes ÷ 60',
  source: 'Definitions, touching hours',
};
const reachedShare = {
  term: 'the share reached',
  meaning: 'Graduates with at least one elective that has minutes for the competency: the sharp bounds without assuming independence.',
  unit: 'per cent',
  denominator: 'all graduates of the class',
};
const bounds: HeatBounds = [120, 300, 540];
const heatRows: HeatRow[] = (
  [
    ['1', 'Explores understanding, values and goals', [570, 480, 180]],
    ['2', 'Responds to strong emotions', [240, 300, 60]],
    ['3', 'Shares difficult news; symptoms, prognosis, end of life', [360, 540, 270]],
    ['4', 'Own emotions, stress and uncertainty', [150, 60, 0]],
    ['5', 'Palliative care and hospice', [300, 120, null]],
  ] satisfies [string, string, (number | null)[]][]
).map(([numeral, label, minutes]) => ({
  key: numeral,
  numeral,
  label,
  total: minutes.includes(null)
    ? `at least ${hoursNumber(420)}`
    : hoursNumber(minutes.reduce<number>((sum, value) => sum + (value ?? 0), 0)),
  cells: minutes.map((value, at) => ({
    value,
    text: hoursNumber(value),
    to: '#lists',
    ...(numeral === '2' && at === 1 ? { note: '4.5 to 5.5, partly estimated', isExpanded: true } : {}),
    ...(value === 0 ? { note: 'nothing mapped' } : {}),
  })),
}));

function Heat() {
  return (
    <Section title="A heat table" id="heat">
      <p className="says">
        Required teaching thins out as students come closer to patients: competency 4 has none in the post-clerkship year.
      </p>
      <HeatTable
        caption="Required hours by competency and phase"
        rowsLabel="Competency"
        columns={['Pre-clerkship', 'Clerkship', 'Post-clerkship']}
        totalLabel="Four years"
        rows={heatRows}
        bounds={bounds}
        unit="Hours"
        say={hoursNumber}
        note={
          <>
            14 clerkship activities have no hours yet and are not counted. <a href="#lists">See them</a>
          </>
        }
      />
      <Definition {...requiredHours} />
      <Definitions definitions={[requiredHours, reachedShare]} />
    </Section>
  );
}

function Figures() {
  const ranges = [
    { label: 'Competency 1', low: 38, high: 71, text: '38 to 71 %' },
    { label: 'Competency 2', low: 22, high: 54, text: '22 to 54 %' },
    { label: 'Competency 3', low: 46, high: 83, text: '46 to 83 %' },
    { label: 'Competency 4', low: 12, high: 41, text: '12 to 41 %' },
    { label: 'Competency 5', low: 30, high: 30, text: '30 %, exact' },
  ];
  const bars = [
    { label: 'Simulation', value: 7, low: 5.5, high: 8, text: '7 h (5.5 to 8)' },
    { label: 'Case discussion', value: 4, text: '4 h' },
    { label: 'Rounds, bedside teaching and other work with patients', value: null, text: 'unknown' },
    { label: 'Lecture', value: 0, text: '0 h' },
  ];
  const twin = (rows: { label: string; text: string }[], value: string) => (
    <Table
      caption="The same figures as a table"
      isCaptionHidden
      rows={rows}
      rowKey={(row) => row.label}
      columns={[
        { key: 'label', label: 'Name', cell: (row) => row.label },
        { key: 'text', label: value, cell: (row) => row.text, isNumber: true },
      ]}
    />
  );
  return (
    <Section title="Figures" id="figures">
      <Figure
        finding="Between 12 % and 41 % of graduates meet competency 4 in an elective."
        basis="n = 164 graduates, class of 2026, an invented school"
        definition={reachedShare}
        downloads={[
          { to: '#figures', label: 'CSV' },
          { to: '#figures-svg', label: 'SVG' },
        ]}
        table={twin(ranges, 'Share reached')}
      >
        <Ranges ranges={ranges} max={100} maxText="100 %" zeroText="0 %" />
      </Figure>
      <Figure
        finding="Simulation carries most of the practice; what happens at the bedside is not known yet."
        basis="48 activities, 2025-26, an invented school"
        definition={requiredHours}
        table={twin(bars, 'Hours')}
      >
        <Bars bars={bars} max={10} maxText="10 h" />
      </Figure>
      <Progress label="activities read" done={734} total={1284} note="about 20 seconds left" />
      <Progress label="Reading the file" total={1} />
    </Section>
  );
}

function Review() {
  return (
    <Section title="A review queue, one item at a time" id="review">
      <Progress label="answered" done={38} total={80} note="about 9 minutes left at this pace" />
      <Queue
        action="#review"
        saved="Saved on the server"
        item={
          <>
            <p className="eyebrow">Internal Medicine, clerkship, required · week 3 · 90 minutes, small group</p>
            <h3>
              <a href="#review">Sitting with silence: simulated family meeting</a>
            </h3>
            <blockquote>
              Students practise naming what they see and waiting, then answer the family’s questions about what comes next. Faculty{' '}
              <mark>respond to emotion</mark> with the learner before turning to decisions.
            </blockquote>
            <details>
              <summary>Whole description and objectives</summary>
              <p>The whole text of the activity stands here.</p>
            </details>
            <p className="small muted">
              Found by <Tag>respond* emotion</Tag> in the description. <Tag kind="suggestion">a suggestion until you answer</Tag>
            </p>
          </>
        }
        questions={[
          {
            name: 'competency',
            legend: 'Which competency?',
            chosen: '2',
            options: ['Understanding, values, goals', 'Strong emotions', 'Difficult news', 'Own emotions', 'Palliative care'].map(
              (label, at) => ({
                value: String(at + 1),
                label,
                keyLabel: String(at + 1),
              }),
            ),
          },
          {
            name: 'depth',
            legend: 'How far does it go?',
            chosen: 'practised',
            options: [
              { value: 'introduced', label: 'Introduced', keyLabel: 'i' },
              { value: 'practised', label: 'Practised', keyLabel: 'p' },
              { value: 'assessed', label: 'Assessed', keyLabel: 'a' },
            ],
          },
        ]}
        acts={[
          { value: 'link', label: 'Link it', keyLabel: 'y', kind: 'primary' },
          { value: 'reject', label: 'Not this', keyLabel: 'n' },
          { value: 'skip', label: 'Skip', keyLabel: 'j', kind: 'quiet' },
          { value: 'undo', label: 'Undo last', keyLabel: 'u', kind: 'quiet' },
        ]}
      />
    </Section>
  );
}

function GreatAct() {
  const acts = (
    <form method="post" action="#dialog">
      <Button kind="primary">Release to the collaborative</Button>
    </form>
  );
  const words = (
    <p>
      Three other schools will see 12 figures by name and 9 in aggregate. You can withdraw them later; what was printed or downloaded stays
      out there.
    </p>
  );
  return (
    <Section title="A question before a great act" id="dialog">
      <DialogButton dialog="release">Release the figures of round 2026</DialogButton>
      <Dialog id="release" title="Release the figures of round 2026?" acts={acts}>
        {words}
      </Dialog>
      <p className="muted">The same question as a part of the page, for an address that asks for it:</p>
      <Dialog id="release-here" title="Release the figures of round 2026?" isSection acts={acts}>
        {words}
      </Dialog>
    </Section>
  );
}

function Frame() {
  return (
    <Section title="The workspace" id="frame">
      <div className="specimen">
        <SampleBanner />
        <Workspace
          home="#frame"
          school={{ name: 'Ashby School of Medicine', change: '#frame' }}
          person={{ name: 'R. Okafor', role: 'lead' }}
          signOut="#frame"
          items={[
            { to: '#members', label: 'Members', icon: 'members' },
            { to: '#competencies', label: 'Competencies', icon: 'competencies' },
            { to: '#curriculum', label: 'Curriculum', icon: 'curriculum', waiting: 42, isCurrent: true },
            { to: '#focus-groups', label: 'Focus groups', icon: 'focus-groups', waiting: 1 },
            { to: '#library', label: 'Library', icon: 'library' },
            { to: '#faculty', label: 'Faculty', icon: 'faculty' },
            { to: '#practice', label: 'Practice', icon: 'practice' },
            { to: '#forum', label: 'Forum', icon: 'forum' },
            { to: '#lessons', label: 'Lessons', icon: 'lessons' },
          ]}
        >
          <div className="page">
            <p className="says">The page stands here.</p>
          </div>
        </Workspace>
      </div>
    </Section>
  );
}

function PublicParts() {
  return (
    <Section title="Public parts" id="public">
      <div className="specimen">
        <Masthead
          wordmark="Ashby and Brookfield Together"
          home="#public"
          label="Main, as a specimen"
          items={[
            { to: '#public', label: 'Our work', isCurrent: true },
            { to: '#competencies', label: 'Competencies' },
            { to: '#sign-in', label: 'Sign in' },
          ]}
        />
        <div className="page">
          <Hero
            as="h3"
            title="Every graduate ready to ask what matters"
            words="Two invented schools that agree on what every graduate can do, and look together at where it is taught."
            acts={
              <>
                <ButtonLink kind="primary" href="#public">
                  Read the five competencies
                </ButtonLink>
                <a href="#public">How we work together</a>
              </>
            }
            aside={
              <>
                <p className="eyebrow">Next forum</p>
                <p>{dayAndSpan(new Date('2026-10-08T16:00:00Z'), new Date('2026-10-08T17:00:00Z'), 'America/New_York')}</p>
              </>
            }
          />
        </div>
        <Footer label="About this site, as a specimen" items={[{ to: '#public', label: 'Accessibility' }]}>
          Ashby and Brookfield Together, invented for this page.
        </Footer>
      </div>
      <Timeline
        steps={[
          { when: 'First year', title: 'Competencies', words: 'What every graduate can do.' },
          { when: 'Second year', title: 'Curriculum mapping', words: 'Each school maps its four years in the same way.' },
          { when: 'Third year', title: 'Student voices', words: 'Focus groups at every school.' },
          { when: 'Now', title: 'Faculty development', words: 'A shared approach that uses everything learned so far.', isNow: true },
        ]}
      />
      <Numbered
        statements={[
          {
            numeral: '1',
            words: 'Asks what the patient and the family understand before telling them anything',
            to: '#public',
            ways: [{ to: '#lists', label: 'Map' }],
          },
          { numeral: '2', words: 'Waits after the news, and answers the feeling before the question' },
        ]}
      />
    </Section>
  );
}
