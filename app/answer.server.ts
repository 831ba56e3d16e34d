import * as build from 'virtual:react-router/server-build';
import { createRequestHandler, RouterContextProvider, type ServerBuild } from 'react-router';
import { answering, type RequestFacts, requestContext } from './platform/web.server.ts';

const pages = build as unknown as ServerBuild;
const handle = createRequestHandler({ ...pages, routes: answeringRoutes(pages.routes) }, 'production');

/** What the pages answer to a request, at the address that people use: for the host, and for whatever asks as a visitor without one. */
export function answer(request: Request, facts: RequestFacts): Promise<Response> {
  const context = new RouterContextProvider();
  context.set(requestContext, facts);
  return handle(request, context);
}

/** What a page's loader or action refuses is its answer, wherever it refuses: also before it asks the data anything. */
function answeringRoutes(routes: ServerBuild['routes']): ServerBuild['routes'] {
  const answered = <Args extends unknown[], T>(work: ((...args: Args) => T) | undefined) =>
    work && ((...args: Args) => answering(async () => work(...args)));
  return Object.fromEntries(
    Object.entries(routes).map(([id, route]) => [
      id,
      route && { ...route, module: { ...route.module, loader: answered(route.module.loader), action: answered(route.module.action) } },
    ]),
  );
}
