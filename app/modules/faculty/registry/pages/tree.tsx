import { count } from '#app/ui/count.ts';
import { isoDayIn } from '#app/ui/date.ts';
import { Empty } from '#app/ui/empty.tsx';
import { Figure } from '#app/ui/figure.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { Table } from '#app/ui/table.tsx';
import { zoneOf } from '../../../members/queries.server.ts';
import { inFaculty } from '../../in-faculty.server.ts';
import { registryDefinitions } from '../definitions.ts';
import { yearBefore } from '../entry.ts';
import { TreeDrawing } from '../parts/tree-drawing.tsx';
import { shownTree } from '../queries.server.ts';
import { type Branch, drawnTree, peopleIn, reachOf, treeOf } from '../tree.ts';
import { whereWords } from '../written.ts';
import type { Route } from './+types/tree';

export function loader(asked: Route.LoaderArgs) {
  return inFaculty(asked, async (scope) => {
    const { people, trainings } = await shownTree(scope);
    const tree = treeOf(people, trainings);
    const reach = reachOf(people, trainings, yearBefore(isoDayIn(new Date(), await zoneOf(scope))));
    const trainers = people.filter(({ id }) => reach.has(id)).map(({ id, name, school }) => ({ id, name, school, ...reach.get(id)! }));
    return { tree, people: peopleIn(tree), trainers: trainers.sort((one, other) => one.name.localeCompare(other.name, 'en')) };
  });
}

export default function Tree({ loaderData: { tree, people, trainers } }: Route.ComponentProps) {
  return (
    <Page
      title="Who trained whom"
      lead="Between people whose entry is shown to you: as our programmes recorded it, and as people told it of courses elsewhere."
      crumbs={[
        { label: 'Faculty', to: '/w/faculty' },
        { label: 'Facilitators', to: '/w/faculty/facilitators' },
        { label: 'Who trained whom' },
      ]}
    >
      <title>Who trained whom · Concord</title>
      {tree.length === 0 ? (
        <Empty title="No tree yet">
          It grows where a programme confirms whom somebody trained, and where people say in their own entry who trained them elsewhere.
        </Empty>
      ) : (
        <>
          <Figure
            finding={`${count(people, 'person', 'people')} in ${count(tree.length, 'tree', 'trees')}, ${count(trainers.length, 'trainer', 'trainers')} among them.`}
            basis="People whose entry is shown to you. A dashed line: elsewhere, as the trained person told it. An open mark: the person stands in full at another place."
            downloads={[{ to: '/w/faculty/facilitators/tree.csv', label: 'CSV' }]}
            definition={registryDefinitions.map(({ definition, denominator, ...words }) => ({
              ...words,
              meaning: definition,
              denominator: denominator ?? undefined,
            }))}
          >
            <TreeDrawing lines={drawnTree(tree)} />
          </Figure>
          <Section title="As a list">
            <div className="prose">
              <Branches branches={tree} />
            </div>
          </Section>
          <Section title="Reach">
            <Table
              caption="Whom each trainer reached, by name"
              isCaptionHidden
              rows={trainers}
              rowKey={({ id }) => id}
              columns={[
                { key: 'name', label: 'Trainer', cell: ({ id, name }) => <a href={`/w/faculty/facilitators/${id}`}>{name}</a> },
                { key: 'school', label: 'School', phone: 'bare', cell: ({ school }) => school },
                { key: 'direct', label: 'Trained directly', isNumber: true, cell: ({ direct }) => direct },
                { key: 'through', label: 'Through others', isNumber: true, cell: ({ through }) => through },
                {
                  key: 'active',
                  label: 'Active of these',
                  isNumber: true,
                  cell: ({ active, direct, through }) => `${active} of ${direct + through}`,
                },
              ]}
            />
            <p className="muted">Each person is counted once. To have trained many says nothing of how anybody teaches.</p>
          </Section>
        </>
      )}
    </Page>
  );
}

function Branches({ branches }: { branches: readonly Branch[] }) {
  return (
    <ul>
      {branches.map(({ person, by, isAgain, below }) => (
        <li key={person.id}>
          <a href={`/w/faculty/facilitators/${person.id}`}>{person.name}</a>, {person.school}
          {by.length > 0 && <span className="muted">: {whereWords(by)}</span>}
          {isAgain && <span className="muted"> (stands in full at another place)</span>}
          {below.length > 0 && <Branches branches={below} />}
        </li>
      ))}
    </ul>
  );
}
