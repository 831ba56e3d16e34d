import * as build from 'virtual:react-router/server-build';
import { createRequestHandler, RouterContextProvider, type ServerBuild } from 'react-router';
import { missing } from './platform/problem.ts';
import { answering, type RequestFacts, requestContext } from './platform/web.server.ts';

const pages = build as unknown as ServerBuild;
const handle = createRequestHandler({ ...pages, routes: answeringRoutes(pages.routes) }, 'production');

/** What the pages answer to a request, at the address that people use: for the host, and for whatever asks as a visitor without one. */
export function answer(request: Request, facts: RequestFacts): Promise<Response> {
  const context = new RouterContextProvider();
  context.set(requestContext, facts);
  return handle(request, context);
}

type Asked = { params: Readonly<Record<string, string | undefined>> };

/** What a page's loader or action refuses is its answer, wherever it refuses: also before it asks the data anything. A NUL in an address names nothing: it is in no text of ours. */
function answeringRoutes(routes: ServerBuild['routes']): ServerBuild['routes'] {
  const answered = <Args extends Asked, Rest extends unknown[], T>(work: ((args: Args, ...rest: Rest) => T) | undefined) =>
    work &&
    ((args: Args, ...rest: Rest) =>
      answering(async () => {
        if (Object.values(args.params).some((part) => part?.includes('\0'))) throw missing('This page');
        return work(args, ...rest);
      }));
  return Object.fromEntries(
    Object.entries(routes).map(([id, route]) => [
      id,
      route && { ...route, module: { ...route.module, loader: answered(route.module.loader), action: answered(route.module.action) } },
    ]),
  );
}
