import { data, redirect } from 'react-router';
import { as } from '#app/platform/scope.server.ts';
import { actorOf, answerForm, scoped } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { Facts } from '#app/ui/facts.tsx';
import { Field } from '#app/ui/field.tsx';
import { errorOf, type FormError, FormErrors, fieldsOf } from '#app/ui/form-errors.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { Tag } from '#app/ui/tag.tsx';
import { editProfile } from '../commands.server.ts';
import { DoneNote } from '../parts/done-note.tsx';
import { allSchools, collaborativeProfile } from '../queries.server.ts';
import { mayEditProfile } from '../rules.ts';
import { NewSchoolForm, Profile } from '../schema.ts';
import { addSchool } from '../schools/commands.server.ts';
import type { Route } from './+types/profile';

export function loader({ context, request }: Route.LoaderArgs) {
  const done = new URL(request.url).searchParams.get('done');
  return scoped({ context, request }, async (scope) => {
    const mayEdit = mayEditProfile(scope.actor);
    return { profile: await collaborativeProfile(scope), schools: mayEdit ? await allSchools(scope) : [], mayEdit, done };
  });
}

export async function action({ context, request }: Route.ActionArgs) {
  const actor = await actorOf({ context, request });
  const form = await request.formData();
  const acted =
    form.get('act') === 'school'
      ? await answerForm('school', { schema: NewSchoolForm, form }, async ({ schoolName, slug }) => {
          await as(actor, (scope) => addSchool(scope, { name: schoolName, slug }));
          return undefined;
        })
      : await answerForm('profile', { schema: Profile, form }, async (input) => {
          await as(actor, (scope) => editProfile(scope, input));
          return undefined;
        });
  return acted.ok ? redirect(`/w/members/profile${acted.done}`) : data(acted.refused, { status: acted.status });
}

const labels = {
  name: 'Name',
  shortName: 'Short name',
  mission: 'Mission',
  vision: 'Vision',
  about: 'About',
  sourceTitle: 'Source',
  sourceUrl: 'Address of the source',
  schoolName: 'Name of the school',
  slug: 'Short name for addresses',
};

type Values = Readonly<Record<string, string | null>>;

export default function ProfilePage({ loaderData, actionData }: Route.ComponentProps) {
  const { profile, schools, mayEdit, done } = loaderData;
  if (!mayEdit) return <ProfileToRead profile={profile} />;
  const ofSchool = actionData?.act === 'school' ? actionData : undefined;
  const ofProfile = actionData?.act === 'profile' ? actionData : undefined;
  return (
    <Page
      title="Profile of the collaborative"
      lead="What the public pages say of you. What you keep here is public at once."
      crumbs={[{ label: 'Members', to: '/w/members' }, { label: 'Profile' }]}
    >
      <title>{`${actionData ? 'Error: ' : ''}Profile · Concord`}</title>
      {!actionData && <DoneNote done={done} />}
      <FormErrors errors={actionData?.errors ?? []} labels={labels} />
      <ProfileForm values={ofProfile?.values ?? profile} errors={ofProfile?.errors ?? []} />
      <Section title="Schools">
        <ul className="links">
          {schools.map(({ slug, name, isSample }) => (
            <li key={slug}>
              <a href={`/w/members/${slug}`}>{name}</a> {isSample && <Tag>sample</Tag>}
            </li>
          ))}
        </ul>
        <h3>A school joins</h3>
        <form method="post" className="form" noValidate>
          <input type="hidden" name="act" value="school" />
          <Field
            name="schoolName"
            label={labels.schoolName}
            value={ofSchool?.values.schoolName}
            error={errorOf(ofSchool?.errors, 'schoolName')}
          />
          <Field
            name="slug"
            label={labels.slug}
            value={ofSchool?.values.slug}
            error={errorOf(ofSchool?.errors, 'slug')}
            help="Small letters, digits and hyphens, such as boston-university. It stays, since addresses hold it."
            spellCheck={false}
          />
          <p>
            <Button>Add the school</Button>
          </p>
        </form>
      </Section>
    </Page>
  );
}

/** For everybody but the convener. */
function ProfileToRead({ profile }: { profile: Route.ComponentProps['loaderData']['profile'] }) {
  const shown = ['name', 'mission', 'vision', 'about', 'sourceTitle'] as const;
  return (
    <Page
      title="Profile of the collaborative"
      lead="What the public pages say of you. The convener keeps it."
      crumbs={[{ label: 'Members', to: '/w/members' }, { label: 'Profile' }]}
    >
      <title>Profile · Concord</title>
      <Facts facts={shown.map((name) => [labels[name], profile[name]])} />
    </Page>
  );
}

function ProfileForm({ values, errors }: { values: Values; errors: readonly FormError[] }) {
  const field = fieldsOf(labels, values, errors);
  return (
    <form method="post" className="form" noValidate>
      <input type="hidden" name="act" value="profile" />
      <Field {...field('name')} isWide />
      <Field {...field('shortName')} help="Stands at the head of every public page." />
      <Field {...field('mission')} kind="textarea" />
      <Field {...field('vision')} kind="textarea" isOptional />
      <Field {...field('about')} kind="textarea" help="One or two sentences, at the top of the front page." />
      <Field {...field('sourceTitle')} isWide isOptional help="Where these words are published." />
      <Field {...field('sourceUrl')} type="url" isWide isOptional />
      <p>
        <Button kind="primary">Save the profile</Button>
      </p>
    </form>
  );
}
