import { PassThrough } from 'node:stream';
import { createReadableStreamFromReadable } from '@react-router/node';
import { renderToPipeableStream } from 'react-dom/server';
import { type EntryContext, type HandleErrorFunction, isRouteErrorResponse, type RouterContextProvider, ServerRouter } from 'react-router';
import { logFault } from '#app/platform/log.server.ts';
import { requestContext } from '#app/platform/web.server.ts';
import { FaultId } from '#app/ui/fault.tsx';

/** Renders a page whole before it is sent: nothing of ours streams, and a fault while rendering can still answer 500. */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  router: EntryContext,
  context: RouterContextProvider,
) {
  const { nonce, id } = context.get(requestContext);
  return new Promise<Response>((resolve, reject) => {
    const { pipe, abort } = renderToPipeableStream(
      <FaultId.Provider value={id}>
        <ServerRouter context={router} url={request.url} nonce={nonce} />
      </FaultId.Provider>,
      {
        nonce,
        onAllReady() {
          const body = new PassThrough();
          headers.set('content-type', 'text/html; charset=utf-8');
          pipe(body);
          resolve(new Response(createReadableStreamFromReadable(body), { status, headers }));
        },
        onShellError: reject,
        onError: (error) => logFault(id, error),
      },
    );
    request.signal.addEventListener('abort', () => abort(), { once: true });
  });
}

/** Faults of loaders and actions: logged with the id that the person is shown. */
export const handleError: HandleErrorFunction = (error, { request, context }) => {
  const isRefusal = isRouteErrorResponse(error) && error.status < 500;
  if (!isRefusal && !request.signal.aborted) logFault((context as RouterContextProvider).get(requestContext).id, error);
};
