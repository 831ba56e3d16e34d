import type { Desk, Rule } from './ci-xml-element.ts';
import { attributeOf, container, limits, onOneLine, orNull, passedOver, textElement } from './ci-xml-element.ts';
import type { Target } from './ci-xml-reference.ts';
import { readReference } from './ci-xml-reference.ts';
import type { InventoryIntegration } from './inventory.ts';

/** The rule for `Integration`: threads through events and blocks. */
export function integrationRule(desk: Desk): Rule {
  let thread: InventoryIntegration = emptyThread('', 0);
  const references = (target: Target, ids: 'objectiveIds' | 'eventIds' | 'blockIds') =>
    textElement(limits.reference, (text) => {
      thread[ids].push(readReference(target, text) ?? text);
    });
  return container({
    Description: passedOver('ci'),
    IntegrationBlock: container(
      {
        Title: textElement(limits.title, (text) => {
          thread.title = onOneLine(text);
        }),
        Description: textElement(limits.text, (text) => {
          thread.description = orNull(text);
        }),
        CompetencyObjectReference: references('objective', 'objectiveIds'),
        EventReference: references('event', 'eventIds'),
        SequenceBlockReference: references('block', 'blockIds'),
      },
      {
        isPart: true,
        open: (attributes, line) => {
          thread = emptyThread(attributeOf(attributes, 'id') ?? '', line);
        },
        close: () => {
          if (thread.sourceId !== '') desk.emit(thread);
          else
            desk.say({
              severity: 'error',
              line: thread.line,
              path: 'IntegrationBlock',
              found: 'A thread without an id',
              expected: 'Each integration block has an id',
              did: 'The thread was left out.',
            });
        },
      },
    ),
  });
}

function emptyThread(sourceId: string, line: number): InventoryIntegration {
  return { kind: 'integration', sourceId, title: '', description: null, objectiveIds: [], eventIds: [], blockIds: [], line };
}
