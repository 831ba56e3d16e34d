import { inOccasion } from '../../in-occasion.server.ts';
import { allCertificates } from '../queries.server.ts';
import type { Route } from './+types/certificates-json';

export async function loader(asked: Route.LoaderArgs) {
  const { occasion, certificates } = await inOccasion(asked, async (scope, { id, title }) => ({
    occasion: title,
    certificates: await allCertificates(scope, { id }),
  }));
  return Response.json({ occasion, total: certificates.length, certificates });
}
