import { data, redirect } from 'react-router';
import * as z from 'zod';
import { answerForm, scoped } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { count } from '#app/ui/count.ts';
import { dayIn } from '#app/ui/date.ts';
import { Downloads } from '#app/ui/downloads.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { Field } from '#app/ui/field.tsx';
import { errorOf, FormErrors } from '#app/ui/form-errors.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { Table } from '#app/ui/table.tsx';
import { Tag } from '#app/ui/tag.tsx';
import { zoneOf } from '../../../members/queries.server.ts';
import { listeningRounds } from '../../listening/queries.server.ts';
import { mayDraftGoal } from '../../rules.ts';
import { beginGoal } from '../commands.server.ts';
import { goalVersions } from '../queries.server.ts';
import type { Route } from './+types/goals';

export function loader({ context, request }: Route.LoaderArgs) {
  return scoped({ context, request }, async (scope) => ({
    versions: await goalVersions(scope),
    rounds: (await listeningRounds(scope))
      .filter(({ status }) => status !== 'draft')
      .map(({ slug, title }) => ({ value: slug, label: title })),
    mayDraft: mayDraftGoal(scope.actor),
    zone: await zoneOf(scope),
  }));
}

export async function action({ context, request }: Route.ActionArgs) {
  let number = 0;
  const schema = z.object({ round: z.string().min(1, 'Choose a round').max(80) });
  const acted = await answerForm('begin', { schema, form: await request.formData() }, async ({ round }) => {
    number = await scoped({ context, request }, (scope) => beginGoal(scope, round));
    return undefined;
  });
  return acted.ok ? redirect(`/w/perspectives/goal/${number}${acted.done}`) : data(acted.refused, { status: acted.status });
}

export default function Goals({ loaderData: { versions, rounds, mayDraft, zone }, actionData }: Route.ComponentProps) {
  const errors = actionData?.errors ?? [];
  const isDrafted = versions.some(({ adoptedAt }) => adoptedAt === null);
  return (
    <Page
      title="The shared goal"
      lead="Drafted sentence by sentence from what was said, each with its sources; endorsed by each school; adopted with its date."
      crumbs={[{ label: 'Perspectives', to: '/w/perspectives' }, { label: 'The shared goal' }]}
    >
      <title>{`${errors.length > 0 ? 'Error: ' : ''}The shared goal · Concord`}</title>
      <FormErrors errors={errors} labels={{ round: 'From which listening round' }} />
      {versions.length === 0 ? (
        <Empty title="No version yet">
          A version begins from a listening round. Its sentences name the points and answers that they rest on, so that everybody can see
          what became of what they said.
        </Empty>
      ) : (
        <>
          <Table
            caption="Versions"
            isCaptionHidden
            count={count(versions.length, 'version', 'versions')}
            rows={versions}
            rowKey={({ id }) => id}
            columns={[
              { key: 'number', label: 'Version', cell: ({ number }) => <a href={`/w/perspectives/goal/${number}`}>Version {number}</a> },
              {
                key: 'state',
                label: 'State',
                phone: 'bare',
                cell: ({ adoptedAt, proposedAt, publishedAt }) => (
                  <>
                    {adoptedAt ? (
                      <Tag kind="success">{`adopted on ${dayIn(adoptedAt, zone)}`}</Tag>
                    ) : (
                      <Tag kind="attention">{proposedAt ? 'before the schools' : 'being drafted'}</Tag>
                    )}{' '}
                    {publishedAt && <Tag>public</Tag>}
                  </>
                ),
              },
              {
                key: 'round',
                label: 'From',
                cell: ({ roundSlug, roundTitle }) => <a href={`/w/perspectives/${roundSlug}`}>{roundTitle}</a>,
              },
            ]}
          />
          <Downloads of="The versions" address="/w/perspectives/goal" />
        </>
      )}
      {mayDraft && !isDrafted && rounds.length > 0 && (
        <Section title={versions.length === 0 ? 'Begin the goal' : 'Begin the next version'}>
          <form method="post" className="form" noValidate>
            <Field
              kind="select"
              name="round"
              label="From which listening round"
              value={rounds[0]!.value}
              error={errorOf(errors, 'round')}
              options={rounds}
            />
            <Button kind="primary">Begin a version</Button>
          </form>
        </Section>
      )}
    </Page>
  );
}
