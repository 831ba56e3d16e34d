import { originOf } from '#app/platform/open-answer.server.ts';
import { taggedPdf } from '#app/platform/tagged-pdf.server.ts';
import { publicly, unkeptHeaders } from '#app/platform/web.server.ts';
import { certificateBlocks } from '../certificate.ts';
import { certificateAt } from '../queries.server.ts';
import type { Route } from './+types/certificate-pdf';

export async function loader({ params, request }: Route.LoaderArgs) {
  const certificate = await publicly((scope) => certificateAt(scope, params.code));
  const { kind, title, issuer, issuedAt, code } = certificate;
  const frame = { title: `${kind}: ${title}`, author: issuer, language: 'en', madeAt: issuedAt };
  const pdf = await taggedPdf(frame, certificateBlocks(certificate, `${originOf(request)}/certificates/${code}`));
  return new Response(new Uint8Array(pdf), {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': 'attachment; filename="certificate.pdf"',
      ...unkeptHeaders(),
    },
  });
}
