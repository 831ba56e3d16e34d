/** Whom a mail about a lesson goes to. `school`: the short name of the school that they act for there. */
export type Told = { readonly mail: string; readonly name: string; readonly title: string; readonly school: string };

const oneLine = (text: string) => text.replaceAll(/\s+/g, ' ').trim();

/** Asks a lead of another school to read a lesson before everybody does. It says nothing of who wrote it: that stands on the page, where it is named. */
export function askMail({ mail, name, title }: Told, address: string) {
  return {
    to: mail,
    subject: `A lesson waits to be read: ${oneLine(title)}`,
    text: `Dear ${name},

Another school wrote down what it tried and what came of it: “${oneLine(title)}”. Before everybody reads it, somebody of another school does. It takes ten minutes, and the first of you who answers is enough: you, or somebody of your faculty.

Does it say what was done and seen, and no more than that? Whether it worked is not the question:

${address}

This is the only mail about it. If you want no such mail at all, say so under “You” in Concord.
`,
  };
}

/** Tells whoever wrote a lesson, and the leads of their school, what the reader of another school answered. */
export function answerMail({ mail, name, title }: Told, { stands, address }: { stands: boolean; address: string }) {
  const text = stands
    ? 'Another school has read it, and it can stand: everybody reads it from now on.'
    : 'Another school has read it and gives it back with words. Nobody outside reads it, and what stood before stands on. Their words stand on its page, for your two schools alone.';
  return {
    to: mail,
    subject: `${stands ? 'Your lesson is public' : 'Your lesson came back with words'}: ${oneLine(title)}`,
    text: `Dear ${name},

“${oneLine(title)}”: ${text}

${address}
`,
  };
}

/** Tells the same people that a figure which their lesson showed was withdrawn. */
export function figureMail({ mail, name, title }: Told, { figures, address }: { figures: readonly string[]; address: string }) {
  return {
    to: mail,
    subject: `A figure left your lesson: ${oneLine(title)}`,
    text: `Dear ${name},

Your school withdrew what “${oneLine(title)}” showed of its release:

${figures.map((figure) => `    ${figure}`).join('\n')}

The number has left the lesson, its files and the archive, and the lesson says so, with the day. If its words rest on it, write a revision:

${address}
`,
  };
}
