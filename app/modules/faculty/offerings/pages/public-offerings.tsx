import { originOf } from '#app/platform/open-answer.server.ts';
import { publicHeaders, publicly } from '#app/platform/web.server.ts';
import { dayAndTime } from '#app/ui/date.ts';
import { Empty } from '#app/ui/empty.tsx';
import { hours } from '#app/ui/hours.ts';
import { Page, Section } from '#app/ui/page.tsx';
import { Prose } from '#app/ui/prose.tsx';
import { PublicHead } from '#app/ui/public-head.tsx';
import { Table } from '#app/ui/table.tsx';
import { allProgrammes } from '../../programmes/queries.server.ts';
import { toldOf } from '../offering.ts';
import { offerings } from '../queries.server.ts';
import type { Route } from './+types/public-offerings';

export const headers = publicHeaders;

export function loader({ request }: Route.LoaderArgs) {
  return publicly(async (scope) => ({
    programmes: (await allProgrammes(scope))
      .filter(({ state }) => state === 'open')
      .map(({ slug, title, purpose, forWhom, sessions, minutes, isSample }) => ({
        slug,
        title,
        purpose,
        forWhom,
        sessions,
        minutes,
        isSample,
      })),
    coming: (await offerings(scope, new Date())).coming.map(toldOf),
    origin: originOf(request),
  }));
}

/** What everybody may read of faculty development: programmes that are open, and offerings for all schools; nobody is named. */
export default function PublicOfferings({ loaderData: { programmes, coming, origin } }: Route.ComponentProps) {
  return (
    <Page title="Faculty development" lead="How the schools develop those who teach conversations about serious illness, together.">
      <PublicHead
        title="Faculty development"
        description="Programmes of faculty development in serious illness communication, and when they are held."
      />
      {programmes.length === 0 && (
        <Empty title="No programme is open">
          Programmes that schools share stand here once they are, with the offerings that are open to members of all schools.
        </Empty>
      )}
      {programmes.map(({ slug, title, purpose, forWhom, sessions, minutes, isSample }) => (
        <Section key={slug} title={title}>
          {isSample && <p className="muted">A sample: this programme is invented.</p>}
          <p>
            {[forWhom, `${sessions === 1 ? 'One session' : `${sessions} sessions`}, ${hours(minutes)} in all.`].filter(Boolean).join(' ')}
          </p>
          {purpose && <Prose markdown={purpose} from={3} />}
        </Section>
      ))}
      <Section title="Offerings to come">
        {coming.length === 0 ? (
          <p>None is announced for members of all schools.</p>
        ) : (
          <Table
            caption="Offerings to come, the next first"
            isCaptionHidden
            rows={coming}
            rowKey={({ slug }) => slug}
            columns={[
              { key: 'title', label: 'Offering', cell: ({ slug, title }) => <a href={`/faculty/${slug}`}>{title}</a> },
              { key: 'programme', label: 'Programme', cell: ({ programme }) => programme },
              { key: 'when', label: 'Begins', cell: ({ firstAt, timeZone }) => (firstAt === null ? '' : dayAndTime(firstAt, timeZone)) },
              { key: 'by', label: 'Held by', cell: ({ school }) => school ?? 'the collaborative' },
            ]}
          />
        )}
        <p className="bar no-print">
          <a href={`${origin.replace(/^https?:/, 'webcal:')}/faculty.ics`}>Subscribe to them in your calendar</a>
          <a href="/faculty.ics">Calendar file</a>
        </p>
      </Section>
    </Page>
  );
}
