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

Take it, stay with yours, leave it, or decide later; nothing changes until you do:
${address}

If you want no such mail at all, say so under “You” in Concord.
`;
  return { to: to.mail, subject: `Version ${number}: ${plain}`, text };
}

type Withdrawal = {
  readonly title: string;
  readonly used: number;
  readonly course: string;
  readonly reason: string;
  readonly address: string;
};

/** The mail that tells whoever uses an item that it is withdrawn, with its keepers' words. */
export function withdrawalMail(to: { name: string; mail: string }, { title, used, course, reason, address }: Withdrawal) {
  const plain = title.replaceAll(/\s+/g, ' ');
  const text = `Hello ${to.name},

“${plain}” is withdrawn. Your school uses version ${used} in “${course}”.

Why, in its keepers’ words:
${reason}

Its files can no longer be taken from the library. What you noted of your use stays. Go on with what you have, leave it, or decide later:
${address}

If you want no such mail at all, say so under “You” in Concord.
`;
  return { to: to.mail, subject: `Withdrawn: ${plain}`, text };
}
