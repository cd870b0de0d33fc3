const ofProducts = ['products', 'kinds', 'pairs'];

/** The folders whose lines are changed, each with those whose tests are to notice it. */
export const testFolders: Readonly<Record<string, readonly string[]>> = {
  delivery: ['delivery', 'intake', 'reconcile'],
  retention: ['retention', 'intake'],
  intake: ['intake', 'delivery'],
  rules: ['rules'],
  timeline: ['timeline'],
  products: ofProducts,
  'products/tickets': ['products/tickets', ...ofProducts],
  'products/plans': ['products/plans', ...ofProducts],
  'products/shop': ['products/shop', ...ofProducts],
};
