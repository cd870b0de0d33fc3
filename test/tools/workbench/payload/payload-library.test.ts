import { listPayloads } from '../../../../tools/workbench/payload/payload-library.ts';
import { root } from '../../../flow/run-cli.ts';

function namesOf(handlers: readonly string[]): string[] {
  return listPayloads(root, handlers).map(({ handler, name }) => `${handler} ${name}`);
}

describe('the payload library', () => {
  it('lists the payloads of each handler, its main one first', () => {
    expect(namesOf(['wixEcom_onOrderUpdated', 'wixEvents_onOrderUpdated'])).toEqual([
      'wixEcom_onOrderUpdated documented',
      'wixEcom_onOrderUpdated example',
      'wixEvents_onOrderUpdated documented',
      'wixEvents_onOrderUpdated documented.rest',
      'wixEvents_onOrderUpdated example',
    ]);
  });

  it('has none of a handler without a folder, and all of the others', () => {
    expect(namesOf(['wixEcom_onOrderHandedOver', 'wixEcom_onOrderUpdated'])).toEqual([
      'wixEcom_onOrderUpdated documented',
      'wixEcom_onOrderUpdated example',
    ]);
  });
});
