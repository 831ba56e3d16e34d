import type { Actor } from '#app/platform/actor.ts';
import { as } from '#app/platform/scope.server.ts';
import { beginPage, planPage, publishPage, savePage } from '../app/modules/public/site/commands.server.ts';
import { Writing } from '../app/modules/public/site/schema.ts';

const said = 'Invented for the sample collaborative.';
const inThreeWeeks = () => new Date(Math.ceil(Date.now() / 3600_000) * 3600_000 + 21 * 24 * 3600_000);

/** An invented update and an invented page for visitors, each saying so, an earlier wording of one, and a draft that is planned. */
export async function samplePages(convener: Actor): Promise<void> {
  const workshop = Writing.parse({
    title: 'A sample update: five schools practise the first two minutes',
    summary: `${said} What an update looks like: a summary, a text, a date, and what it is about.`,
    body: `*${said}*

Faculty of five schools that do not exist met for an afternoon and practised how a conversation begins.

## Three things to try

1. Sit down before you speak.
2. Ask what the patient has been told.
3. Count to ten after the news.

> The silence was the hardest part, and the part that students asked about.

See [the competencies](/competencies) that this is about.`,
    dated: '2026-09-17',
  });
  await as(convener, async (scope) => {
    const pageId = await beginPage(scope, 'update', { ...workshop, body: `*${said}*\n\nFaculty of five schools met for an afternoon.` });
    const upon = await savePage(scope, { pageId, upon: 1 }, workshop);
    await publishPage(scope, { pageId, upon });
  });
  await as(convener, async (scope) => {
    const pageId = await beginPage(
      scope,
      'page',
      Writing.parse({
        title: 'How a school joins (sample)',
        summary: `${said} What a page that a coordinator writes looks like.`,
        body: `*${said}*\n\n## What a school brings\n\n- A lead, who speaks for the curriculum\n- Two people who map\n- A day in each half-year\n\n## What it finds\n\n| In the first year | In the second |\n| --- | --- |\n| Its own map | Figures beside those of others |`,
      }),
    );
    await publishPage(scope, { pageId, upon: 1 });
  });
  await as(convener, async (scope) => {
    const pageId = await beginPage(
      scope,
      'update',
      Writing.parse({ title: 'A sample draft: dates of next year’s forum', summary: said, body: `*${said}*` }),
    );
    await planPage(scope, { pageId, publishAt: inThreeWeeks() });
  });
}
