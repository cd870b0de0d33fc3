import { namedCollections } from '../../../../tools/workbench/local-site/named-collections.ts';

it.each([
  ["wixData.query('Sales').eq('a', 1).find();", ['Sales']],
  ["const data = wixData;\ndata.insert('A', {});\nawait wixData.get('B', id);\ndata.insert('A', {});", ['A', 'B']],
  ["fetch('Sales'); list.get(1); wixData.query(NAME);", []],
  ['not JavaScript (', []],
])('of %j are %j', (text, names) => {
  expect(namedCollections(text)).toEqual(names);
});
