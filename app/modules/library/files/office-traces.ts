import { SaxesParser } from 'saxes';
import { lookBounds, type Trace } from './look.ts';

const local = (name: string) => name.slice(name.indexOf(':') + 1);
const isOff = (value: unknown) => /^(0|false|off)$/.test(String(value ?? ''));

function parser(): SaxesParser {
  const reader = new SaxesParser({ xmlns: false });
  reader.on('error', (error) => {
    throw error;
  });
  return reader;
}

/** Words as a finding says them: one line, not too long. */
export function shortly(words: string): string {
  const line = words.replace(/\s+/g, ' ').trim();
  return line.length <= lookBounds.traceLetters ? line : `${line.slice(0, lookBounds.traceLetters).trimEnd()}…`;
}

/** Reads names and values of a part of properties (`docProps/core.xml`, `docProps/app.xml`). */
export function createPropertiesReader() {
  const reader = parser();
  const said = new Map<string, string>();
  let open = '';
  reader.on('opentag', ({ name }) => {
    open = local(name);
  });
  reader.on('text', (text) => {
    if (text.trim() !== '' && said.size < 100) said.set(open, (said.get(open) ?? '') + text.slice(0, 500));
  });
  return {
    write: (text: string) => reader.write(text),
    end(): ReadonlyMap<string, string> {
      reader.close();
      return said;
    },
  };
}

/** The paragraphs of a Word part that changes, hidden text and comments stand in. `commented`: the paragraph of each comment, by its id. */
export type WordTraces = { readonly traces: readonly Trace[]; readonly commented: ReadonlyMap<string, number> };

/** Reads a part of a Word file for what was changed and not yet accepted, and for hidden text. `where` names the part where it is not the document itself. */
export function createWordTracesReader(where = '') {
  const reader = parser();
  const traces: Trace[] = [];
  const commented = new Map<string, number>();
  const changes: { verb: string; author: string; words: string }[] = [];
  let paragraph = 0;
  let isText = false;
  let isHidden = false;
  let hidden = '';
  const place = () => `${where}paragraph ${paragraph}`;
  const settle = () => {
    if (hidden.trim() !== '' && traces.length < lookBounds.traces) traces.push({ kind: 'hidden', place: place(), words: shortly(hidden) });
    hidden = '';
  };
  reader.on('opentag', ({ name, attributes }) => {
    const tag = local(name);
    if (tag === 'p') {
      settle();
      paragraph += 1;
    } else if (/^(ins|del|moveFrom|moveTo)$/.test(tag))
      changes.push({ verb: /^(ins|moveTo)$/.test(tag) ? 'added' : 'took out', author: String(attributes['w:author'] ?? ''), words: '' });
    else if (tag === 't' || tag === 'delText') isText = true;
    else if (tag === 'vanish') isHidden = !isOff(attributes['w:val']);
    else if (tag === 'commentReference') commented.set(String(attributes['w:id']), paragraph);
  });
  reader.on('text', (text) => {
    if (!isText) return;
    const change = changes.at(-1);
    if (change && change.words.length < 1000) change.words += text;
    if (isHidden && hidden.length < 1000) hidden += text;
  });
  reader.on('closetag', ({ name }) => {
    const tag = local(name);
    if (tag === 't' || tag === 'delText') isText = false;
    else if (tag === 'r') isHidden = false;
    else if (/^(ins|del|moveFrom|moveTo)$/.test(tag)) {
      const change = changes.pop();
      // Without words it is a change of form, or of the end of a paragraph.
      if (change && change.words.trim() !== '' && traces.length < lookBounds.traces)
        traces.push({ kind: 'change', place: place(), words: `${change.author || 'somebody'} ${change.verb} “${shortly(change.words)}”` });
    }
  });
  return {
    write: (text: string) => reader.write(text),
    end(): WordTraces {
      reader.close();
      settle();
      return { traces, commented };
    },
  };
}

/** A comment: who wrote it, by name or by an id of the authors' list, and its words. `id` as Word refers to it. */
export type OfficeComment = { readonly id: string; readonly author: string; readonly words: string };

/** Reads the comments of Word (`w:comment`) and of PowerPoint, old and new (`p:cm`, `p188:cm` with their replies). */
export function createCommentsReader() {
  const reader = parser();
  const found: OfficeComment[] = [];
  const open: { id: string; author: string; words: string }[] = [];
  let isText = false;
  reader.on('opentag', ({ name, attributes }) => {
    const tag = local(name);
    if (/^(comment|cm|reply)$/.test(tag))
      open.push({ id: String(attributes['w:id'] ?? ''), author: String(attributes['w:author'] ?? attributes.authorId ?? ''), words: '' });
    else if (tag === 't' || tag === 'text') isText = true;
  });
  reader.on('text', (text) => {
    const comment = open.at(-1);
    if (isText && comment && comment.words.length < 1000) comment.words += text;
  });
  reader.on('closetag', ({ name }) => {
    const tag = local(name);
    if (tag === 't' || tag === 'text') isText = false;
    else if (tag === 'p' && open.length > 0) open.at(-1)!.words += ' ';
    else if (/^(comment|cm|reply)$/.test(tag)) {
      const comment = open.pop();
      if (comment && found.length < lookBounds.traces) found.push({ ...comment, words: shortly(comment.words) });
    }
  });
  return {
    write: (text: string) => reader.write(text),
    end(): OfficeComment[] {
      reader.close();
      return found;
    },
  };
}

/** Reads the names of PowerPoint's commenters by their id (`p:cmAuthor`, `p188:author`). */
export function createCommentersReader() {
  const reader = parser();
  const names = new Map<string, string>();
  reader.on('opentag', ({ name, attributes }) => {
    if (/^(cmAuthor|author)$/.test(local(name)) && names.size < 500) names.set(String(attributes.id), String(attributes.name ?? ''));
  });
  return {
    write: (text: string) => reader.write(text),
    end(): ReadonlyMap<string, string> {
      reader.close();
      return names;
    },
  };
}

/** The order of a deck: the relation of each slide, as `presentation.xml` lists them. */
export function createSlideOrderReader() {
  const reader = parser();
  const relations: string[] = [];
  reader.on('opentag', ({ name, attributes }) => {
    if (local(name) === 'sldId' && relations.length < 5000) relations.push(String(attributes['r:id'] ?? ''));
  });
  return {
    write: (text: string) => reader.write(text),
    end(): string[] {
      reader.close();
      return relations;
    },
  };
}

/** Whether a slide is left out when the deck is shown (`show="0"`). */
export function createSlideStateReader() {
  const reader = parser();
  let isHidden = false;
  reader.on('opentag', ({ name, attributes }) => {
    if (local(name) === 'sld') isHidden = isOff(attributes.show);
  });
  return {
    write: (text: string) => reader.write(text),
    end(): boolean {
      reader.close();
      return isHidden;
    },
  };
}
