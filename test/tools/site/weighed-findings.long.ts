import { cleanUp } from '../../emulator/site-fixture.ts';
import { check, cleanSite, plant, shown, type Plant } from './clean-site.ts';

afterEach(cleanUp);

const EVENTS = 'src/backend/events.js';
const GREETINGS = 'src/backend/greetings.js';
const SEARCH = 'src/backend/search.web.js';
const JOBS = 'src/backend/jobs.config';
const MASTER_PAGE = 'src/pages/masterPage.js';
const BROKEN = "import { nothing } from 'backend/nowhere';\n";

it.each<[name: string, changes: Plant, findings: string[]]>([
  [
    'a job in the form of before functionName',
    { [JOBS]: ['"/greetings.js",\n      "functionName": "wave"', '"/greetings.wave"'] },
    [],
  ],
  [
    'a job in that form whose function is not there',
    { [JOBS]: ['"/greetings.js",\n      "functionName": "wave"', '"/greetings.waves"'] },
    [`${JOBS}:18 error job-function-missing`],
  ],
  [
    'a job in that form whose file is not there',
    { [JOBS]: ['"/greetings.js",\n      "functionName": "wave"', '"/greeting.wave"'] },
    [`${JOBS}:18 error job-file-missing`],
  ],
  [
    'a job whose place has no ending',
    { [JOBS]: ['"/greetings.js"', '"/greetings"'] },
    [`${JOBS}:18 warning job-file-missing`],
  ],
  [
    'a job whose place begins with the folder of the backend',
    { [JOBS]: ['"/greetings.js"', '"/backend/greetings.js"'] },
    [`${JOBS}:18 warning job-file-missing`],
  ],
  [
    'a package that a site of before Git Integration lists',
    {
      [GREETINGS]: [
        "import wixData from 'wix-data';",
        "import wixData from 'wix-data';\nimport mail from '@sendgrid/mail';",
      ],
      'src/corvid-package.json': '{ "dependencies": { "@sendgrid/mail": "6.2.1" } }',
    },
    [],
  ],
  [
    'handlers that events.js takes over from a file of the site',
    {
      [EVENTS]: `${cleanSite[EVENTS] ?? ''}\nexport * from 'backend/more.js';\n`,
      'src/backend/more.js': 'export function wixStores_onNewOrder() {}\n',
    },
    [`${EVENTS}:105 warning re-export`],
  ],
  [
    'a constant of data.js that is no hook',
    { 'src/backend/data.js': 'export const LIMIT = 3;\nexport const News_beforeInsert = 3;\n' },
    ['src/backend/data.js:1 warning not-a-function', 'src/backend/data.js:2 error not-a-function'],
  ],
  [
    'a function of a web module that no page imports',
    { [SEARCH]: `${cleanSite[SEARCH] ?? ''}export const helper = () => 1;\n` },
    [`${SEARCH}:4 warning not-a-web-method`],
  ],
  [
    'a function of a web module that a page imports',
    {
      [SEARCH]: `${cleanSite[SEARCH] ?? ''}export const helper = () => 1;\n`,
      [MASTER_PAGE]: ['{ countAll }', '{ countAll, helper }'],
    },
    [`${SEARCH}:4 error not-a-web-method`],
  ],
  [
    'a broken import of a file that nothing loads',
    { 'src/backend/scripts/export.js': BROKEN },
    ['src/backend/scripts/export.js:1 warning unresolved-import'],
  ],
  [
    'a broken import of a file that a job loads',
    { [GREETINGS]: `${BROKEN}${cleanSite[GREETINGS] ?? ''}` },
    [`${GREETINGS}:1 error unresolved-import`],
  ],
  [
    'a name that one of two files of the same name exports',
    {
      'src/backend/tools.js': 'export const one = () => 1;\n',
      'src/backend/tools.jsw': 'export const two = () => 2;\n',
      [EVENTS]: `import { one, two } from 'backend/tools';\n${cleanSite[EVENTS] ?? ''}`,
    },
    [],
  ],
])('is an error only where it is proven: %s', async (_, changes, findings) => {
  expect(shown(await check(plant(changes)))).toEqual(findings);
});
