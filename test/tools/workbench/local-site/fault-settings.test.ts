import { parseFault } from '../../../../tools/workbench/local-site/fault-settings.ts';

describe('--fail', () => {
  it.each([
    ['WDE0014', { code: 'WDE0014' }],
    ['MAIL_DOWN@email', { code: 'MAIL_DOWN', call: { kind: 'email' } }],
    ['WDE0028@wix-data', { code: 'WDE0028', call: { module: 'wix-data' } }],
    ['WDE0028@wix-data.insert', { code: 'WDE0028', call: { module: 'wix-data', member: 'insert' } }],
    [
      'X@wix-data.v2.collections.createDataCollection',
      { code: 'X', call: { module: 'wix-data.v2', member: 'collections.createDataCollection' } },
    ],
    [
      'X@wix-crm-backend.triggeredEmails.emailContact',
      { code: 'X', call: { module: 'wix-crm-backend', member: 'triggeredEmails.emailContact' } },
    ],
  ])('reads %s', (text, fault) => {
    expect(parseFault(text)).toEqual(fault);
  });

  it('refuses a module that is not there, with the nearest', () => {
    expect(() => parseFault('X@wix-dta')).toThrow('there is no module wix-dta here');
    expect(() => parseFault('X@wix-dta')).toThrow(expect.objectContaining({ suggestion: 'wix-data', exitCode: 2 }));
  });

  it.each(['', '@email', 'A B'])('refuses %j', (text) => {
    expect(() => parseFault(text)).toThrow('write CODE, or CODE@MODULE.MEMBER');
  });
});
