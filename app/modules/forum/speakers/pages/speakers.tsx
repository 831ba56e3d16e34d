import { ButtonLink } from '#app/ui/button.tsx';
import { Downloads } from '#app/ui/downloads.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { Page } from '#app/ui/page.tsx';
import { Table } from '#app/ui/table.tsx';
import { Tag } from '#app/ui/tag.tsx';
import { inForum } from '../../events/in-forum.server.ts';
import { mayKeepEvent } from '../../rules.ts';
import { speakersToKeep } from '../queries.server.ts';
import { speakerState } from '../written.ts';
import type { Route } from './+types/speakers';

export function loader({ context, request }: Route.LoaderArgs) {
  return inForum({ context, request }, async (scope) => {
    const speakers = await speakersToKeep(scope);
    return { speakers: speakers.map((each) => ({ ...each, mayKeep: mayKeepEvent(scope.actor, each) })) };
  });
}

export default function Speakers({ loaderData: { speakers } }: Route.ComponentProps) {
  const add = (
    <ButtonLink kind={speakers.length === 0 ? 'primary' : 'plain'} href="/w/forum/speakers/new">
      Add a speaker
    </ButtonLink>
  );
  return (
    <Page
      title="Speakers"
      lead="The public sees a speaker once they have confirmed it themselves, or where a source names them."
      crumbs={[{ label: 'Forum', to: '/w/forum' }, { label: 'Speakers' }]}
    >
      <title>Speakers of the forum · Concord</title>
      {speakers.length === 0 ? (
        <Empty title="No speaker yet" act={add}>
          A speaker has one profile for all their events. Write what is known; they correct and confirm it by a link in a mail.
        </Empty>
      ) : (
        <>
          <p className="bar">{add}</p>
          <Table
            caption="Speakers"
            isCaptionHidden
            rows={speakers}
            rowKey={({ slug }) => slug}
            columns={[
              {
                key: 'name',
                label: 'Name',
                cell: ({ slug, name, mayKeep }) => (mayKeep ? <a href={`/w/forum/speakers/${slug}`}>{name}</a> : name),
              },
              { key: 'affiliation', label: 'From', cell: ({ affiliation }) => affiliation },
              { key: 'events', label: 'Events', isNumber: true, cell: ({ events }) => events },
              { key: 'state', label: 'Public', cell: (speaker) => states[speakerState(speaker)] },
            ]}
          />
          <Downloads of="All speakers" address="/w/forum/speakers" />
        </>
      )}
    </Page>
  );
}

const states = {
  declined: <Tag kind="danger">does not want to be shown</Tag>,
  confirmed: <Tag kind="success">confirmed</Tag>,
  cited: <Tag>cited</Tag>,
  asked: <Tag kind="attention">asked, not answered</Tag>,
  'not asked': <Tag kind="attention">not asked yet</Tag>,
} as const;
