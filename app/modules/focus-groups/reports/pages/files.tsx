import { scoped } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { count } from '#app/ui/count.ts';
import { dayAndTime } from '#app/ui/date.ts';
import { Downloads } from '#app/ui/downloads.tsx';
import { Field } from '#app/ui/field.tsx';
import { Section } from '#app/ui/page.tsx';
import { pageWithin } from '#app/ui/page-within.ts';
import { Pagination } from '#app/ui/pagination.tsx';
import { Table } from '#app/ui/table.tsx';
import { zoneOf } from '../../../members/queries.server.ts';
import { signedTexts } from '../../coding/text-queries.server.ts';
import { mayKeepParticipants, mayTakeOut, mayTakeTrail } from '../../rules.ts';
import { studyNamed } from '../../study/queries.server.ts';
import { writingOf } from '../../study/writing-queries.server.ts';
import { auditTrail } from '../audit-queries.server.ts';
import { AuditTrail } from '../parts/audit-trail.tsx';
import { ReportPage } from '../parts/report-page.tsx';
import { exportsOf } from '../queries.server.ts';
import { fileFormats } from '../schema.ts';
import type { Route } from './+types/files';

const size = 50;

export function loader({ context, params, request }: Route.LoaderArgs) {
  const { search, searchParams } = new URL(request.url);
  return scoped({ context, request }, async (scope) => {
    const study = await studyNamed(scope, params.study);
    const zone = await zoneOf(scope);
    const left = await exportsOf(scope, study);
    const page = pageWithin(Number(searchParams.get('page') ?? 1), left.length, size);
    return {
      ...{ study, search, page, total: left.length, left: left.slice((page - 1) * size, page * size) },
      texts: (await signedTexts(scope, study)).map(({ id, title }) => ({ id, title })),
      mayTake: mayTakeOut(study),
      mentions: mayTakeTrail(study)
        ? (await writingOf(scope, study)).mentions((await auditTrail(scope, study, { zone, leftOut: new Set() })).texts)
        : null,
      seesAll: mayKeepParticipants(study),
      zone,
    };
  });
}

const offers = [
  [
    'quotes',
    'Quotes',
    'Passages that a theme quotes or a code lies on, where everybody who speaks in them may be quoted today; over several schools, who agreed to be read together with other schools as well. A site and its sessions are named where three or more were heard.',
  ],
  ['codebook', 'Codebook', 'Every code in use, with what it means.'],
  [
    'codings',
    'Codings',
    'The codings that you may see. Words are printed where they may be quoted, as above; a blind round holds only your own.',
  ],
] as const;

export default function Files({ loaderData }: Route.ComponentProps) {
  const { study, search, page, total, left, texts, mayTake, mentions, seesAll, zone } = loaderData;
  const base = `/w/focus-groups/${study.slug}/reports`;
  return (
    <ReportPage
      study={study}
      title={mayTake ? 'Take files out' : 'Files that left'}
      lead="Each file is kept with who took it out and whose words were in it, so that somebody who withdraws can be told. The file itself is not kept."
    >
      {mayTake &&
        offers.map(([file, name, words]) => (
          <Section key={file} title={name}>
            <p>{words}</p>
            <form method="post" action={`${base}/file`}>
              <input type="hidden" name="file" value={file} />
              <Formats name={name} formats={fileFormats[file]} />
            </form>
          </Section>
        ))}
      {mentions !== null && (
        <AuditTrail mentions={mentions} address={`${base}/file`}>
          <Formats name="Audit trail" formats={fileFormats['audit trail']} />
        </AuditTrail>
      )}
      {mayTake && texts.length > 0 && (
        <Section title="Highlighted transcript">
          <p>A transcript with its codes marked. Turns of whoever did not agree to be quoted are not printed.</p>
          <form method="post" action={`${base}/file`} className="form">
            <input type="hidden" name="file" value="highlighted transcript" />
            <Field kind="select" name="text" label="Transcript" options={texts.map(({ id, title }) => ({ value: id, label: title }))} />
            <Formats name="The transcript" formats={fileFormats['highlighted transcript']} />
          </form>
        </Section>
      )}
      <Section title="What left the study">
        {total === 0 ? (
          <p>
            {seesAll
              ? 'Nothing was taken out yet.'
              : 'You took nothing out yet. The study’s lead and research staff see what others took out.'}
          </p>
        ) : (
          <>
            <Table
              caption="Files that left, the newest first"
              isCaptionHidden
              count={count(total, 'file', 'files')}
              rows={left}
              rowKey={({ id }) => id}
              columns={[
                { key: 'what', label: 'File', cell: ({ kind, format }) => `${kind}, ${format.toUpperCase()}` },
                { key: 'when', label: 'Taken out', phone: 'bare', cell: ({ madeAt }) => dayAndTime(madeAt, zone) },
                { key: 'by', label: 'By', cell: ({ by }) => by ?? 'whoever holds the machine' },
                {
                  key: 'whose',
                  label: 'Words of',
                  cell: ({ participants }) =>
                    participants.length === 0 ? 'nobody' : count(participants.length, 'participant', 'participants'),
                },
                { key: 'hash', label: 'Fingerprint', cell: ({ hash }) => hash.slice(0, 12) },
              ]}
            />
            <Pagination page={page} size={size} total={total} noun="files" search={search} />
            <Downloads of="The list" address={`${base}/files`} />
          </>
        )}
      </Section>
    </ReportPage>
  );
}

function Formats({ name, formats }: { name: string; formats: readonly string[] }) {
  return (
    <p className="bar">
      {formats.map((format) => (
        <Button key={format} name="format" value={format}>
          {name} as {format.toUpperCase()}
        </Button>
      ))}
    </p>
  );
}
