/** What the tests use of `jsonld`, which brings no types. */
declare module 'jsonld' {
  const jsonld: { expand(document: unknown, options: { documentLoader: (url: string) => Promise<unknown> }): Promise<unknown[]> };
  export default jsonld;
}
