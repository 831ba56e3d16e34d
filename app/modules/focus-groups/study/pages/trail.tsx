import { scoped } from '#app/platform/web.server.ts';
import { count } from '#app/ui/count.ts';
import { dayAndTime } from '#app/ui/date.ts';
import { Downloads } from '#app/ui/downloads.tsx';
import { pageWithin } from '#app/ui/page-within.ts';
import { Pagination } from '#app/ui/pagination.tsx';
import { Table } from '#app/ui/table.tsx';
import { zoneOf } from '../../../members/queries.server.ts';
import { mayLeadStudy } from '../../rules.ts';
import { actWords } from '../acts.ts';
import { StudyPage } from '../parts/study-page.tsx';
import { trail } from '../people-queries.server.ts';
import { studyNamed } from '../queries.server.ts';
import type { Route } from './+types/trail';

const size = 100;

export function loader({ context, params, request }: Route.LoaderArgs) {
  const { search, searchParams } = new URL(request.url);
  return scoped({ context, request }, async (scope) => {
    const study = await studyNamed(scope, params.study);
    const events = await trail(scope, study);
    const page = pageWithin(Number(searchParams.get('page') ?? 1), events.length, size);
    const shown = events.slice((page - 1) * size, page * size);
    return { study, total: events.length, events: shown, page, search, isWhole: mayLeadStudy(study), zone: await zoneOf(scope) };
  });
}

export default function Trail({ loaderData: { study, total, events, page, search, isWhole, zone } }: Route.ComponentProps) {
  return (
    <StudyPage
      study={study}
      here=""
      below="Trail"
      title="Trail"
      lead={
        isWhole
          ? 'Everything that was done in the study, the oldest first.'
          : 'What you did in the study, and what became of its themes. Its lead reads the whole trail.'
      }
    >
      <Table
        caption="What was done"
        isCaptionHidden
        count={count(total, 'act', 'acts')}
        rows={events}
        rowKey={({ id }) => id}
        columns={[
          { key: 'at', label: 'When', cell: ({ at }) => dayAndTime(at, zone) },
          { key: 'by', label: 'Who', cell: ({ by }) => by ?? 'Concord' },
          { key: 'what', label: 'What', phone: 'bare', cell: ({ verb, subject }) => actWords(verb, subject) },
        ]}
      />
      <Pagination page={page} size={size} total={total} noun="acts" search={search} />
      <Downloads of="The trail" address={`/w/focus-groups/${study.slug}/trail`} />
    </StudyPage>
  );
}
