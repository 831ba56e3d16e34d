import { keptText } from '#app/platform/kept-text.ts';
import type { Desk, Rule } from './ci-xml-element.ts';
import { attributeOf, container, limits, passedOver, textElement } from './ci-xml-element.ts';
import type { InventoryObjective, InventoryRelation } from './inventory.ts';

const skosNamespace = 'http://www.w3.org/2004/02/skos/core#';

/** The rule for `Expectations`: hands over objectives and the relations of the competency framework. */
export function expectationsRule(desk: Desk): Rule {
  let objective: InventoryObjective = { kind: 'objective', sourceId: '', text: '', category: null, line: 0 };
  let relation: InventoryRelation = { kind: 'relation', from: '', relationship: '', to: '', line: 0 };

  function closeObjective() {
    if (objective.sourceId === '') {
      desk.say({
        severity: 'error',
        line: objective.line,
        path: 'CompetencyObject',
        found: 'An objective without an identifier',
        expected: 'An entry in its identifier, by which others refer to it',
        did: 'The objective was left out.',
      });
      return;
    }
    if (objective.text === '')
      desk.say({
        severity: 'warning',
        line: objective.line,
        path: `CompetencyObject ${keptText(objective.sourceId)}`,
        found: 'An objective without text',
        expected: 'A title that says what a student can do',
        did: 'It was kept without text.',
      });
    desk.emit(objective);
  }

  function closeRelation() {
    if (relation.from !== '' && relation.to !== '' && relation.relationship !== '') {
      desk.emit(relation);
      return;
    }
    desk.say({
      severity: 'warning',
      line: relation.line,
      path: 'CompetencyFramework / Relation',
      found: 'A relation that lacks one of its ends or its kind',
      expected: 'Reference1, Relationship and Reference2',
      did: 'The relation was left out.',
    });
  }

  const side = (end: 'from' | 'to') =>
    container(
      {
        Catalog: passedOver('cf'),
        Entry: textElement(
          limits.reference,
          (text) => {
            relation[end] = text;
          },
          { families: ['cf'] },
        ),
      },
      { families: ['cf'] },
    );
  const passedOverInLom = Object.fromEntries(
    ['lifeCycle', 'metaMetadata', 'technical', 'educational', 'rights', 'relation', 'annotation', 'classification'].map((name) => [
      name,
      passedOver('lom'),
    ]),
  );
  const passedOverInGeneral = Object.fromEntries(
    ['language', 'description', 'keyword', 'coverage', 'structure', 'aggregationLevel'].map((name) => [name, passedOver('lom')]),
  );

  return container({
    CompetencyObject: container(
      {
        lom: container(
          {
            ...passedOverInLom,
            general: container(
              {
                ...passedOverInGeneral,
                identifier: container(
                  {
                    catalog: passedOver('lom'),
                    entry: textElement(
                      limits.reference,
                      (text) => {
                        if (objective.sourceId === '') objective.sourceId = text;
                      },
                      { families: ['lom'] },
                    ),
                  },
                  { families: ['lom'] },
                ),
                title: container(
                  {
                    string: textElement(
                      limits.text,
                      (text) => {
                        if (objective.text === '') objective.text = text;
                      },
                      { families: ['lom'] },
                    ),
                  },
                  { families: ['lom'] },
                ),
              },
              { families: ['lom'] },
            ),
          },
          { families: ['lom'] },
        ),
        Category: container(
          {},
          {
            families: ['co'],
            open: (attributes) => {
              objective.category ??= attributeOf(attributes, 'term');
            },
          },
        ),
      },
      {
        isPart: true,
        open: (_, line) => {
          objective = { kind: 'objective', sourceId: '', text: '', category: null, line };
        },
        close: closeObjective,
      },
    ),
    CompetencyFramework: container({
      lom: passedOver('lom'),
      Includes: passedOver('cf'),
      Relation: container(
        {
          Reference1: side('from'),
          Relationship: textElement(
            limits.name,
            (text) => {
              relation.relationship = text.startsWith(skosNamespace) ? text.slice(skosNamespace.length) : text;
            },
            { families: ['cf'] },
          ),
          Reference2: side('to'),
        },
        {
          families: ['cf'],
          isPart: true,
          open: (_, line) => {
            relation = { kind: 'relation', from: '', relationship: '', to: '', line };
          },
          close: closeRelation,
        },
      ),
    }),
  });
}
