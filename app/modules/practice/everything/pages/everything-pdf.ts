import { taggedPdf } from '#app/platform/tagged-pdf.server.ts';
import { actorOf, scoped, unkeptHeaders } from '#app/platform/web.server.ts';
import { dayIn } from '#app/ui/date.ts';
import { everythingOfOwn } from '../queries.server.ts';
import type { Route } from './+types/everything-pdf';

export async function loader({ context, request }: Route.LoaderArgs) {
  const { name } = await actorOf({ context, request });
  const parts = await scoped({ context, request }, everythingOfOwn);
  const madeAt = new Date();
  const title = `Practice of ${name}`;
  const told = `Everything that was kept on ${dayIn(madeAt, 'UTC')} (UTC). A self-view is no measure of skill, and nothing here is averaged.`;
  const pdf = await taggedPdf({ title, author: name, language: 'en', madeAt }, [
    { kind: 'heading', level: 1, text: title },
    { kind: 'paragraph', text: told, isSmall: true },
    ...parts.flatMap(({ blocks }) => blocks),
  ]);
  return new Response(new Uint8Array(pdf), {
    headers: { 'content-type': 'application/pdf', 'content-disposition': 'attachment; filename="my-practice.pdf"', ...unkeptHeaders() },
  });
}
