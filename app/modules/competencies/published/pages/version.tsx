import { originOf } from '#app/platform/open-answer.server.ts';
import { publicHeaders, publicly } from '#app/platform/web.server.ts';
import { FrameworkReading } from '../parts/framework-reading.tsx';
import { reading } from '../queries.server.ts';
import { outlineOf, outlineText } from '../written.ts';
import type { Route } from './+types/version';

export const headers = publicHeaders;

export async function loader({ params, request }: Route.LoaderArgs) {
  const { items, ...read } = await publicly((scope) => reading(scope, { slug: params.framework, number: params.number }));
  return { read, outline: outlineText(items), origin: originOf(request) };
}

export default function VersionPage({ loaderData: { read, outline, origin } }: Route.ComponentProps) {
  return <FrameworkReading read={{ ...read, items: outlineOf(outline) }} origin={origin} />;
}
