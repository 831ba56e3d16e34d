import { originOf } from '#app/platform/open-answer.server.ts';
import { publicly, unkeptHeaders } from '#app/platform/web.server.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { day, dayIn, isoDayIn } from '#app/ui/date.ts';
import { Facts } from '#app/ui/facts.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page } from '#app/ui/page.tsx';
import { zone } from '../../../members/time-zone.ts';
import { certifies, saysNoMore, validity } from '../certificate.ts';
import { certificateAt } from '../queries.server.ts';
import type { Route } from './+types/certificate';

export const headers = unkeptHeaders;

export async function loader({ params, request }: Route.LoaderArgs) {
  const certificate = await publicly((scope) => certificateAt(scope, params.code));
  const valid = validity(certificate, isoDayIn(new Date(), zone));
  return { certificate, valid, address: `${originOf(request)}/certificates/${certificate.code}` };
}

export default function CertificatePage({ loaderData: { certificate, valid, address } }: Route.ComponentProps) {
  const { code, kind, holder, title, issuer, minutes, onDay, words, criteria, isStep, issuedAt, revokedAt, revokedBecause } = certificate;
  return (
    <Page title={kind} lead={revokedAt === null ? certifies(certificate) : undefined}>
      <title>{`${kind} · ${holder} · ${title}`}</title>
      {revokedAt === null ? (
        <Note kind="success" title="This certificate stands">{`It was given by ${issuer} and was not revoked.`}</Note>
      ) : (
        <Note kind="danger" title={`This certificate was revoked on ${dayIn(revokedAt, zone)}`}>
          {`${revokedBecause} What it said stands no more.`}
        </Note>
      )}
      {revokedAt === null && valid !== null && <p>{valid}</p>}
      <Facts
        facts={[
          ['Given to', holder],
          ['For', title],
          [isStep ? 'By' : 'On', day(onDay)],
          ['Minutes', minutes],
          ['What was asked for', criteria],
          ['Given by', issuer],
          ['Given on', dayIn(issuedAt, zone)],
          ['Checked at', address],
        ]}
      />
      {words && <p>{words}</p>}
      <p>{saysNoMore(certificate)}</p>
      {revokedAt === null && (
        <>
          <p className="bar no-print">
            <ButtonLink href={`/certificates/${code}.pdf`} download>
              As PDF
            </ButtonLink>
            <ButtonLink href={`/certificates/${code}.jwt`} download>
              As a badge
            </ButtonLink>
          </p>
          <p className="muted no-print">
            A badge is a file that other programs can check (Open Badges 3.0). It says what stands here, signed by us, and carries the name
            and, as long as it is kept, a scrambled form of the holder’s email address.{' '}
            <a href={`/certificates/${code}.json`}>Read what is in it</a>
          </p>
        </>
      )}
    </Page>
  );
}
