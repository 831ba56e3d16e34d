/** What a program reads where there is no badge: 410 of a certificate that was revoked, 404 of one that is none or that its holder had removed. */
export function noBadge({ message, status }: { message: string; status: number }): Response {
  return new Response(`${message}\n`, {
    status: status === 409 ? 410 : status,
    headers: {
      'content-type': 'text/plain; charset=utf-8',
      'cache-control': 'no-store',
      'x-robots-tag': 'noindex',
      'access-control-allow-origin': '*',
    },
  });
}
