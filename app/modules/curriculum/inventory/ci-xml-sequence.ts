import { keptText } from '#app/platform/kept-text.ts';
import type { Attributes, Desk, Rule } from './ci-xml-element.ts';
import { asFound, attributeOf, container, limits, onOneLine, orNull, passedOver, textElement } from './ci-xml-element.ts';
import type { Target } from './ci-xml-reference.ts';
import { readReference } from './ci-xml-reference.ts';
import { valueReaders } from './ci-xml-value.ts';
import type { InventoryBlock, Message } from './inventory.ts';
import { emptyBlock } from './inventory.ts';
import { readDays } from './iso-duration.ts';

const requirements = { required: 'required', 'required in track': 'required-in-track', optional: 'elective' } as const;
const orders = { ordered: 'ordered', unordered: 'unordered', parallel: 'parallel' } as const;

/** What of a course a message about one of its elements is about. */
const fieldOf: Readonly<Record<string, string>> = {
  StartDate: 'startsOn',
  EndDate: 'endsOn',
  'Timing / Dates': 'startsOn',
  'Timing / Duration': 'durationDays',
  ClerkshipModel: 'clerkshipModel',
};

/** The rule for `Sequence`: hands over each block when it ends. `onLevelForm` hears which form of level a block used. */
export function sequenceRule(desk: Desk, onLevelForm: (form: 'v1' | 'v10', line: number) => void): Rule {
  let block = emptyBlock('', 0);
  let lines = { objectives: [] as number[], events: [] as number[], blocks: [] as number[] };
  let place: InventoryBlock['events'][number] | null = null;
  let childOrder: number | null = null;

  function say(element: string, message: Omit<Message, 'path'>, field = fieldOf[element]) {
    const sourceId = keptText(block.sourceId);
    const path = `SequenceBlock ${sourceId}${element && ` / ${element}`}`;
    desk.say({ line: desk.line(), path, ...message, ...(field && { about: { kind: 'block', sourceId, field } }) });
  }

  const { choice, boolean, count, date } = valueReaders(say);

  function open(attributes: Attributes, line: number) {
    block = emptyBlock(attributeOf(attributes, 'id') ?? '', line);
    lines = { objectives: [], events: [], blocks: [] };
    block.requirement = choice(attributeOf(attributes, 'required'), requirements, {
      name: 'required',
      words: ['Required', 'Required In Track', 'Optional'],
      line,
    });
    block.order = choice(attributeOf(attributes, 'order'), orders, {
      name: 'order',
      words: ['Ordered', 'Unordered', 'Parallel'],
      isOptional: true,
      line,
    });
    block.isTrack = boolean(attributeOf(attributes, 'track'), { name: 'track', isOptional: true, line });
    block.minimum = count(attributes, 'minimum', line);
    block.maximum = count(attributes, 'maximum', line);
    if (block.minimum !== null && block.maximum !== null && block.minimum > block.maximum) {
      const found = `A minimum of ${block.minimum} and a maximum of ${block.maximum}`;
      say('', { line, severity: 'warning', found, expected: 'A minimum that is not above the maximum', did: 'Both were left out.' });
      block.minimum = null;
      block.maximum = null;
    }
  }

  function checkDates(dates: { startsOn: string | null; endsOn: string | null }, element: string, line: number) {
    if (dates.startsOn === null || dates.endsOn === null || dates.startsOn <= dates.endsOn) return;
    const found = `An end on ${dates.endsOn}, before the start on ${dates.startsOn}`;
    say(element, { line, severity: 'error', found, expected: 'An end on or after the start', did: 'Both dates were left out.' });
    dates.startsOn = null;
    dates.endsOn = null;
  }

  function close() {
    if (block.sourceId === '') {
      say('', {
        line: block.line,
        severity: 'error',
        found: 'A block without an id',
        expected: 'Each block has an id',
        did: 'The block was left out.',
      });
      return;
    }
    if (block.title === '')
      say(
        '',
        {
          line: block.line,
          severity: 'warning',
          found: 'A block without a title',
          expected: 'Each block has a title',
          did: 'It was kept without one.',
        },
        'title',
      );
    checkDates(block, 'Timing / Dates', block.line);
    if (block.startLevel !== null && block.endLevel !== null && Number(block.startLevel) > Number(block.endLevel))
      say(
        '',
        {
          line: block.line,
          severity: 'warning',
          found: `A block from level ${block.startLevel} to level ${block.endLevel}`,
          expected: 'A start that is not above the end',
          did: 'Both levels were kept as written.',
        },
        'startLevel',
      );
    desk.emit(block, lines);
  }

  function reference(target: Target, keep: (id: string) => void): Rule {
    return textElement(limits.reference, (text) => keep(readReference(target, text) ?? text));
  }

  return container({
    Description: passedOver('ci'),
    SequenceBlock: container(
      {
        Title: textElement(limits.title, (text) => {
          block.title = onOneLine(text);
        }),
        Description: textElement(limits.text, (text) => {
          block.description = orNull(text);
        }),
        Timing: container({
          Duration: textElement(limits.name, (text) => {
            const { value, problem } = readDays(text);
            block.durationDays = value;
            if (problem !== null)
              say('Timing / Duration', {
                severity: 'warning',
                found: `The duration ${asFound(text)}: ${problem}`,
                expected: 'A number of days such as P30D',
                did: value === null ? 'The block’s duration is unknown.' : `It was read as ${value} days.`,
              });
          }),
          Dates: container({
            StartDate: textElement(limits.name, (text) => {
              block.startsOn = date(text, 'StartDate');
            }),
            EndDate: textElement(limits.name, (text) => {
              block.endsOn = date(text, 'EndDate');
            }),
          }),
        }),
        Level: reference('level', (id) => {
          onLevelForm('v1', desk.line());
          block.startLevel = id;
          block.endLevel = id;
        }),
        SequenceBlockLevels: container(
          {
            StartingAcademicLevel: reference('level', (id) => {
              block.startLevel = id;
            }),
            EndingAcademicLevel: reference('level', (id) => {
              block.endLevel = id;
            }),
          },
          { open: (_, line) => onLevelForm('v10', line) },
        ),
        ClerkshipModel: textElement(limits.name, (text) => {
          block.clerkshipModel = orNull(text);
          if (text !== 'integrated' && text !== 'rotation')
            say('ClerkshipModel', {
              severity: 'warning',
              found: asFound(text),
              expected: 'integrated or rotation',
              did: 'It was kept as written.',
            });
        }),
        CompetencyObjectReference: reference('objective', (id) => {
          block.objectiveIds.push(id);
          lines.objectives.push(desk.line());
        }),
        Precondition: textElement(limits.text, (text) => {
          block.precondition = orNull(text);
        }),
        Postcondition: textElement(limits.text, (text) => {
          block.postcondition = orNull(text);
        }),
        SequenceBlockEvent: container(
          {
            EventReference: reference('event', (id) => {
              if (!place) return;
              place.eventId = id;
              lines.events.push(desk.line());
            }),
            StartDate: textElement(limits.name, (text) => {
              if (place) place.startsOn = date(text, 'SequenceBlockEvent / StartDate');
            }),
            EndDate: textElement(limits.name, (text) => {
              if (place) place.endsOn = date(text, 'SequenceBlockEvent / EndDate');
            }),
          },
          {
            open: (attributes, line) => {
              const isRequired = boolean(attributeOf(attributes, 'required'), { name: 'required', element: 'SequenceBlockEvent', line });
              place = { eventId: '', isRequired, startsOn: null, endsOn: null };
            },
            close: () => {
              if (!place) return;
              checkDates(place, 'SequenceBlockEvent', desk.line());
              if (place.eventId !== '') block.events.push(place);
              else
                say('SequenceBlockEvent', {
                  severity: 'error',
                  found: 'A place for no event',
                  expected: 'A reference to an event',
                  did: 'The place was left out.',
                });
              place = null;
            },
          },
        ),
        SequenceBlockReference: textElement(
          limits.reference,
          (text) => {
            block.blocks.push({ blockId: readReference('block', text) ?? text, order: childOrder });
            lines.blocks.push(desk.line());
          },
          {
            open: (attributes, line) => {
              childOrder = count(attributes, 'order', line);
            },
          },
        ),
      },
      { isPart: true, open, close },
    ),
  });
}
