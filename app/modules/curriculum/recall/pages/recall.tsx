import { data, redirect } from 'react-router';
import { as } from '#app/platform/scope.server.ts';
import { actorOf, answerForm, scoped } from '#app/platform/web.server.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { count } from '#app/ui/count.ts';
import { Downloads } from '#app/ui/downloads.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { FormErrors } from '#app/ui/form-errors.tsx';
import { Keys } from '#app/ui/keys.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { Queue } from '#app/ui/queue.tsx';
import { Defined } from '../../parts/defined.tsx';
import { Years } from '../../parts/years.tsx';
import { ActivityHead, WholeText } from '../../review/parts/review-item.tsx';
import { Submitted } from '../../review/parts/submitted.tsx';
import { drawSample, keepReading } from '../commands.server.ts';
import { Addresses } from '../parts/addresses.tsx';
import { DrawForm } from '../parts/draw-form.tsx';
import { Findings } from '../parts/findings.tsx';
import { recallPage } from '../queries.server.ts';
import { Draw, ReadingForm, RecallSearch } from '../schema.ts';
import type { Route } from './+types/recall';

/** Keys need script; everything else works without. */
export const handle = { script: true };

export function loader({ context, params, request }: Route.LoaderArgs) {
  const search = RecallSearch.parse(Object.fromEntries(new URL(request.url).searchParams));
  return scoped({ context, request, slug: params.school }, async (scope) => ({
    ...(await recallPage(scope, search)),
    done: search.done,
    self: scope.actor.personId,
  }));
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const actor = await actorOf({ context, request, slug: params.school });
  const form = await request.formData();
  form.set('addresses', form.getAll('addresses').join(' '));
  const acted =
    form.get('act') === 'draw'
      ? await answerForm(
          'draw',
          { schema: Draw, form },
          async (said) => `&year=${said.year}&sample=${await as(actor, (scope) => drawSample(scope, said))}`,
        )
      : await answerForm('read', { schema: ReadingForm, form }, async (said) => {
          await as(actor, (scope) => keepReading(scope, said));
          return `&year=${form.get('year')}&sample=${said.sampleId}&last=${said.activityId}`;
        });
  return acted.ok ? redirect(acted.done) : data(acted.refused, { status: acted.status });
}

type Data = Route.ComponentProps['loaderData'];
const lead =
  'How much does the keyword list leave out? Read a few activities in which it found nothing, drawn at random, and the rest can be estimated.';

export default function Recall({ loaderData, actionData }: Route.ComponentProps) {
  const { school, year, years, sample, list, unhit, mayDraw, submission, done } = loaderData;
  const base = `/w/curriculum/${school.slug}`;
  const errors = actionData?.errors ?? [];
  return (
    <Page
      title="What the list leaves out"
      lead={lead}
      crumbs={[{ label: 'Curriculum', to: base }, { label: 'Scan', to: `${base}/scan` }, { label: 'What it leaves out' }]}
    >
      <title>{`${errors.length > 0 ? 'Error: ' : ''}What the list leaves out · ${school.name} · Concord`}</title>
      <FormErrors errors={errors} labels={{ size: 'Activities to read' }} />
      {year === null || list === null ? (
        <Empty title="Nothing to draw from yet" act={<ButtonLink href={`${base}/scan`}>Go to the keyword scan</ButtonLink>}>
          {year === null
            ? 'Bring in a curriculum and scan it first.'
            : `Scan ${year} first: a sample is drawn of the activities in which the scan finds nothing.`}
        </Empty>
      ) : (
        <>
          <Years years={years} year={year} />
          {done === 'draw' && (
            <Note kind="success" title={`A sample of ${count(sample?.size ?? 0, 'activity', 'activities')} is drawn`} isAnswer />
          )}
          {submission !== null && <Submitted year={year} submission={submission} base={base} />}
          {done === 'read' && <LastRead data={loaderData} base={base} />}
          <Read data={loaderData} base={base} />
          {sample !== null && submission === null && <Keys />}
          <Outcome data={loaderData} base={base} />
          {mayDraw && submission === null && (
            <DrawForm year={year} unhit={unhit} list={list} isFirst={sample === null} values={actionData?.values} errors={errors} />
          )}
        </>
      )}
      <Defined figures={['unhit-activities', 'missed-activities', 'recall']} />
    </Page>
  );
}

/** What was kept, with the ways on from it: another answer while nothing is compared, and the link that a reading does not make. */
function LastRead({ data: { last, sample, year, agreement, submission }, base }: { data: Data; base: string }) {
  if (last === null || sample === null) return null;
  const { activityId, doesAddress } = last;
  const isOpen = submission === null;
  return (
    <Note kind="success" title={doesAddress ? 'Saved: it addresses what you checked' : 'Saved: it addresses none'} isAnswer>
      {isOpen && (
        <p className="bar">
          {doesAddress && (
            <ButtonLink href={`${base}/review/map?activity=${activityId}`} keyLabel="l">
              Link that activity
            </ButtonLink>
          )}
          {agreement === null && (
            <ButtonLink kind="quiet" href={`?year=${year}&sample=${sample.id}&activity=${activityId}`} keyLabel="u">
              Change that answer
            </ButtonLink>
          )}
        </p>
      )}
    </Note>
  );
}

function Read({ data: { sample, item, mayRead, readers, self, competencies, submission, year }, base }: { data: Data; base: string }) {
  if (sample === null || !mayRead || (submission !== null && item !== null)) return null;
  const read = readers.find(({ personId }) => personId === self)?.read ?? 0;
  if (item === null) return <Note kind="success" title={`You have read all ${sample.size} activities of this sample`} isAnswer />;
  return (
    <Section title={`${read + 1 > sample.size ? sample.size : read + (item.addresses === null ? 1 : 0)} of ${sample.size}`}>
      <Queue
        item={
          <>
            <ActivityHead activity={item} base={base} />
            <WholeText activity={item} isOpen />
          </>
        }
        hidden={{ sampleId: sample.id, activityId: item.activityId, year: year ?? '' }}
        questions={[]}
        acts={[
          { value: 'addresses', label: 'It addresses these', keyLabel: 'a', kind: 'primary' },
          { value: 'none', label: 'It addresses none', keyLabel: 'n' },
        ]}
        saved={`${read} read`}
      >
        <Addresses competencies={competencies} chosen={item.addresses ?? []} />
      </Queue>
    </Section>
  );
}

function Outcome({ data, base }: { data: Data; base: string }) {
  const { sample, readers, self, mayRead, year } = data;
  if (sample === null || readers.length === 0) return null;
  const hasBegun = readers.some(({ personId }) => personId === self);
  const files = `?year=${year}&sample=${sample.id}`;
  const found = (
    <>
      <Findings page={data} base={base} />
      <Downloads of="What was read" address={`${base}/recall`} search={files} />
    </>
  );
  return (
    <Section title="What was found so far">
      {mayRead && !hasBegun ? (
        <details>
          <summary>
            Open this only if you will not read the sample yourself: two who read it should not know of each other’s answers
          </summary>
          {found}
        </details>
      ) : (
        found
      )}
    </Section>
  );
}
