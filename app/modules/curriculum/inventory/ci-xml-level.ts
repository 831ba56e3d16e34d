import type { Desk, Rule } from './ci-xml-element.ts';
import { attributeOf, container, limits, onOneLine, orNull, passedOver, textElement } from './ci-xml-element.ts';
import type { InventoryLevel } from './inventory.ts';

/** The rule for `AcademicLevels`. */
export function levelsRule(desk: Desk): Rule {
  let level: InventoryLevel = { kind: 'level', number: '', label: '', description: null, line: 0 };
  return container({
    LevelsInProgram: passedOver('ci'),
    Level: container(
      {
        Label: textElement(limits.title, (text) => {
          level.label = onOneLine(text);
        }),
        Description: textElement(limits.text, (text) => {
          level.description = orNull(text);
        }),
      },
      {
        isPart: true,
        open: (attributes, line) => {
          level = { kind: 'level', number: attributeOf(attributes, 'number') ?? '', label: '', description: null, line };
        },
        close: () => {
          if (level.number !== '') desk.emit(level);
          else
            desk.say({
              severity: 'error',
              line: level.line,
              path: 'AcademicLevels / Level',
              found: 'A level without a number',
              expected: 'Each level has a number, by which blocks refer to it',
              did: 'The level was left out.',
            });
        },
      },
    ),
  });
}
