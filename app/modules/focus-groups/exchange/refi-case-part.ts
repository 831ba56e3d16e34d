import { type QdaCase, type QdaSet, type QdaUser, type QdaValue, type QdaVariable, variableKinds } from './qda-project.ts';
import { idOf } from './refi-id.ts';
import { attribute, childrenNamed, type Desk, nameOf, targets, textIn } from './refi-node.ts';
import type { RefiNode } from './refi-walker.ts';

/** A user; one without a name goes by the initials, or as one without a name. */
export function userOf(node: RefiNode, { ids }: Desk): QdaUser {
  const initials = attribute(node, 'id')?.trim() ?? null;
  return { id: ids.own('user', node), name: nameOf(node, initials ?? '(a user without a name)'), initials };
}

/** A variable; one of an unknown kind is text. */
export function variableOf(node: RefiNode, { ids }: Desk): QdaVariable {
  const kind = variableKinds.find((each) => each === node.attributes.typeOfVariable?.trim()) ?? 'Text';
  return {
    id: ids.own('variable', node),
    name: nameOf(node, '(a variable without a name)'),
    description: textIn(node, 'Description'),
    kind,
  };
}

/** The values of variables that stand in a case or a source. */
export function valuesIn(node: RefiNode): QdaValue[] {
  return childrenNamed(node, 'VariableValue').flatMap((value) => {
    const variableId = idOf(childrenNamed(value, 'VariableRef')[0]?.attributes.targetGUID);
    const written = value.children.find(({ name }) => name.endsWith('Value'))?.text.trim();
    return variableId === null ? [] : [{ variableId, value: written || null }];
  });
}

/** A case; Quirkos and MAXQDA give some of them no name. */
export function caseOf(node: RefiNode, { ids }: Desk): QdaCase {
  return {
    id: ids.own('case', node),
    name: nameOf(node, '') || null,
    description: textIn(node, 'Description'),
    codeIds: targets(node, 'CodeRef'),
    values: valuesIn(node),
    sourceIds: targets(node, 'SourceRef'),
    selectionIds: targets(node, 'SelectionRef'),
  };
}

/** A set; in a codebook its members are named by `guid`. */
export function setOf(node: RefiNode, { ids }: Desk): QdaSet {
  const members = (name: string) => [
    ...new Set(childrenNamed(node, name).map(({ attributes }) => idOf(attributes.targetGUID ?? attributes.guid))),
  ];
  const ofKind = (name: string) => members(name).filter((id) => id !== null);
  return {
    id: ids.own('set', node),
    name: nameOf(node, '(a set without a name)'),
    description: textIn(node, 'Description'),
    codeIds: ofKind('MemberCode'),
    sourceIds: ofKind('MemberSource'),
    memoIds: ofKind('MemberNote'),
  };
}
