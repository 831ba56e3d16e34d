import { scoped } from '#app/platform/web.server.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { count } from '#app/ui/count.ts';
import { Downloads } from '#app/ui/downloads.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { Table } from '#app/ui/table.tsx';
import { Tag } from '#app/ui/tag.tsx';
import { mayMakeThemes, mayTakeOut } from '../../rules.ts';
import { StudyPage } from '../../study/parts/study-page.tsx';
import { studyNamed } from '../../study/queries.server.ts';
import { themesWithGrounds } from '../queries.server.ts';
import { warningWords } from '../warning-words.ts';
import type { Route } from './+types/themes';

export function loader({ context, params, request }: Route.LoaderArgs) {
  return scoped({ context, request }, async (scope) => {
    const study = await studyNamed(scope, params.study);
    const all = await themesWithGrounds(scope, study);
    return {
      study,
      themes: all.map(({ id, claim, setAsideAt, sharedAt, grounds, passages, warnings }) => ({
        ...{ id, claim, warnings, isAside: setAsideAt !== null, isShared: sharedAt !== null },
        ...{ sites: grounds.sites.length, sessions: grounds.sessions.length, participants: grounds.participants.length },
        quotes: passages.filter(({ kind, mayQuote }) => kind === 'quote' && mayQuote).length,
        counters: passages.filter(({ kind }) => kind === 'counter').length,
      })),
      mayMake: mayMakeThemes(study),
      mayTake: mayTakeOut(study),
    };
  });
}

export default function Themes({ loaderData: { study, themes, mayMake, mayTake } }: Route.ComponentProps) {
  const base = `/w/focus-groups/${study.slug}/themes`;
  const begin = mayMake && (
    <ButtonLink kind="primary" href={`${base}/new`}>
      Begin a theme
    </ButtonLink>
  );
  return (
    <StudyPage
      study={study}
      here="/themes"
      title="Themes"
      lead="What the study claims, whom each claim rests on, and what it has to answer for."
    >
      {themes.length === 0 ? (
        <Empty title="No theme yet" act={begin}>
          A theme is a claim with the passages that it rests on. It can begin in a reading, in a meeting or from a code; passages are added
          as you find them.
        </Empty>
      ) : (
        <>
          <p className="bar">
            {begin}
            <ButtonLink kind="quiet" href={`${base}/matrix`}>
              Themes by school and competency
            </ButtonLink>
          </p>
          <Table
            caption="Themes"
            isCaptionHidden
            count={count(themes.length, 'theme', 'themes')}
            rows={themes}
            rowKey={({ id }) => id}
            columns={[
              { key: 'claim', label: 'Claim', cell: ({ id, claim }) => <a href={`${base}/${id}`}>{claim}</a> },
              { key: 'sites', label: 'Sites', isNumber: true, cell: ({ sites }) => sites },
              { key: 'sessions', label: 'Sessions', isNumber: true, cell: ({ sessions }) => sessions },
              { key: 'participants', label: 'Participants', isNumber: true, cell: ({ participants }) => participants },
              { key: 'quotes', label: 'Quotes', isNumber: true, cell: ({ quotes }) => quotes },
              { key: 'counters', label: 'Counter-examples', isNumber: true, cell: ({ counters }) => counters },
              {
                key: 'state',
                label: 'State',
                phone: 'bare',
                cell: ({ isAside, isShared }) => (isAside ? <Tag>set aside</Tag> : isShared ? <Tag kind="success">shared</Tag> : null),
              },
              {
                key: 'warnings',
                label: 'To answer for',
                phone: 'bare',
                cell: ({ warnings, isAside }) => (isAside ? null : warnings.map((warning) => warningWords[warning].short).join('; ')),
              },
            ]}
          />
          <p className="muted">
            Numbers say how broadly a claim rests, and not how many people hold it: who said nothing in a group may think it too, so no
            share of people is made of them.
          </p>
          {mayTake && <Downloads of="The themes" address={base} />}
        </>
      )}
    </StudyPage>
  );
}
