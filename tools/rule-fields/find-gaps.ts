import type { DescribedField } from './describe-fields.ts';

/** Returns the fields with an incomplete docstring: no meaning, or, for input of rules, no sentence on when they are absent. */
export function findGaps(described: ReadonlyMap<string, readonly DescribedField[]>): string[] {
  return [...described].flatMap(([name, fields]) => {
    if (name === 'states') return [];
    return fields.flatMap((field) => gapsIn(field, name, name === 'contexts'));
  });
}

function gapsIn(field: DescribedField, path: string, isGiven: boolean): string[] {
  const { name, type, meaning, absence, isOptional, fields, items } = field;
  const own = `${path}.${name}`;
  const isProduct = path === 'contexts';
  return [
    ...(meaning === '' && !isProduct ? [`${own} (${type}) has no docstring`] : []),
    ...(isGiven && isOptional && absence === '' ? [`${own}: say in its docstring when it is absent ("Absent …")`] : []),
    ...fields.flatMap((inner) => gapsIn(inner, own, isGiven)),
    ...items.flatMap((inner) => gapsIn(inner, `${own}[]`, isGiven)),
  ];
}
