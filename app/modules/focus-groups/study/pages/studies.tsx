import { actingFor } from '#app/platform/actor.ts';
import { memberOf, scoped } from '#app/platform/web.server.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { Page } from '#app/ui/page.tsx';
import { Table } from '#app/ui/table.tsx';
import { mayBeginStudy, studyRoleWords, studySeatOf } from '../../rules.ts';
import { approachWords } from '../approach.ts';
import { ownStudies } from '../queries.server.ts';
import type { Route } from './+types/studies';

export async function loader({ context, request }: Route.LoaderArgs) {
  const member = memberOf(context, request);
  const mayBegin = mayBeginStudy(actingFor(member, studySeatOf(member) ?? null));
  return { studies: await scoped({ context, request }, ownStudies), mayBegin };
}

export default function Studies({ loaderData: { studies, mayBegin } }: Route.ComponentProps) {
  const begin = mayBegin && (
    <ButtonLink kind={studies.length === 0 ? 'primary' : 'plain'} href="/w/focus-groups/new">
      Begin a study
    </ButtonLink>
  );
  return (
    <Page title="Focus groups" lead="Studies that hear students, from the protocol and the consent of each to what was found.">
      <title>Focus groups · Concord</title>
      {studies.length === 0 ? (
        <Empty title="No study of yours yet" act={begin}>
          A study is seen by those whom its lead names, and by nobody else. Begin one, or ask the lead of a study to give you a role.
        </Empty>
      ) : (
        <>
          {begin && <p className="bar">{begin}</p>}
          <Table
            caption="Your studies, the newest first"
            isCaptionHidden
            rows={studies}
            rowKey={({ id }) => id}
            columns={[
              {
                key: 'title',
                label: 'Study',
                cell: ({ slug, title, isSample }) => (
                  <>
                    <a href={`/w/focus-groups/${slug}`}>{title}</a>
                    {isSample && <span className="muted"> (sample)</span>}
                  </>
                ),
              },
              { key: 'approach', label: 'Approach', phone: 'bare', cell: ({ approach }) => approachWords[approach].name },
              { key: 'roles', label: 'Your roles', cell: ({ roles }) => roles.map((role) => studyRoleWords[role]).join(', ') },
            ]}
          />
        </>
      )}
    </Page>
  );
}
