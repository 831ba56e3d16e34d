type Missing = { readonly title: string; readonly names: readonly string[]; readonly address: string };

/** The mail that tells a keeper that files of an item are no longer on the disk. */
export function missingMail(to: { name: string; mail: string }, { title, names, address }: Missing) {
  const plain = title.replaceAll(/\s+/g, ' ');
  const text = `Hello ${to.name},

${names.length === 1 ? 'A file' : 'Files'} of “${plain}” can no longer be had here:

${names.map((name) => `- ${name}`).join('\n')}

The machine lost ${names.length === 1 ? 'it' : 'them'}; whoever runs it has been told, and may bring ${names.length === 1 ? 'it' : 'them'} back. If you have ${names.length === 1 ? 'it' : 'them'}, write the next version and bring ${names.length === 1 ? 'it' : 'them'} again:
${address}

You hear of this once. If you want no such mail at all, say so under “You” in Concord.
`;
  return { to: to.mail, subject: `Files of “${plain}” are missing`, text };
}
