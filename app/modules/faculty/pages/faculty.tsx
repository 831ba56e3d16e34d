import { ButtonLink } from '#app/ui/button.tsx';
import { Downloads } from '#app/ui/downloads.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { hours } from '#app/ui/hours.ts';
import { Note } from '#app/ui/note.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { Table } from '#app/ui/table.tsx';
import { Tag } from '#app/ui/tag.tsx';
import { inFaculty } from '../in-faculty.server.ts';
import { OfferingTable } from '../offerings/parts/offering-table.tsx';
import { offerings } from '../offerings/queries.server.ts';
import { FacultyWaits } from '../path/parts/faculty-waits.tsx';
import { observationsWaiting } from '../path/queries.server.ts';
import { allProgrammes } from '../programmes/queries.server.ts';
import { mayKeepSomeProgramme } from '../rules.ts';
import type { Route } from './+types/faculty';

export function loader({ context, request }: Route.LoaderArgs) {
  return inFaculty({ context, request }, async (scope) => {
    return {
      programmes: await allProgrammes(scope),
      ...(await offerings(scope, new Date())),
      waiting: await observationsWaiting(scope),
      mayKeep: mayKeepSomeProgramme(scope.actor),
      done: new URL(request.url).searchParams.get('done'),
    };
  });
}

const done: Readonly<Record<string, string>> = { drop: 'The draft is taken away', 'take-back': 'The question to observe is taken back' };
/** The ways on from here; each part of faculty development has one. */
const ways = [
  {
    to: '/w/faculty/needs',
    label: 'Needs',
    words: 'What is lacking, what shows that it is, how soon each school wants it met, and what came of it.',
  },
  { to: '/w/faculty/path', label: 'My path', words: 'What you have reached in each programme, what is next, and what it asks for.' },
  { to: '/w/faculty/facilitators', label: 'Facilitators', words: 'Who says that they are ready to teach what, and who trained whom.' },
  { to: '/w/faculty/capacity', label: 'Capacity', words: 'Seats that facilitators can serve, against what the curriculum needs.' },
] as const;

export default function FacultyPage({ loaderData }: Route.ComponentProps) {
  const { programmes, coming, past, mayKeep, waiting } = loaderData;
  const begin = mayKeep && (
    <ButtonLink kind={programmes.length === 0 ? 'primary' : 'plain'} href="/w/faculty/programmes/new">
      Begin a programme
    </ButtonLink>
  );
  return (
    <Page
      title="Faculty"
      lead="Programmes for those who teach these conversations, when they are held, and the path from learner to trainer."
    >
      <title>Faculty · Concord</title>
      {loaderData.done && Object.hasOwn(done, loaderData.done) && <Note kind="success" title={done[loaderData.done]!} isAnswer />}
      <FacultyWaits waiting={waiting} />
      <ul className="plain-list">
        {ways.map(({ to, label, words }) => (
          <li key={to}>
            <a href={to}>{label}</a>. {words}
          </li>
        ))}
      </ul>
      <Section title="Programmes">
        {programmes.length === 0 ? (
          <Empty title="No programme yet" act={begin}>
            A programme says what teachers learn, session by session, and what each step from learner to trainer asks for. Offerings of it
            are then held at schools or across.
          </Empty>
        ) : (
          <>
            {begin && <p className="bar">{begin}</p>}
            <Table
              caption="Programmes"
              isCaptionHidden
              rows={programmes}
              rowKey={({ slug }) => slug}
              columns={[
                {
                  key: 'title',
                  label: 'Programme',
                  cell: ({ slug, title, isSample }) => (
                    <>
                      <a href={`/w/faculty/programmes/${slug}`}>{title}</a>
                      {isSample && <span className="muted"> (sample)</span>}
                    </>
                  ),
                },
                { key: 'school', label: 'Kept by', cell: ({ school }) => school ?? 'the collaborative' },
                { key: 'sessions', label: 'Sessions', isNumber: true, cell: ({ sessions, minutes }) => `${sessions}, ${hours(minutes)}` },
                { key: 'coming', label: 'Offerings to come', isNumber: true, cell: (programme) => programme.coming },
                {
                  key: 'state',
                  label: 'State',
                  phone: 'bare',
                  cell: ({ state }) => <Tag kind={state === 'open' ? 'success' : state === 'draft' ? 'attention' : 'plain'}>{state}</Tag>,
                },
              ]}
            />
            <Downloads of="Programmes" address="/w/faculty/programmes" />
          </>
        )}
      </Section>
      <Section title="Offerings to come">
        {coming.length === 0 ? (
          <p>None is planned that you could see.</p>
        ) : (
          <OfferingTable offerings={coming} caption="Offerings to come, the next first" />
        )}
      </Section>
      {past.length > 0 && (
        <Section title="Offerings before">
          <OfferingTable offerings={past} caption="Offerings before, the newest first" isOver />
        </Section>
      )}
      {coming.length + past.length > 0 && <Downloads of="Offerings" address="/w/faculty/offerings" />}
    </Page>
  );
}
