import { publicHeaders, publicly } from '#app/platform/web.server.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { dayAndTime } from '#app/ui/date.ts';
import { Facts } from '#app/ui/facts.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { Prose } from '#app/ui/prose.tsx';
import { PublicHead } from '#app/ui/public-head.tsx';
import { costOf, costWords, toldOf, whenWords } from '../offering.ts';
import { DateTable } from '../parts/offering-facts.tsx';
import { datesOf, offeringNamed } from '../queries.server.ts';
import type { Route } from './+types/public-offering';

export const headers = publicHeaders;

export function loader({ params }: Route.LoaderArgs) {
  return publicly(async (scope) => {
    const offering = await offeringNamed(scope, params.offering);
    const now = new Date();
    return {
      offering: toldOf(offering),
      dates: await datesOf(scope, offering.id),
      isOpen: offering.status === 'published' && (offering.closesAt === null || offering.closesAt > now),
    };
  });
}

/** The plain facts of an offering for all schools; who teaches and who comes is on no public page. */
export default function PublicOffering({ loaderData: { offering, dates, isOpen } }: Route.ComponentProps) {
  const { slug, title, programme, school, description, capacity, closesAt, timeZone, preparationMinutes, preparation, status, isSample } =
    offering;
  return (
    <Page
      title={title}
      lead={whenWords(dates)}
      status={isSample ? 'A sample: this offering is invented.' : undefined}
      crumbs={[{ label: 'Faculty development', to: '/faculty' }, { label: title }]}
    >
      <PublicHead title={title} description={`${programme}. ${whenWords(dates)}.`} />
      {status === 'cancelled' && (
        <Note kind="danger" title="This was called off">
          Whoever enrolled has been told. It stays here so that nobody waits for it.
        </Note>
      )}
      <Facts
        facts={[
          ['Programme', programme],
          ['Held by', school ?? 'the collaborative'],
          ['For', 'members of all schools who teach'],
          ['Cost of time', costWords(costOf(dates, preparationMinutes))],
          ['Preparation', preparation || null],
          ['Places', capacity === null ? 'as many as come' : `${capacity}, with a waiting list`],
          ['Enrol until', closesAt === null ? null : dayAndTime(closesAt, timeZone)],
        ]}
      />
      {description && <Prose markdown={description} />}
      <Section title="Dates">
        <DateTable dates={dates} zone={null} />
      </Section>
      {isOpen && (
        <p className="bar no-print">
          <ButtonLink kind="primary" href={`/w/faculty/offerings/${slug}`}>
            Sign in and enrol
          </ButtonLink>
          <span className="muted">It is for members of the schools; one place is for all its dates.</span>
        </p>
      )}
    </Page>
  );
}
