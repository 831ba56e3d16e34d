import { data, redirect } from 'react-router';
import { zone } from '#app/modules/members/time-zone.ts';
import { ownSchool } from '#app/platform/actor.ts';
import { as, type Scope } from '#app/platform/scope.server.ts';
import { actorOf, answering, refusalOf, scoped } from '#app/platform/web.server.ts';
import { fileSize } from '#app/ui/count.ts';
import { dayIn } from '#app/ui/date.ts';
import { FormErrors } from '#app/ui/form-errors.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { subjectKey } from '../../editing/settle.ts';
import { openSubjects } from '../../editing/settle-queries.server.ts';
import { isForControlCharacter } from '../../inventory/ci-xml-refusal.ts';
import type { Message } from '../../inventory/inventory.ts';
import { Defined } from '../../parts/defined.tsx';
import { mayBringIn, mayReview } from '../../rules.ts';
import { carryingOf } from '../carrying-queries.server.ts';
import { differenceOf } from '../changes-queries.server.ts';
import { asksCovers, proposedCovers } from '../covers.ts';
import { bringIn, compare, discard, readAgain } from '../jobs.server.ts';
import { nextStep, type Step } from '../next-step.ts';
import { Carrying } from '../parts/carrying.tsx';
import { Changes, FileFigures } from '../parts/import-figures.tsx';
import { ImportProgress } from '../parts/import-progress.tsx';
import { Standing } from '../parts/import-standing.tsx';
import { Matched } from '../parts/matched.tsx';
import { MessageTables } from '../parts/message-tables.tsx';
import { PairsNote } from '../parts/pairs-note.tsx';
import { PreviewTables } from '../parts/preview-tables.tsx';
import { UnderWay } from '../parts/under-way.tsx';
import { Undo } from '../parts/undo.tsx';
import { curriculumInside, filesUnderWay, importWithReport, latestChange } from '../queries.server.ts';
import { isOtherYear, shownMessages } from '../report.ts';
import { Decision, importIdOf, isSheet, isUnderWay, isWaitingFor, MessageSearch } from '../schema.ts';
import { undoImport } from '../undo-commands.server.ts';
import { undoStanding } from '../undo-queries.server.ts';
import { statusWords } from '../words.ts';
import { changedSince, stampOf } from '../year-change.ts';
import type { Route } from './+types/import';

/** The progress moves by script; without it a link looks again. */
export const handle = { script: true };

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const search = MessageSearch.parse(Object.fromEntries(new URL(request.url).searchParams));
  const shown = await scoped({ context, request, slug: params.school }, async (scope) => {
    const { report, ...found } = await importWithReport(scope, importIdOf(params));
    const may = mayBringIn(scope.actor);
    const isWaiting = found.status === 'checked' || (found.status === 'failed' && report !== null);
    const { messages = [], ...figures } = report?.check ?? {};
    const listed = shownMessages(messages, search);
    const change = isWaiting ? await latestChange(scope, found.year) : null;
    const difference = isWaiting ? await differenceOf(scope, found) : null;
    return {
      school: ownSchool(scope.actor),
      found,
      may: {
        bringIn: isWaiting && may,
        readAgain: found.status === 'rejected' && isForControlCharacter(messages) && may,
        match: may && isSheet(report?.check.format) && ['checked', 'rejected', 'failed'].includes(found.status),
        discard: may && ['matching', 'checking', 'checked', 'rejected', 'failed'].includes(found.status),
      },
      // The messages stay out of the page's data: a file may have thousands.
      figures: report ? (figures as Omit<typeof report.check, 'messages'>) : null,
      preview: report?.preview ?? null,
      messages: listed,
      settled: found.status === 'imported' ? await settledSubjects(scope, found.year, listed.shown) : [],
      difference,
      changed: isWaiting && stampOf(change) !== found.stands ? changedSince(found.year, change) : null,
      covers: difference && asksCovers(difference) ? proposedCovers(difference) : null,
      others: (await filesUnderWay(scope)).filter(({ id, year }) => id !== found.id && year === found.year),
      next: found.status === 'imported' ? await stepAfter(scope, found.year) : null,
      carrying: isWaiting ? await carryingOf(scope, found) : null,
      undo: found.status === 'imported' && may ? await undoStanding(scope, found.id) : null,
      isOtherYear: isOtherYear(found.year, report?.preview.head?.startsOn),
    };
  });
  if (shown.found.status === 'matching' && shown.may.discard)
    throw redirect(`/w/curriculum/${params.school}/imports/${shown.found.id}/columns`);
  return shown;
}

/** What the messages of an import are about and has been set right since, by `subjectKey`. */
async function settledSubjects(scope: Scope, year: string, messages: readonly Message[]): Promise<string[]> {
  const subjects = messages.flatMap(({ about }) => about ?? []);
  const open = await openSubjects(scope, year, subjects);
  return [...new Set(subjects.map(subjectKey))].filter((key) => !open.has(key));
}

/** The one next step with the year that this file brought in. */
async function stepAfter(scope: Scope, year: string): Promise<Step | null> {
  const { years } = await curriculumInside(scope);
  const can = { bringIn: mayBringIn(scope.actor), review: mayReview(scope.actor) };
  return nextStep({ years: years.filter((each) => each.year === year), imports: [] }, can);
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const actor = await actorOf({ context, request, slug: params.school });
  const id = await answering(async () => importIdOf(params));
  const decision = Decision.safeParse(Object.fromEntries(await request.formData()));
  if (!decision.success) return data({ message: `${decision.error.issues[0]!.message}.` }, { status: 400 });
  const isGone = decision.data.intent === 'discard';
  const { intent, covers } = decision.data;
  const acts = {
    'bring-in': () => bringIn(actor, id, covers),
    discard: () => discard(actor, id),
    'read-again': () => readAgain(actor, id),
    'compare-again': () => compare(actor, id),
    undo: () => as(actor, (scope) => undoImport(scope, id)),
  };
  const outcome = await refusalOf(acts[intent]);
  if (!outcome.ok) return data({ message: outcome.message }, { status: outcome.status });
  const base = `/w/curriculum/${params.school}`;
  return redirect(isGone ? base : `${base}/imports/${id}`);
}

export default function ImportPage({ loaderData, actionData }: Route.ComponentProps) {
  const {
    school,
    found,
    may,
    next,
    figures,
    preview,
    messages,
    settled,
    difference,
    changed,
    covers,
    others,
    carrying,
    undo,
    isOtherYear: isOther,
  } = loaderData;
  const base = `/w/curriculum/${school.slug}`;
  const { id, file, year, status, bytes, startedBy, startedAt, matchedAt, matchedBy } = found;
  const openPairs = carrying && !changed ? carrying.pairs.open : 0;
  return (
    <Page
      title={file}
      crumbs={[{ label: 'Curriculum', to: base }, { label: 'File' }]}
      status={`For ${year}, ${statusWords[status]}. ${fileSize(bytes)}, brought by ${startedBy ?? 'the operator'} on ${dayIn(startedAt, zone)}.`}
    >
      <title>{`${file} · ${school.name} · Concord`}</title>
      {actionData && <FormErrors errors={[{ field: '', message: actionData.message }]} />}
      {carrying && openPairs > 0 && <PairsNote counts={carrying.pairs} to={`${base}/imports/${id}/pairs`} />}
      {isUnderWay(status) ? (
        <ImportProgress stream={`${base}/imports/${id}/progress`} initial={found} />
      ) : (
        <Standing
          found={found}
          may={may}
          next={next}
          base={base}
          waiting={{ changed, covers, startsOn: isOther ? (preview?.head?.startsOn ?? null) : null, hasOpenPairs: openPairs > 0 }}
        />
      )}
      {isWaitingFor(status) && <UnderWay files={others} base={base} />}
      {carrying && !changed && <Carrying carrying={carrying} year={year} base={base} pairsAt={`${base}/imports/${id}/pairs`} />}
      {difference && !changed && (
        <Changes difference={difference} year={year} hasOpenPairs={openPairs > 0} list={`${base}/imports/${id}/changes`} />
      )}
      {matchedAt && (
        <Matched
          at={matchedAt}
          by={matchedBy}
          isRecalled={matchedAt < startedAt}
          change={may.match ? `${base}/imports/${id}/columns` : null}
        />
      )}
      {figures && status !== 'rejected' && (
        <FileFigures figures={figures} unknownMinutes={preview?.unknownMinutes ?? 0} counts={messages.counts} />
      )}
      {preview && figures && status !== 'rejected' && (
        <PreviewTables preview={preview} events={figures.events} blocks={figures.sequenceBlocks} />
      )}
      {figures && (
        <Section title="What the check says" id="messages">
          <MessageTables messages={messages} settled={settled} downloads={`${base}/imports/${id}/messages`} />
        </Section>
      )}
      {undo && <Undo standing={undo} />}
      {figures && (
        <Defined figures={['file-events', 'file-minutes', 'file-sequence-blocks', 'file-references', 'file-dangling-references']} />
      )}
    </Page>
  );
}
