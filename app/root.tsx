import { isRouteErrorResponse, Links, Meta, Outlet, Scripts, useMatches, useRouteError } from 'react-router';
import { memberOfSession } from '#app/modules/members/queries.server.ts';
import { readSessionToken } from '#app/modules/members/session.ts';
import { memberContext, requestContext } from '#app/platform/web.server.ts';
import { Fault } from '#app/ui/fault.tsx';
import { Page } from '#app/ui/page.tsx';
import type { Route } from './+types/root';
import '#app/ui/concord.css';

/** Who is asking, once a request. Public pages never look at it. */
export const middleware: Route.MiddlewareFunction[] = [
  async ({ request, context }) => {
    const token = readSessionToken(request.headers.get('cookie'), context.get(requestContext).isSecure);
    if (token) context.set(memberContext, await memberOfSession(token));
  },
];

/** Pages work without script; only those that say so (`handle.script`) are sent any. */
export function Layout({ children }: { children: React.ReactNode }) {
  const hasScript = useMatches().some(({ handle }) => (handle as { script?: boolean } | undefined)?.script);
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        {hasScript && <Scripts />}
      </body>
    </html>
  );
}

export default function Root() {
  return <Outlet />;
}

export function ErrorBoundary() {
  const error = useRouteError();
  if (!isRouteErrorResponse(error)) return <Fault />;
  const isOurs = typeof error.data === 'string' && error.data && error.status !== 404;
  const what = error.status === 404 ? 'Nothing is here' : error.status === 403 ? 'Not for you to do' : 'This did not work';
  return (
    <Page title={what}>
      <title>{`${what} · Concord`}</title>
      <p>
        {isOurs
          ? (error.data as string)
          : 'The page was not found. It may have moved, or it belongs to another school. Check the address, or start again from the front page.'}
      </p>
      <p>
        <a href="/home">Your home</a> · <a href="/">Front page</a>
      </p>
    </Page>
  );
}
