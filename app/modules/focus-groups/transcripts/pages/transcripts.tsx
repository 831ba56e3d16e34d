import { scoped } from '#app/platform/web.server.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { dayIn } from '#app/ui/date.ts';
import { Downloads } from '#app/ui/downloads.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { Table } from '#app/ui/table.tsx';
import { zoneOf } from '../../../members/queries.server.ts';
import { StudyPage } from '../../study/parts/study-page.tsx';
import { studyNamed } from '../../study/queries.server.ts';
import { sessionsToBringFor, transcripts } from '../queries.server.ts';
import { stateWords } from '../written.ts';
import type { Route } from './+types/transcripts';

export function loader({ context, params, request }: Route.LoaderArgs) {
  return scoped({ context, request }, async (scope) => {
    const study = await studyNamed(scope, params.study);
    return {
      study,
      transcripts: await transcripts(scope, study),
      mayBring: (await sessionsToBringFor(scope, study)).length > 0,
      zone: await zoneOf(scope),
    };
  });
}

export default function Transcripts({ loaderData: { study, transcripts: all, mayBring, zone } }: Route.ComponentProps) {
  const base = `/w/focus-groups/${study.slug}/transcripts`;
  const bring = mayBring && (
    <ButtonLink kind="primary" href={`${base}/new`}>
      Bring a transcript in
    </ButtonLink>
  );
  return (
    <StudyPage
      study={study}
      here="/transcripts"
      title="Transcripts"
      lead="What was said in the groups. The team reads and codes it once it is de-identified and signed; as it was said, only those whom the study names for the site read it."
    >
      {all.length === 0 ? (
        <Empty title="No transcript yet" act={bring}>
          {mayBring
            ? 'Bring in what your recorder, meeting or transcript service wrote.'
            : 'Research staff and moderators whom the study names bring them in, once a session is kept, if they do not teach there.'}
        </Empty>
      ) : (
        <>
          {bring && <p className="bar">{bring}</p>}
          <Table
            caption="Transcripts by session"
            isCaptionHidden
            rows={all}
            rowKey={({ id }) => id}
            columns={[
              { key: 'title', label: 'Transcript', cell: ({ id, title }) => <a href={`${base}/${id}`}>{title}</a> },
              { key: 'session', label: 'Session', cell: ({ session }) => session },
              { key: 'site', label: 'Site', phone: 'bare', cell: ({ site }) => site },
              { key: 'state', label: 'State', phone: 'bare', cell: ({ state }) => stateWords[state] },
              { key: 'original', label: 'Original', cell: ({ erasedAt }) => (erasedAt ? `erased ${dayIn(erasedAt, zone)}` : 'kept') },
            ]}
          />
          <Downloads of="All transcripts" address={base} />
        </>
      )}
    </StudyPage>
  );
}
