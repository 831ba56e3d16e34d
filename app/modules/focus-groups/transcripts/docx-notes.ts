import { quoted } from '#app/platform/kept-text.ts';
import type { MessageList } from '#app/platform/message-list.ts';
import { attributeNamed, createXmlReader, type XmlReader } from '#app/platform/xlsx-xml.ts';

/** Parts of a Word document that stand beside its text, by the kind of their relation. */
export const docxNoteKinds = ['comments', 'footnotes', 'endnotes'] as const;

/** Reads comments, footnotes or endnotes, which are no part of what was said, and lists each in a message. */
export function createDocxNotesReader(messages: MessageList): XmlReader {
  let note: { what: string; author: string; text: string } | null = null;
  let isText = false;
  return createXmlReader({
    open(name, attributes) {
      if (/^(?:comment|footnote|endnote)$/.test(name) && !/separator|notice/i.test(attributeNamed(attributes, 'type') ?? ''))
        note = { what: name, author: attributeNamed(attributes, 'author') ?? '', text: '' };
      else if (name === 't') isText = true;
      else if (name === 'p' && note && note.text !== '') note.text += ' ';
    },
    close(name) {
      if (name === 't') isText = false;
      if (note === null || name !== note.what) return;
      const { what, author, text } = note;
      note = null;
      messages.add({
        severity: 'note',
        found: `${what === 'endnote' ? 'An' : 'A'} ${what}${author === '' ? '' : ` by ${author.slice(0, 80)}`}: ${quoted(text.trim())}`,
        expected: 'What was said, in the text itself',
        did: 'It was left out.',
      });
    },
    text(piece) {
      if (note && isText && note.text.length < 200) note.text += piece;
    },
  });
}
