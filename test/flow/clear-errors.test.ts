import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { runCli, temporaryFolder } from './run-cli.ts';

const folder = temporaryFolder();
const file = join(folder, 'file');
writeFileSync(file, '');
const fire = ['event', 'fire', 'wixEcom_onOrderUpdated'];
const TICKETS = 'payloads/wixEvents_onOrderUpdated/documented.json';

describe('says in words, without a stack', () => {
  it.each([
    ['that a port is out of range', ['console', '--port', '70000'], 2, 'Write a whole number from 0 to 65535'],
    ['that the state is a file', [...fire, '--state', file], 1, `${file} is not a folder, and the state needs one.`],
    [
      'that a file stands in the way of the state',
      [...fire, '--state', join(file, 'x')],
      1,
      'a file is in the place of a folder (ENOTDIR)',
    ],
    ['that a replay is a folder', ['event', 'replay', folder, '--fresh'], 1, 'EISDIR'],
    ['that a payload is a folder', [...fire, '--fresh', '--payload', `${folder}/`], 2, 'The payload cannot be read'],
    [
      'that emails cannot be written',
      ['email', 'preview', '--out', join(file, 'y')],
      1,
      `${join(file, 'y')}: a file is in the place of a folder`,
    ],
    [
      'which handler a payload fits',
      [...fire, '--fresh', '--payload', TICKETS],
      1,
      'The payload fits wixEvents_onOrderUpdated: ',
    ],
  ])('%s', async (_, argv, code, words) => {
    const { exitCode, stderr } = await runCli(argv);

    expect({ exitCode, stderr }).toEqual({ exitCode: code, stderr: expect.stringContaining(words) });
    expect(stderr).not.toMatch(/^\s+at /m);
  });
});
