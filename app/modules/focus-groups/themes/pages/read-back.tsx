import { data, redirect } from 'react-router';
import { parseForm } from '#app/platform/form.ts';
import { publicly, publiclyOr, unkeptHeaders } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { dayIn } from '#app/ui/date.ts';
import { Field } from '#app/ui/field.tsx';
import { FormErrors, fieldsOf } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page } from '#app/ui/page.tsx';
import { zone } from '../../../members/time-zone.ts';
import { Paragraphs } from '../../study/parts/paragraphs.tsx';
import { sayOfTheme } from '../reading-commands.server.ts';
import { themeToRead } from '../reading-queries.server.ts';
import { ThemeReadBack } from '../schema.ts';
import type { Route } from './+types/read-back';

export const headers = unkeptHeaders;

export async function loader({ params, request }: Route.LoaderArgs) {
  const theme = await publicly((scope) => themeToRead(scope, params.token));
  if (theme === null) return data({ theme: null, isSaid: false }, { status: 404 });
  return { theme, isSaid: new URL(request.url).searchParams.get('done') === 'say' };
}

export async function action({ params, request }: Route.ActionArgs) {
  const input = parseForm(ThemeReadBack, await request.formData());
  if (!input.ok) return data({ errors: input.errors, values: input.values }, { status: 400 });
  const said = await publiclyOr((scope) => sayOfTheme(scope, { token: params.token, ...input.data }));
  if (said.ok) return redirect('?done=say');
  const values: Record<string, string> = { answer: input.data.answer, words: input.data.words };
  return data({ errors: [{ field: '', message: said.message }], values }, { status: said.status });
}

const labels = { answer: 'Does this fit what you meant?', words: 'What would you change or add?' };

export default function ReadBackPage({ loaderData: { theme, isSaid }, actionData }: Route.ComponentProps) {
  const { errors = [], values = {} } = actionData ?? {};
  if (theme === null) {
    return (
      <Page title="This link is closed" lead="It has passed its day, or was ended.">
        <title>This link is closed</title>
        <p>Nothing that you said before is lost. If you still want to say something, answer the message that the link came with.</p>
      </Page>
    );
  }
  const shared = fieldsOf(labels, values, errors);
  return (
    <Page
      title="Did we understand you?"
      lead={`You took part in “${theme.study}”. This is something that we think we heard.`}
      status={theme.isSample ? 'A sample: its people and what they say are invented.' : undefined}
    >
      <title>{`${errors.length > 0 ? 'Error: ' : ''}Did we understand you? · Concord`}</title>
      {isSaid && (
        <Note kind="success" title="Thank you: what you said is kept" isAnswer>
          The researchers read it beside the theme. You can say more below until the link closes.
        </Note>
      )}
      <FormErrors errors={errors} labels={labels} />
      <blockquote className="statement">
        <p>{theme.claim}</p>
      </blockquote>
      <Paragraphs text={theme.plain} />
      <form method="post" className="form" noValidate>
        <Field
          kind="radios"
          {...shared('answer')}
          options={[
            { value: 'yes', label: 'Yes, it fits' },
            { value: 'partly', label: 'In part' },
            { value: 'no', label: 'No, it does not fit' },
          ]}
        />
        <Field
          kind="textarea"
          rows={5}
          {...shared('words')}
          isOptional
          help="Please name nobody, and no patient. The researchers see your pseudonym beside it, not your name."
        />
        <p className="bar">
          <Button kind="primary">Tell the researchers</Button>
        </p>
      </form>
      <p className="muted">
        You do not have to answer. This page opens without an account until {dayIn(theme.expiresAt, zone)}; keep the link to yourself.
      </p>
    </Page>
  );
}
