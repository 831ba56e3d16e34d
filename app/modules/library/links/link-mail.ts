type Broken = {
  readonly title: string;
  readonly links: readonly { readonly url: string; readonly words: string }[];
  readonly address: string;
};

/** The mail that tells a keeper which links of a published item lead nowhere any more. */
export function linkMail(to: { name: string; mail: string }, { title, links, address }: Broken) {
  const plain = title.replaceAll(/\s+/g, ' ');
  const [which, found] =
    links.length === 1 ? ['A link', 'We looked twice, a day apart. It is'] : ['Links', 'We looked twice, a day apart. They are'];
  const text = `Hello ${to.name},

${which} of “${plain}” ${links.length === 1 ? 'leads' : 'lead'} nowhere any more:

${links.map(({ url, words }) => `${url}\n  ${words}`).join('\n')}

${found} marked on its page, and stays in the version that stands. To correct it, write the next version:
${address}

You hear of a link once. If you want no such mail at all, say so under “You” in Concord.
`;
  return { to: to.mail, subject: `${which} of “${plain}” ${links.length === 1 ? 'is' : 'are'} broken`, text };
}
