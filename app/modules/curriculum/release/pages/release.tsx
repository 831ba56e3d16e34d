import { data, redirect } from 'react-router';
import { zoneOf } from '#app/modules/members/queries.server.ts';
import { ownSchool } from '#app/platform/actor.ts';
import { parseForm, typedIn } from '#app/platform/form.ts';
import { enqueue } from '#app/platform/jobs.server.ts';
import { as } from '#app/platform/scope.server.ts';
import { actorOf, refusalOf, scoped } from '#app/platform/web.server.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { FormErrors } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page } from '#app/ui/page.tsx';
import { openRound, roundNamed } from '../../rounds/queries.server.ts';
import { mayRelease } from '../../rules.ts';
import { keepChoices, releaseFigures, withdrawFigures } from '../commands.server.ts';
import { discloseJob } from '../jobs.server.ts';
import { ChoosingForm } from '../parts/choosing-form.tsx';
import { ReleaseForms, ReleaseList } from '../parts/release-list.tsx';
import { WhatOthersSee } from '../parts/what-others-see.tsx';
import { releaseGround } from '../queries.server.ts';
import { choicesIn, ReleaseAct, releaseSearch } from '../schema.ts';
import type { Route } from './+types/release';

export function loader({ context, params, request }: Route.LoaderArgs) {
  const { search } = new URL(request.url);
  const asked = releaseSearch(request);
  return scoped({ context, request, slug: params.school }, async (scope) => {
    const school = ownSchool(scope.actor);
    const round = asked.round === undefined ? await openRound(scope) : await roundNamed(scope, asked.round);
    if (!round) return { school, search, asked, round: null };
    const { releases, pooled, ...ground } = await releaseGround(scope, round);
    // The salt stays with the school's rows: the page needs what was released, not what proves it.
    const listed = releases.map(({ snapshot: { figures }, ...release }) => ({ ...release, forms: formsOf(figures) }));
    return {
      school,
      search,
      asked,
      round,
      ...ground,
      pooled: [...pooled],
      releases: listed,
      mayRelease: mayRelease(scope.actor),
      zone: await zoneOf(scope),
    };
  });
}

function formsOf(figures: Readonly<Record<string, { form: 'aggregate' | 'named' }>>) {
  return Object.entries(figures).map(([figure, { form }]) => ({ figure, form }));
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const actor = await actorOf({ context, request, slug: params.school });
  const sent = await request.formData();
  const form = parseForm(ReleaseAct, sent);
  if (!form.ok) return data({ errors: form.errors, typed: form.values }, { status: 400 });
  const said = form.data;
  const outcome = await refusalOf(() =>
    as(actor, async (scope) => {
      const round = await roundNamed(scope, said.round);
      if (said.act === 'choose') await keepChoices(scope, { round, choices: choicesIn(sent) });
      if (said.act === 'release') await releaseFigures(scope, { round, reason: said.reason });
      if (said.act === 'withdraw') await withdrawFigures(scope, { round, figure: said.figure, reason: said.why });
      return round;
    }),
  );
  if (!outcome.ok) return data({ errors: [{ field: '', message: outcome.message }], typed: typedIn(sent) }, { status: outcome.status });
  if (said.act !== 'choose') await enqueue(discloseJob, { year: outcome.value.year });
  return redirect(`?round=${encodeURIComponent(said.round)}&done=${said.act}`);
}

const doneWords = {
  choose: 'Your choices are kept. Nothing is released by them; see below what others would see',
  release: 'It is released. Others see it as shown below',
  withdraw: 'It is withdrawn. Nobody outside your school sees it any more; the hash stays in the archive',
};

export default function Release({ loaderData, actionData }: Route.ComponentProps) {
  const { school, asked } = loaderData;
  const base = `/w/curriculum/${school.slug}`;
  return (
    <Page
      title="Release"
      lead="Choose what other schools see of yours, look at it as each of them would, then release it. You can withdraw it at any time."
      crumbs={[{ label: 'Curriculum', to: base }, { label: 'Release' }]}
    >
      <title>{`${actionData ? 'Error: ' : ''}Release · ${school.name} · Concord`}</title>
      <FormErrors errors={actionData?.errors ?? []} />
      {!actionData && asked.done && <Note kind="success" title={doneWords[asked.done]} isAnswer />}
      {loaderData.round === null ? (
        <Empty title="No round is open" act={<ButtonLink href="/w/curriculum/rounds">See the rounds</ButtonLink>}>
          Figures are released within a mapping round, on terms that all its schools accepted. Your school takes part in none that is open.
        </Empty>
      ) : (
        <Steps loaded={loaderData} typed={actionData?.typed ?? {}} base={base} />
      )}
    </Page>
  );
}

type Loaded = Extract<Route.ComponentProps['loaderData'], { releases: unknown }>;

function Steps({ loaded, typed, base }: { loaded: Loaded; typed: Readonly<Record<string, string>>; base: string }) {
  const { round, terms, own, isSubmitted, releases, mayRelease: may } = loaded;
  const termsAddress = `/w/curriculum/rounds/${round.slug}/terms`;
  return (
    <>
      <p>
        {`“${round.title}”, ${round.year}. `}
        <a href={termsAddress}>The terms</a>
        {' · '}
        <a href={`${base}/compare/${round.slug}`}>Compare</a>
      </p>
      {!terms && (
        <Note kind="attention" title="The terms do not stand yet">
          A school has not accepted their latest version. Until all have, nothing can be released and nothing is shown.
        </Note>
      )}
      {!isSubmitted && (
        <Note kind="attention" title={`${round.year} is not submitted yet`}>
          <p>A release is of a map that its lead submitted. {may && <a href={`${base}/submit`}>Submit the map</a>}</p>
        </Note>
      )}
      {!own && (
        <Note kind="attention" title="There is nothing of yours to release">
          Your school has no map of this year on the framework version of this round.
        </Note>
      )}
      {terms && own && (
        <>
          <ChoosingForm
            {...{ round, terms: terms.figures, competencies: own.competencies, choices: loaded.choices, pooled: loaded.pooled }}
            mayChoose={may}
          />
          <WhatOthersSee {...{ ...loaded, own, terms: terms.figures }} address={`${base}/release`} />
          {may && isSubmitted && <ReleaseForms round={round.slug} releases={releases} typed={typed} />}
        </>
      )}
      <ReleaseList releases={releases} zone={loaded.zone} />
    </>
  );
}
