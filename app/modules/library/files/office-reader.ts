import { SaxesParser } from 'saxes';
import { lookBounds } from './look.ts';

/** What a part of an office document says: its words, how many pictures stand in it, and how many of them have no words in their stead. */
export type OfficePart = { readonly words: string; readonly pictures: number; readonly without: number };

const local = (name: string) => name.slice(name.indexOf(':') + 1);

/**
 * Reads a part of a Word or PowerPoint file as its XML comes: words of `w:t` and `a:t`, a line for each paragraph, and pictures with their text alternative (`descr`
 * of `wp:docPr` or `p:cNvPr`; marked as decoration counts as said). Nothing that it names is opened, no entity but XML's own is known.
 */
export function createOfficeReader() {
  const parser = new SaxesParser({ xmlns: false });
  const words: string[] = [];
  let letters = 0;
  let isText = false;
  let pictures = 0;
  let without = 0;
  // The properties that were met last: a picture follows its own in Word, and stands around them in PowerPoint.
  let isPicture = false;
  let asked: { isDrawn: boolean; isSaid: boolean } | null = null;

  function settle() {
    if (asked?.isDrawn) {
      pictures += 1;
      if (!asked.isSaid) without += 1;
    }
    asked = null;
  }
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const tag = local(name);
    if (tag === 't') isText = true;
    else if (name === 'p:pic') isPicture = true;
    else if (tag === 'docPr' || (tag === 'cNvPr' && isPicture)) {
      if (tag === 'docPr' || asked === null) {
        settle();
        asked = { isDrawn: isPicture, isSaid: String(attributes.descr ?? '').trim() !== '' };
      }
    } else if (name === 'pic:pic' && asked) asked.isDrawn = true;
    else if (tag === 'decorative' && asked && /^(1|true)$/.test(String(attributes.val))) asked.isSaid = true;
  });
  parser.on('text', (text) => {
    if (!isText || letters > lookBounds.letters) return;
    letters += text.length;
    words.push(text);
  });
  parser.on('closetag', ({ name }) => {
    const tag = local(name);
    if (tag === 't') isText = false;
    else if (tag === 'p') words.push('\n');
    else if (name === 'p:pic') {
      settle();
      isPicture = false;
    } else if (tag === 'drawing') settle();
  });
  return {
    write: (text: string) => parser.write(text),
    end(): OfficePart {
      parser.close();
      settle();
      return {
        words: words
          .join('')
          .replace(/\n{2,}/g, '\n')
          .trim(),
        pictures,
        without,
      };
    },
  };
}

/** Where something in a part leads: by its id, to another part as it is written, or outside of the file. */
export type OfficeRelation = { readonly id: string; readonly kind: string; readonly target: string; readonly isOutside: boolean };

/** Everything that a relations part (`_rels/*.rels`) says its part leads to. */
export function createRelationsReader() {
  const parser = new SaxesParser({ xmlns: false });
  const relations: OfficeRelation[] = [];
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (local(name) !== 'Relationship' || relations.length >= 2000) return;
    const kind = String(attributes.Type ?? '')
      .split('/')
      .at(-1)!;
    const isOutside = attributes.TargetMode === 'External';
    relations.push({ id: String(attributes.Id ?? ''), kind, target: String(attributes.Target ?? ''), isOutside });
  });
  return {
    write: (text: string) => parser.write(text),
    end(): OfficeRelation[] {
      parser.close();
      return relations;
    },
  };
}
