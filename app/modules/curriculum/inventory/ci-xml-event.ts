import { keptText } from '#app/platform/kept-text.ts';
import type { Desk, Rule } from './ci-xml-element.ts';
import { asFound, attributeOf, container, limits, onOneLine, orNull, readBoolean, textElement } from './ci-xml-element.ts';
import { methodRules } from './ci-xml-method.ts';
import { readReference } from './ci-xml-reference.ts';
import type { InventoryKeyword, Message } from './inventory.ts';
import { emptyEvent } from './inventory.ts';
import { readMinutes } from './iso-duration.ts';

/** What of an activity a message about one of its elements is about. */
const fieldOf: Readonly<Record<string, string>> = {
  Title: 'title',
  EventDuration: 'minutes',
  Keyword: 'keywords',
  Interprofessional: 'isInterprofessional',
  InstructionalMethod: 'methods',
  AssessmentMethod: 'methods',
  ResourceType: 'resources',
};

/** The rule for `Events`: hands over each event when it ends. */
export function eventsRule(desk: Desk): Rule {
  let event = emptyEvent('', 0);
  let hasTitle = false;
  let duration: string | null = null;
  let referenceLines: number[] = [];
  let keyword: InventoryKeyword = { term: '', source: null, sourceId: null };

  function say(element: string, message: Omit<Message, 'path'>, field = fieldOf[element]) {
    const sourceId = keptText(event.sourceId);
    const path = `Event ${sourceId}${element && ` / ${element}`}`;
    desk.say({ line: desk.line(), path, ...message, ...(field && { about: { kind: 'event', sourceId, field } }) });
  }

  function readDuration(text: string) {
    duration = text;
    const { value, problem } = readMinutes(text);
    event.minutes = value;
    if (problem === null && value !== 0) return;
    const did =
      value === null
        ? 'Its minutes are unknown and add nothing.'
        : value === 0
          ? 'It was kept with zero minutes.'
          : `It was read as ${value} minutes.`;
    say('EventDuration', {
      severity: 'warning',
      found: problem === null ? `A duration of zero, ${asFound(text)}` : `The duration ${asFound(text)}: ${problem}`,
      expected: 'A duration such as PT90M or PT1H30M',
      did,
    });
  }

  function close() {
    if (event.sourceId === '') {
      say('', {
        line: event.line,
        severity: 'error',
        found: 'An event without an id',
        expected: 'Each event has an id',
        did: 'The event was left out.',
      });
      return;
    }
    if (event.title === '')
      say(
        hasTitle ? 'Title' : '',
        {
          line: event.line,
          severity: 'warning',
          found: 'An event without a title',
          expected: 'Each event has a title',
          did: 'It was kept without one.',
        },
        'title',
      );
    if (duration === null)
      say(
        '',
        {
          line: event.line,
          severity: 'warning',
          found: 'An event without a duration',
          expected: 'An EventDuration such as PT90M',
          did: 'Its minutes are unknown and add nothing.',
        },
        'minutes',
      );
    const instruction = event.methods.filter(({ kind }) => kind === 'instruction');
    if (instruction.length > 1 && instruction.filter(({ isPrimary }) => isPrimary).length !== 1)
      say('InstructionalMethod', {
        line: event.line,
        severity: 'warning',
        found: 'Several instructional methods, of which not exactly one is primary',
        expected: 'One of several methods is the primary one; all hours go to it',
        did: 'They were kept as written.',
      });
    desk.emit(event, { objectives: referenceLines });
  }

  return container({
    Event: container(
      {
        Title: textElement(limits.title, (text) => {
          hasTitle = true;
          event.title = onOneLine(text);
        }),
        EventDuration: textElement(limits.name, readDuration),
        Description: textElement(limits.text, (text) => {
          event.description = orNull(text);
        }),
        Keyword: container(
          {
            string: textElement(
              limits.name,
              (text) => {
                if (keyword.term === '') keyword.term = onOneLine(text);
              },
              { families: ['hx', 'lom'] },
            ),
          },
          {
            open: (attributes) => {
              keyword = { term: '', source: attributeOf(attributes, 'source'), sourceId: attributeOf(attributes, 'id') };
            },
            close: () => {
              if (keyword.term !== '') event.keywords.push(keyword);
              else
                say('Keyword', {
                  severity: 'warning',
                  found: 'A keyword without text',
                  expected: 'A term in its string element',
                  did: 'It was left out.',
                });
            },
          },
        ),
        Interprofessional: textElement(limits.name, (text) => {
          const value = readBoolean(text);
          if (value === null)
            say('Interprofessional', {
              severity: 'warning',
              found: `Interprofessional: ${asFound(text)}`,
              expected: 'true or false',
              did: 'The event was kept as not interprofessional.',
            });
          event.isInterprofessional = value ?? false;
        }),
        CompetencyObjectReference: textElement(limits.reference, (text) => {
          event.objectiveIds.push(readReference('objective', text) ?? text);
          referenceLines.push(desk.line());
        }),
        ...methodRules({ event: () => event, duration: () => duration, say }),
      },
      {
        isPart: true,
        open: (attributes, line) => {
          event = emptyEvent(attributeOf(attributes, 'id') ?? '', line);
          hasTitle = false;
          duration = null;
          referenceLines = [];
        },
        close,
      },
    ),
  });
}
