import { data, redirect } from 'react-router';
import { zoneOf } from '#app/modules/members/queries.server.ts';
import { actingFor } from '#app/platform/actor.ts';
import { parseForm } from '#app/platform/form.ts';
import { as } from '#app/platform/scope.server.ts';
import { actorOf, memberOf, refusalOf, scoped } from '#app/platform/web.server.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { count } from '#app/ui/count.ts';
import { dayAndTime, dayIn } from '#app/ui/date.ts';
import { Dialog, DialogButton } from '#app/ui/dialog.tsx';
import { Downloads } from '#app/ui/downloads.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { FormErrors } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { Table } from '#app/ui/table.tsx';
import { mayReview, roundSeatOf } from '../../rules.ts';
import { versionPath } from '../address.ts';
import { adoptList, beginVersion, discardDraft, putIntoUse } from '../commands.server.ts';
import { dropKeyword } from '../draft-commands.server.ts';
import { NegationWords, Words } from '../parts/words.tsx';
import { listIdAt, versionOfList } from '../queries.server.ts';
import { VersionAct } from '../schema.ts';
import type { Route } from './+types/version';

export function loader({ context, params, request }: Route.LoaderArgs) {
  const member = memberOf(context, request);
  const tries = member.schools.filter(({ slug }) => mayReview(actingFor(member, slug)));
  return scoped({ context, request, slug: roundSeatOf(member) }, async (scope) => ({
    ...(await versionOfList(scope, params)),
    zone: await zoneOf(scope),
    tries: tries.map(({ slug, name }) => ({ slug, name })),
    done: new URL(request.url).searchParams.get('done'),
  }));
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const actor = await actorOf({ context, request });
  const form = parseForm(VersionAct, await request.formData());
  if (!form.ok) throw data('This act is not known here.', { status: 400 });
  const said = form.data;
  const outcome = await refusalOf(() =>
    as(actor, async (scope): Promise<string> => {
      const listId = await listIdAt(scope, params);
      if (said.act === 'begin') return `${versionPath(await beginVersion(scope, listId))}?done=copy`;
      if (said.act === 'use') await putIntoUse(scope, listId);
      if (said.act === 'adopt') await adoptList(scope, { listId, seen: said.seen });
      if (said.act === 'drop') await dropKeyword(scope, { listId, keywordId: said.keyword });
      if (said.act === 'discard') await discardDraft(scope, listId);
      if (said.act === 'discard') return '/w/curriculum/keywords?done=discard';
      return `${versionPath({ slug: params.list, version: params.version })}?done=${said.act}`;
    }),
  );
  return outcome.ok ? redirect(outcome.value) : data({ message: outcome.message }, { status: outcome.status });
}

type Data = Route.ComponentProps['loaderData'];

export default function Version({ loaderData, actionData }: Route.ComponentProps) {
  const { list, before, tries, adoptedAt, zone } = loaderData;
  const base = versionPath(list);
  const isDraft = list.status === 'draft';
  const standing = isDraft
    ? 'A draft: nobody scans with it yet.'
    : `${list.isCurrent ? 'In use. ' : ''}Adopted${adoptedAt ? ` on ${dayIn(adoptedAt, zone)}` : ''}; it does not change any more.`;
  return (
    <Page
      title={`${list.name}, version ${list.version}`}
      status={standing}
      lead={list.note || undefined}
      crumbs={[
        { label: 'Curriculum', to: '/w/curriculum' },
        { label: 'Keyword lists', to: '/w/curriculum/keywords' },
        { label: `Version ${list.version}` },
      ]}
    >
      <title>{`${list.name}, version ${list.version} · Concord`}</title>
      <FormErrors errors={actionData ? [{ field: '', message: actionData.message }] : []} />
      <DoneNote data={loaderData} />
      {isDraft ? <DraftActs data={loaderData} base={base} /> : <AdoptedActs data={loaderData} />}
      <p className="bar">
        <ButtonLink href={`${base}/try`}>Try it on a text</ButtonLink>
        {tries.map(({ slug, name }) => (
          <ButtonLink key={slug} href={`/w/curriculum/${slug}/scan/try?list=${list.id}`}>
            Try it on {name}
          </ButtonLink>
        ))}
        {before !== null && <ButtonLink href={`${base}/compare`}>What differs from version {before.version}</ButtonLink>}
      </p>
      <Keywords data={loaderData} base={base} />
      <Section title="Negation">
        <NegationWords negation={list.negation} />
        {isDraft && loaderData.mayKeep && <ButtonLink href={`${base}/about`}>Change the note and the negation</ButtonLink>}
      </Section>
      <Rounds rounds={loaderData.rounds} />
    </Page>
  );
}

const doneWords: Readonly<Record<string, string>> = {
  begin: 'The list is begun. Add its first keywords',
  adopt: 'The version is adopted and in use. Every school scans with it from now on',
  use: 'This version is in use again',
  add: 'The keyword is in the draft',
  several: 'The keywords are in the draft',
  keep: 'The keyword is saved',
  drop: 'The keyword is taken out of the draft',
  about: 'The note and the negation are saved',
};

function DoneNote({ data: { done } }: { data: Data }) {
  if (done === 'copy')
    return (
      <Note kind="success" title="A draft is begun with the words of the version that you chose" isAnswer>
        <p>Change what you like: nobody scans with it until you adopt it.</p>
      </Note>
    );
  const words = doneWords[done ?? ''];
  return words ? <Note kind="success" title={words} isAnswer /> : null;
}

function DraftActs({ data: { list, mayKeep, changedAt, zone }, base }: { data: Data; base: string }) {
  if (!mayKeep) return null;
  const isEmpty = list.keywords.length === 0;
  return (
    <>
      <p className="bar">
        <ButtonLink kind={isEmpty ? 'primary' : 'plain'} href={`${base}/words/several`}>
          Add keywords
        </ButtonLink>
        <ButtonLink href={`${base}/words/new`}>Add one with its words</ButtonLink>
        {!isEmpty && (
          <DialogButton dialog="adopt" kind="primary">
            Adopt version {list.version}
          </DialogButton>
        )}
        <DialogButton dialog="discard" kind="quiet">
          Discard the draft
        </DialogButton>
      </p>
      <p className="muted">Changed last on {dayAndTime(changedAt, zone)}.</p>
      <Dialog
        id="adopt"
        title={`Adopt version ${list.version}?`}
        acts={
          <form method="post">
            <input type="hidden" name="seen" value={changedAt.toISOString()} />
            <Button kind="primary" name="act" value="adopt">
              Adopt it and put it into use
            </Button>
          </form>
        }
      >
        <p>
          Every school that scans from now on scans with these {count(list.keywords.length, 'keyword', 'keywords')}. What was answered stays
          answered. Open rounds keep the version that they began with. An adopted version cannot be changed; its next version can.
        </p>
      </Dialog>
      <Dialog
        id="discard"
        title="Discard this draft?"
        acts={
          <form method="post">
            <Button kind="danger" name="act" value="discard">
              Discard it
            </Button>
          </form>
        }
      >
        <p>Its words go, for everybody who works on it. Adopted versions stay as they are.</p>
      </Dialog>
    </>
  );
}

function AdoptedActs({ data: { list, mayKeep, draft } }: { data: Data }) {
  if (!mayKeep) return null;
  return (
    <form method="post" className="bar">
      {draft === null ? (
        <Button name="act" value="begin">
          Begin the next version from this one
        </Button>
      ) : (
        <ButtonLink href={versionPath({ ...list, version: draft })}>Go to the draft, version {draft}</ButtonLink>
      )}
      {!list.isCurrent && (
        <Button name="act" value="use">
          Put this version into use
        </Button>
      )}
    </form>
  );
}

function Keywords({ data: { list, orphans, mayKeep }, base }: { data: Data; base: string }) {
  const isEdited = mayKeep && list.status === 'draft';
  if (list.keywords.length + orphans.length === 0)
    return <Empty title="No keywords yet">A keyword is a phrase that proposes a competency wherever it stands in an activity.</Empty>;
  return (
    <Section title="Keywords">
      <Table
        caption="Keywords by the competency that they propose"
        isCaptionHidden
        count={count(list.keywords.length, 'keyword', 'keywords')}
        rows={[...list.keywords]}
        rowKey={({ id }) => id}
        group={({ code, shortTitle }) => `${code} ${shortTitle}`}
        columns={[
          { key: 'phrase', label: 'Keyword', cell: (keyword) => <Words of={keyword} /> },
          ...(isEdited
            ? [
                {
                  key: 'acts',
                  label: 'Change',
                  phone: 'line' as const,
                  cell: ({ id, phrase }: { id: string; phrase: string }) => <KeywordActs id={id} phrase={phrase} base={base} />,
                },
              ]
            : []),
        ]}
      />
      {orphans.length > 0 && (
        <>
          <p>The framework in use no longer has the competency of these keywords. They propose nothing:</p>
          <ul>
            {orphans.map(({ id, phrase, code, title }) => (
              <li key={id}>
                {phrase} (was {code} {title}) {isEdited && <KeywordActs id={id} phrase={phrase} base={base} />}
              </li>
            ))}
          </ul>
        </>
      )}
      <Downloads of={`All ${list.keywords.length}`} address={base} />
    </Section>
  );
}

function KeywordActs({ id, phrase, base }: { id: string; phrase: string; base: string }) {
  return (
    <form method="post" className="bar">
      <a href={`${base}/words/${id}`}>
        Change<span className="visually-hidden"> {phrase}</span>
      </a>
      <input type="hidden" name="keyword" value={id} />
      <Button kind="quiet" name="act" value="drop">
        Take out<span className="visually-hidden"> {phrase}</span>
      </Button>
    </form>
  );
}

function Rounds({ rounds }: { rounds: Data['rounds'] }) {
  if (rounds.length === 0) return null;
  return (
    <Section title="Rounds that use this version">
      <ul>
        {rounds.map(({ slug, title }) => (
          <li key={slug}>
            <a href={`/w/curriculum/rounds/${slug}`}>{title}</a>
          </li>
        ))}
      </ul>
    </Section>
  );
}
