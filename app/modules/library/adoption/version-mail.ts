type NewVersion = {
  readonly title: string;
  readonly number: number;
  readonly used: number;
  readonly course: string;
  readonly whatChanged: string | null;
  readonly address: string;
};

/** The mail that tells whoever uses an item of its new version, with what changed and the place where they decide. */
export function versionMail(to: { name: string; mail: string }, { title, number, used, course, whatChanged, address }: NewVersion) {
  const plain = title.replaceAll(/\s+/g, ' ');
  const text = `Hello ${to.name},

“${plain}” has a new version, ${number}. Your school uses version ${used} in “${course}”.

What changed:
${whatChanged ?? 'Its authors have not said.'}

Take it, stay with yours, or decide later; nothing changes until you do:
${address}

If you want no such mail at all, say so under “You” in Concord.
`;
  return { to: to.mail, subject: `Version ${number}: ${plain}`, text };
}
