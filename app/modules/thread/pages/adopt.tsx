import { data, redirect } from 'react-router';
import { operator, visitor } from '#app/platform/actor.ts';
import { forbidden } from '#app/platform/problem.ts';
import { as, type Scope } from '#app/platform/scope.server.ts';
import { type Acted, actorOf, answerForm, answering } from '#app/platform/web.server.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { count } from '#app/ui/count.ts';
import { isoDayIn } from '#app/ui/date.ts';
import { Definitions } from '#app/ui/definition.tsx';
import { Field } from '#app/ui/field.tsx';
import { errorOf, FormErrors } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { decisionTotals, obstacles, type SchoolDecisions } from '../../competencies/drafting/adoption.ts';
import type { Change } from '../../competencies/drafting/comparison.ts';
import { changeWords, countsShown } from '../../competencies/drafting/comparison-words.ts';
import { draftingWords } from '../../competencies/drafting/definitions.ts';
import { adoptionGround } from '../../competencies/drafting/queries.server.ts';
import { Adoption } from '../../competencies/drafting/schema.ts';
import { versionBase } from '../../competencies/drafting/version-address.ts';
import { adoptVersion } from '../../competencies/drafting/version-commands.server.ts';
import { mayAdopt } from '../../competencies/rules.ts';
import { linksToDecide } from '../../curriculum/moving/queries.server.ts';
import { zone } from '../../members/time-zone.ts';
import type { Route } from './+types/adopt';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const actor = await actorOf({ context, request });
  return answering(async () => {
    if (!mayAdopt(actor)) throw forbidden('adopt versions');
    const ground = await as(actor, (scope) => adoptionGround(scope, { slug: params.framework, number: params.version }));
    const { version, earlier, items, changesFrom, comparison, current } = ground;
    const totals = changesFrom.size > 0 ? decisionTotals(await decisionsOfSchools(changesFrom)) : null;
    return {
      version,
      earlier,
      current,
      totals,
      counts: comparison ? countsShown(comparison) : [],
      items: items.length,
      obstacles: { mapped: obstacles(items, true), plain: obstacles(items, false) },
      today: isoDayIn(new Date(), zone),
    };
  });
}

/** School by school, each in its own scope, and only what the totals are made of comes out. */
async function decisionsOfSchools(changesFrom: ReadonlyMap<string, ReadonlyMap<string, Change>>): Promise<SchoolDecisions[]> {
  const schools = await as(visitor, ({ tx }) => tx.selectFrom('school').select(['id', 'slug', 'name']).execute());
  const found: SchoolDecisions[] = [];
  for (const school of schools) found.push(await as(operator(school), (scope) => decisionsOf(scope, changesFrom)));
  return found;
}

/** A school maps against one version at most; of the others it has nothing to decide. */
async function decisionsOf(scope: Scope, changesFrom: ReadonlyMap<string, ReadonlyMap<string, Change>>): Promise<SchoolDecisions> {
  for (const [from, changes] of changesFrom) {
    const decisions = await linksToDecide(scope, { from, changes });
    if (decisions.isMapping) return decisions;
  }
  return { isMapping: false, links: 0 };
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const actor = await actorOf({ context, request });
  const form = await request.formData();
  const acted: Acted = await answerForm('adopt', { schema: Adoption, form }, async (input) => {
    await as(actor, async (scope) => {
      if (!mayAdopt(actor)) throw forbidden('adopt versions');
      const { version } = await adoptionGround(scope, { slug: params.framework, number: params.version });
      return adoptVersion(scope, { ...input, versionId: version.id });
    });
    return undefined;
  });
  return acted.ok ? redirect(`/w/competencies${acted.done}`) : data(acted.refused, { status: acted.status });
}

export default function Adopt({ loaderData, actionData }: Route.ComponentProps) {
  const { version, earlier, current, counts, items, totals, obstacles: found, today } = loaderData;
  const address = versionBase(version);
  const follows = earlier?.isCurrent ?? false;
  const inTheWay = follows ? found.mapped : found.plain;
  const later = follows ? [] : found.mapped.filter(({ message }) => !found.plain.some((each) => each.message === message));
  const { values, errors } = actionData ?? {};
  return (
    <Page
      title={`Adopt version ${version.number}`}
      lead="Adopting publishes the version for good: it never changes again. No school’s map changes; each school’s lead moves it when they are ready."
      crumbs={[
        { label: 'Competencies', to: '/w/competencies' },
        { label: `Version ${version.number}`, to: `${address}/edit` },
        { label: 'Adopt' },
      ]}
    >
      <title>{`${actionData ? 'Error: ' : ''}Adopt version ${version.number} · ${version.title} · Concord`}</title>
      <FormErrors errors={errors ?? []} labels={{ adoptedOn: 'Adopted on' }} />
      <Section title="What it changes">
        {earlier ? (
          <>
            <p>Compared with version {earlier.number}, which becomes superseded:</p>
            <ul>
              {counts.map(({ kind, number }) => (
                <li key={kind}>
                  <span aria-hidden="true">{changeWords[kind].sign} </span>
                  {changeWords[kind].word}: <strong className="num">{count(number, 'item', 'items')}</strong>
                </li>
              ))}
            </ul>
            <p>
              <a href={`/w/competencies/${version.slug}/compare?${new URLSearchParams({ from: earlier.number, to: version.number })}`}>
                See every change, word by word
              </a>
            </p>
          </>
        ) : (
          <p>This is the framework’s first adopted version, with {count(items, 'item', 'items')}.</p>
        )}
      </Section>
      {totals && (
        <Section title="What it asks of schools">
          <p>
            <strong>{totals.links}</strong> {totals.schools}
          </p>
          <p>
            Links whose competency is unchanged, or replaced by exactly one, are carried over when a lead moves the map. Leads and mappers
            decide the rest; until then every school’s coverage stays as it is.
          </p>
          <Definitions definitions={draftingWords(['links-to-decide', 'framework-change'])} />
        </Section>
      )}
      {inTheWay.length > 0 ? (
        <Note kind="attention" title="It cannot be adopted yet">
          <ul>
            {inTheWay.map(({ itemId, message }) => (
              <li key={message}>{itemId ? <a href={`${address}/edit?item=${itemId}&act=edit#acts`}>{message}</a> : message}</li>
            ))}
          </ul>
          <p className="bar">
            <ButtonLink href={`${address}/edit`}>Go on with the outline</ButtonLink>
          </p>
        </Note>
      ) : (
        <Section title="Adopt it">
          <form method="post" className="form">
            <input type="hidden" name="seen" value={version.changedAt.getTime()} />
            <Field
              name="adoptedOn"
              label="Adopted on"
              type="date"
              value={values?.adoptedOn ?? today}
              help="The day on which the collaborative agreed."
              error={errorOf(errors, 'adoptedOn')}
            />
            {follows ? (
              <p>Schools map against this framework, so schools that have no map yet will map against version {version.number}.</p>
            ) : (
              <Field
                name="makeCurrent"
                label="Schools map against this framework from now on"
                kind="checkbox"
                isChecked={values?.makeCurrent === 'yes'}
                help={
                  later.length > 0
                    ? `Not possible yet: ${later[0]!.message}`
                    : `Instead of “${current?.title ?? 'none'}”. Schools that have a map keep theirs until their lead moves it.`
                }
              />
            )}
            <p className="bar">
              <Button kind="primary">Adopt version {version.number}</Button>
            </p>
          </form>
        </Section>
      )}
    </Page>
  );
}
