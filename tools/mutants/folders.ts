const ofProducts = ['products', 'kinds', 'pairs'];

/** Mutated folders, each with the folders of the tests that must detect its mutants. */
export const testFolders: Readonly<Record<string, readonly string[]>> = {
  delivery: ['delivery', 'intake', 'reconcile'],
  retention: ['retention', 'intake'],
  intake: ['intake', 'delivery'],
  rules: ['rules'],
  timeline: ['timeline'],
  products: ['handlers', ...ofProducts],
  'products/tickets': ['products/tickets', ...ofProducts],
  'products/plans': ['products/plans', ...ofProducts],
  'products/shop': ['products/shop', ...ofProducts],
};
