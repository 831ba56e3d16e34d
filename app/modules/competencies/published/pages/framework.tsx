import { originOf } from '#app/platform/open-answer.server.ts';
import { publicHeaders, publicly } from '#app/platform/web.server.ts';
import { FrameworkReading } from '../parts/framework-reading.tsx';
import { reading } from '../queries.server.ts';
import type { Route } from './+types/framework';

export const headers = publicHeaders;

export async function loader({ params, request }: Route.LoaderArgs) {
  return { read: await publicly((scope) => reading(scope, { slug: params.framework })), origin: originOf(request) };
}

export default function FrameworkPage({ loaderData: { read, origin } }: Route.ComponentProps) {
  return <FrameworkReading read={read} origin={origin} />;
}
