import { data, redirect } from 'react-router';
import { competenciesOf } from '#app/modules/competencies/queries.server.ts';
import { ownSchool } from '#app/platform/actor.ts';
import { as, type Scope } from '#app/platform/scope.server.ts';
import { actorOf, refusalOf, scoped } from '#app/platform/web.server.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { count } from '#app/ui/count.ts';
import { Empty } from '#app/ui/empty.tsx';
import { Facts } from '#app/ui/facts.tsx';
import { FormErrors } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { Table } from '#app/ui/table.tsx';
import { mayMoveMap, mayReview } from '../../rules.ts';
import { submissionAgainstMove } from '../../submission-queries.server.ts';
import { carryAsChanged, decideLinks, moveMap, reopenLinks } from '../commands.server.ts';
import type { Move } from '../move-plan.ts';
import { linksOfMove, type WaitingMove, waitingMove } from '../move-queries.server.ts';
import { AskedMove } from '../parts/asked-move.tsx';
import { type MoveAct, MoveSearch, readChoice } from '../schema.ts';
import { changeWords } from '../words.ts';
import type { Route } from './+types/moving';

export function loader({ context, params, request }: Route.LoaderArgs) {
  const { searchParams } = new URL(request.url);
  const { open, done } = MoveSearch.parse(Object.fromEntries(searchParams));
  return scoped({ context, request, slug: params.school }, async (scope) => {
    const move = await waitingMove(scope);
    const held = move && (await submissionAgainstMove(scope, move.to.id));
    return {
      school: ownSchool(scope.actor),
      move,
      open: move && open ? await openMove(scope, move, open) : null,
      choices: move ? await competenciesOf(scope, move.to.id) : [],
      held,
      mayDecide: !held && mayReview(scope.actor),
      mayMove: !held && mayMoveMap(scope.actor),
      done,
      links: Number(searchParams.get('links') ?? 0) || 0,
    };
  });
}

async function openMove(scope: Scope, { plan, to }: WaitingMove, competencyId: string) {
  const isHere = [...plan.asked, ...plan.carried].some(({ competency }) => competency.id === competencyId);
  return isHere ? { competencyId, ...(await linksOfMove(scope, { competencyId, versionId: to.id })) } : null;
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const actor = await actorOf({ context, request, slug: params.school });
  const form = await request.formData();
  const address = `/w/curriculum/${params.school}/moving`;
  const act = String(form.get('act'));
  const outcome = await refusalOf(async () => {
    if (act === 'carry') return { links: await as(actor, carryAsChanged) };
    if (act === 'move') return as(actor, moveMap).then(() => ({ links: 0 }));
    if (act === 'reopen') return { links: await as(actor, (scope) => reopenLinks(scope, String(form.get('competency')))) };
    const read = readChoice(form);
    if (!read.ok) return { refused: read };
    return { links: await as(actor, (scope) => decideLinks(scope, read.choice)) };
  });
  if (!outcome.ok) return data({ competency: '', message: outcome.message }, { status: outcome.status });
  if ('refused' in outcome.value) return data(outcome.value.refused, { status: 400 });
  return redirect(`${address}?done=${encodeURIComponent(act)}&links=${outcome.value.links}`);
}

export default function Moving({ loaderData, actionData }: Route.ComponentProps) {
  const { school, move, done, links } = loaderData;
  const base = `/w/curriculum/${school.slug}`;
  return (
    <Page
      title="Move to the new version"
      lead={
        move
          ? `Your school’s map stands on version ${move.from.number} of “${move.from.title}”. The collaborative maps against version ${move.to.number}${move.from.frameworkId === move.to.frameworkId ? '' : ` of “${move.to.title}”`} now. Nothing of yours changes until you move.`
          : undefined
      }
      crumbs={[{ label: 'Curriculum', to: base }, { label: 'Move to the new version' }]}
    >
      <title>{`${actionData ? 'Error: ' : ''}Move to the new version · ${school.name} · Concord`}</title>
      <FormErrors errors={actionData ? [{ field: actionData.competency, message: actionData.message }] : []} />
      {!actionData && done && <Note kind="success" title={doneWords[done](links)} isAnswer />}
      {move ? (
        <Worklist data={loaderData} move={move} refused={actionData?.competency} base={base} />
      ) : (
        <Empty title="Nothing waits" act={<ButtonLink href={`${base}/coverage`}>See the coverage</ButtonLink>}>
          Your school maps against the version that the collaborative maps against. When another version is adopted, what it means for your
          links is decided here.
        </Empty>
      )}
    </Page>
  );
}

const doneWords: Readonly<Record<MoveAct, (links: number) => string>> = {
  carry: (links) => `${count(links, 'link is', 'links are')} carried over`,
  decide: (links) => `${count(links, 'link is', 'links are')} decided`,
  reopen: (links) => `${count(links, 'link is', 'links are')} open again`,
  move: () => 'Your school maps against the new version from now on',
};

type WorklistProps = { data: Route.ComponentProps['loaderData']; move: WaitingMove; refused: string | undefined; base: string };

function Worklist({ data: loaded, move: { from, to, plan }, refused, base }: WorklistProps) {
  const { open, choices, held, mayDecide, mayMove } = loaded;
  return (
    <>
      {held && <Note kind="attention" title={held} />}
      <Facts
        facts={[
          ['Links of your school', plan.links.toLocaleString('en')],
          ['The change says where they go', plan.carried.reduce((sum, { links }) => sum + links, 0).toLocaleString('en')],
          ['A person decides', plan.asked.reduce((sum, { links }) => sum + links, 0).toLocaleString('en')],
          ['Not decided yet', plan.undecided.toLocaleString('en')],
        ]}
      />
      <p>
        <a href={`/w/competencies/${from.slug}/compare?from=${encodeURIComponent(from.number)}&to=${encodeURIComponent(to.number)}`}>
          Compare the two versions word by word
        </a>
      </p>
      {plan.carried.length > 0 && (
        <Section title="Where the change says how">
          <CarriedMoves moves={plan.carried} />
          {mayDecide && plan.undecidedCarried > 0 && (
            <form method="post">
              <input type="hidden" name="act" value="carry" />
              <Button kind="primary">{`Carry ${count(plan.undecidedCarried, 'link', 'links')} over`}</Button>
            </form>
          )}
        </Section>
      )}
      {plan.asked.length > 0 && (
        <Section title="Where you decide">
          {plan.asked.map((each) => (
            <AskedMove
              key={each.competency.id}
              move={each}
              choices={choices}
              open={open?.competencyId === each.competency.id ? open : null}
              isRefused={refused === each.competency.id}
              mayDecide={mayDecide}
              base={base}
            />
          ))}
        </Section>
      )}
      <Section title="Move" id="move">
        {plan.undecided > 0 ? (
          <p>{`${count(plan.undecided, 'link is', 'links are')} not decided yet. When all are, a lead moves the map; until then coverage stays on version ${from.number}.`}</p>
        ) : held ? (
          <p>Every link is decided. The map moves once the submission is taken back, or its round is closed.</p>
        ) : mayMove ? (
          <form method="post" className="flow">
            <p>{`Every link is decided. From the move on your coverage, scans and reviews use version ${to.number}. What stands on version ${from.number} is kept.`}</p>
            <input type="hidden" name="act" value="move" />
            <Button kind="primary">{`Map against version ${to.number} from now on`}</Button>
          </form>
        ) : (
          <p>Every link is decided. A lead of your school can move the map now.</p>
        )}
      </Section>
    </>
  );
}

function CarriedMoves({ moves }: { moves: readonly Move[] }) {
  return (
    <Table
      caption="Links that are carried without asking"
      isCaptionHidden
      rows={[...moves]}
      rowKey={({ competency }) => competency.id}
      columns={[
        { key: 'from', label: 'Competency', cell: ({ competency }) => `${competency.code} ${competency.shortTitle}` },
        { key: 'change', label: 'Change', phone: 'bare', cell: ({ kind }) => changeWords[kind] },
        { key: 'to', label: 'Goes to', cell: ({ to }) => to.map(({ code, shortTitle }) => `${code} ${shortTitle}`).join(', ') },
        { key: 'links', label: 'Links', isNumber: true, cell: ({ links }) => links.toLocaleString('en') },
        { key: 'open', label: 'Not decided yet', isNumber: true, cell: ({ links, decided }) => (links - decided).toLocaleString('en') },
      ]}
    />
  );
}
