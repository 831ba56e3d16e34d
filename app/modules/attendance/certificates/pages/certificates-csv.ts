import { csvText } from '#app/platform/csv.ts';
import { csvAnswer } from '#app/platform/web.server.ts';
import { inOccasion } from '../../in-occasion.server.ts';
import { allCertificates } from '../queries.server.ts';
import { certificateHead, certificateLine } from '../written.ts';
import type { Route } from './+types/certificates-csv';

export async function loader(asked: Route.LoaderArgs) {
  const certificates = await inOccasion(asked, allCertificates);
  return csvAnswer(csvText([certificateHead, ...certificates.map(certificateLine)]), 'certificates.csv');
}
