import { data, redirect } from 'react-router';
import * as z from 'zod';
import { missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { type Acted, answerForm, answering, memberOf, scoped } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { Choices } from '#app/ui/choices.tsx';
import { Field } from '#app/ui/field.tsx';
import { type FormError, FormErrors, fieldsOf } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { addContact, dropContact } from '../debrief/commands.server.ts';
import { Support } from '../debrief/parts/contacts.tsx';
import { supportContacts } from '../debrief/queries.server.ts';
import { ContactForm } from '../debrief/schema.ts';
import { DomainForm, ToolForm } from '../feedback/schema.ts';
import { addMailDomain, attachTool, detachTool, dropMailDomain } from '../feedback/school-commands.server.ts';
import { assertMayKeepPracticeOfSchool, attachedTools, mailDomains } from '../feedback/school-queries.server.ts';
import type { Route } from './+types/school';

type Asked = Pick<Route.LoaderArgs, 'context' | 'request'>;

/** The school that the address names, or the first that the member leads. */
function ledSchools({ context, request }: Asked) {
  return memberOf(context, request).schools.filter(({ roles }) => roles.includes('lead'));
}
function slugOf(asked: Asked): Promise<string> {
  return answering(async () => {
    const slug = new URL(asked.request.url).searchParams.get('school') ?? ledSchools(asked)[0]?.slug;
    if (slug === undefined) throw missing('A school that you lead');
    return slug;
  });
}

export async function loader({ context, request }: Route.LoaderArgs) {
  const slug = await slugOf({ context, request });
  const kept = await scoped({ context, request, slug }, async (scope) => {
    assertMayKeepPracticeOfSchool(scope);
    return {
      school: scope.actor.school!.name,
      domains: await mailDomains(scope),
      tools: await attachedTools(scope),
      contacts: await supportContacts(scope),
    };
  });
  const schools = ledSchools({ context, request }).map(({ slug: led, name }) => ({ slug: led, name }));
  return { ...kept, slug, schools, done: new URL(request.url).searchParams.get('done') };
}

export async function action({ context, request }: Route.ActionArgs) {
  const slug = await slugOf({ context, request });
  const form = await request.formData();
  const act = String(form.get('act') ?? '');
  const acts: Readonly<Record<string, () => Promise<Acted>>> = {
    domain: () =>
      take(
        DomainForm,
        ({ domain }) =>
          (scope) =>
            addMailDomain(scope, domain),
      ),
    tool: () => take(ToolForm, (tool) => (scope) => attachTool(scope, tool)),
    contact: () => take(ContactForm, (contact) => (scope) => addContact(scope, contact)),
    'drop-domain': () =>
      take(
        Named,
        ({ of }) =>
          (scope) =>
            dropMailDomain(scope, of),
      ),
    'drop-tool': () =>
      take(
        Named,
        ({ of }) =>
          (scope) =>
            detachTool(scope, of),
      ),
    'drop-contact': () =>
      take(
        Named,
        ({ of }) =>
          (scope) =>
            dropContact(scope, of),
      ),
  };
  function take<Schema extends z.ZodType>(schema: Schema, work: (input: z.infer<Schema>) => (scope: Scope) => Promise<void>) {
    return answerForm(act, { schema, form }, async (input) => {
      await scoped({ context, request, slug }, work(input));
      return `&school=${slug}`;
    });
  }
  const acted = await answering(async () => {
    if (!Object.hasOwn(acts, act)) throw missing('This button');
    return acts[act]!();
  });
  return acted.ok ? redirect(acted.done) : data(acted.refused, { status: acted.status });
}

const Named = z.object({ of: z.string().max(300) });

const labels = {
  domain: 'Domain of your school’s mail',
  name: 'Whom you name',
  link: 'Address of their page',
  tool: 'Name of the tool',
  toolLink: 'Its address',
  licence: 'What its licence says',
  words: 'What for, and when',
  phone: 'Phone',
};
const dones: Readonly<Record<string, string>> = {
  domain: 'The domain is added',
  tool: 'The tool is attached',
  contact: 'The contact is named',
};

export default function School({ loaderData, actionData }: Route.ComponentProps) {
  const { school, slug, schools, domains, tools, contacts, done } = loaderData;
  const { act = '', errors = [], values = {} } = actionData ?? {};
  const of = (form: string): [Record<string, string>, readonly FormError[]] => (act === form ? [values, errors] : [{}, []]);
  const [domain, tool, contact] = ['domain', 'tool', 'contact'].map((form) => fieldsOf(labels, ...of(form))) as [Fields, Fields, Fields];
  return (
    <Page
      title="What your school adds to practice"
      lead={`For students of ${school}. Nothing on this page shows you anything of anybody’s practice.`}
      crumbs={[{ label: 'Practice', to: '/w/practice' }, { label: 'What your school adds' }]}
    >
      <title>{`${errors.length > 0 ? 'Error: ' : ''}What your school adds to practice · Concord`}</title>
      {done !== null && <Note kind="success" title={dones[done] ?? 'It is taken away'} isAnswer />}
      <FormErrors errors={errors} labels={labels} />
      {schools.length > 1 && (
        <Choices
          label="School"
          options={schools.map((each) => ({ to: `?school=${each.slug}`, label: each.name, isCurrent: each.slug === slug }))}
        />
      )}
      <Section title="Support contacts">
        <p>They stand first on the page that students open after a hard encounter.</p>
        <Kept kind="contact" rows={contacts.map((each) => ({ of: each.id, name: each.name, words: <Support contact={each} /> }))} />
        <form method="post" className="form" noValidate>
          <Field {...contact('name')} help="For example Student counselling." />
          <Field {...contact('words')} isOptional />
          <Field {...contact('phone')} type="tel" isOptional />
          <Field {...contact('link')} type="url" isOptional />
          <p className="bar">
            <Button name="act" value="contact">
              Name this contact
            </Button>
          </p>
        </form>
      </Section>
      <Section title="Domains of your school’s mail">
        <p>
          An observer who gives an address at one of them gets a mail, whose button confirms that the feedback was theirs. Each domain
          counts as it stands: mail at med.school.example needs its own line.
        </p>
        <Kept kind="domain" rows={domains.map((each) => ({ of: each, name: each, words: each }))} />
        <form method="post" className="form" noValidate>
          <Field
            {...domain('domain')}
            help="For example med.school.example. Students often have the same one as their teachers; a student’s own address never counts."
          />
          <p className="bar">
            <Button name="act" value="domain">
              Add this domain
            </Button>
          </p>
        </form>
      </Section>
      <Section title="Licensed tools, by reference">
        <p>
          If your school may use a published tool of assessment, observers see its name, its address and what its licence says, below our
          own short rubric. None of its items is copied here.
        </p>
        <Kept
          kind="tool"
          rows={tools.map(({ id, name, link, licence }) => ({
            of: id,
            name,
            words: (
              <>
                <a href={link} rel="noreferrer">
                  {name}
                </a>
                <span className="muted">, {licence}</span>
              </>
            ),
          }))}
        />
        <form method="post" className="form" noValidate>
          <Field {...tool('tool')} />
          <Field {...tool('toolLink')} type="url" />
          <Field {...tool('licence')} help="Who may use it, and until when." />
          <p className="bar">
            <Button name="act" value="tool">
              Attach this tool
            </Button>
          </p>
        </form>
      </Section>
    </Page>
  );
}

type Fields = ReturnType<typeof fieldsOf<keyof typeof labels>>;

function Kept({
  kind,
  rows,
}: {
  kind: 'contact' | 'domain' | 'tool';
  rows: ReadonlyArray<{ of: string; name: string; words: React.ReactNode }>;
}) {
  if (rows.length === 0) return <p className="muted">None yet.</p>;
  return (
    <ul className="links">
      {rows.map(({ of, name, words }) => (
        <li key={of}>
          <form method="post" className="bar">
            <input type="hidden" name="of" value={of} />
            <span>{words}</span>
            <Button kind="quiet" name="act" value={`drop-${kind}`}>
              Take away<span className="visually-hidden"> {name}</span>
            </Button>
          </form>
        </li>
      ))}
    </ul>
  );
}
