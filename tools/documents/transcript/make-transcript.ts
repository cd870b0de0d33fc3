import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { bakery } from './bakery.ts';
import { EARLIER, makeEarlierVersion } from './earlier-version.ts';
import { createScribe, type Scribe } from './scribe.ts';

const SITE = '~/harbour-bakery';
const EVENTS = 'src/backend/events.js';
const RULES = 'src/backend/notification-rules.js';
const FIRE = `node bin/order-events.js event fire wixEcom_onOrderPaymentStatusUpdated --site ${SITE} --fresh`;
const COLUMNS = 100;

/** Runs the full story of a site in a temporary folder and returns its transcript in Markdown. `root` is the folder of this package. */
export async function makeTranscript(root: string): Promise<string> {
  const home = realpathSync(mkdtempSync(join(tmpdir(), 'order-events-transcript-')));
  const remove = (): void => rmSync(home, { recursive: true, force: true });
  process.once('exit', remove);
  try {
    const earlier = join(home, `wix-order-events-${EARLIER}`);
    makeEarlierVersion(root, earlier);
    const scribe = createScribe({ cwd: home, env: environmentIn(home), columns: COLUMNS }, (output) =>
      output
        .replaceAll(home, '~')
        .replaceAll(realpathSync(root), '~/wix-order-events')
        // The hosts that the Wix CLI tries depend on how far it gets with each.
        .replaceAll(/Refused: .*/g, 'Refused: …')
        .replaceAll(/[ \t]+$/gm, '')
        .replaceAll(/^\n+|\n+$/g, ''),
    );
    await tell(scribe, { site: join(home, 'harbour-bakery'), earlier, present: root });
    return scribe.text();
  } finally {
    process.off('exit', remove);
    remove();
  }
}

/** Environment with nothing of this machine except its PATH, so that the transcript is the same on every machine. */
function environmentIn(home: string): NodeJS.ProcessEnv {
  return {
    PATH: process.env['PATH'],
    HOME: home,
    TERM: 'xterm',
    LANG: 'C.UTF-8',
    GIT_PAGER: 'cat',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_AUTHOR_NAME: 'The owner',
    GIT_AUTHOR_EMAIL: 'owner@example.com',
    GIT_COMMITTER_NAME: 'The owner',
    GIT_COMMITTER_EMAIL: 'owner@example.com',
    npm_config_update_notifier: 'false',
    npm_config_progress: 'false',
  };
}

/** Folders used in the story. */
interface Places {
  readonly site: string;
  readonly earlier: string;
  readonly present: string;
}

async function tell(scribe: Scribe, { site, earlier, present }: Places): Promise<void> {
  const { say, enter, run } = scribe;
  say('# A site, from nothing to removed');
  say(
    'Made by `npm run transcript`, which runs each command below in a terminal; `npm run check` fails when one of them prints something else. ' +
      'The site is invented. Nothing needs an account or the network.',
  );

  say('## A site');
  say('A repository as Wix makes one for a site, with a handler that its owner wrote.');
  writeFiles(site);
  await run([
    `git -C ${SITE} init --quiet --initial-branch main`,
    `git -C ${SITE} add --all`,
    `git -C ${SITE} commit --quiet --message 'The site'`,
    `git -C ${SITE} ls-files`,
    `cat ${SITE}/${EVENTS}`,
  ]);

  say('## Add order events');
  say(
    'In a clone of this repository. So that there is something to upgrade from, it is of an earlier version. None is published yet: this one was made of the ' +
      'present one, with one handler less.',
  );
  enter(earlier, `~/wix-order-events-${EARLIER}`);
  await run([`node bin/order-events.js site add ${SITE} --products shop | tail -n 24`]);
  say('The handler that the site had is called `existing_…` now, and both are called.');
  await run([
    `sed -n '/function wixEcom_onOrderPaymentStatusUpdated/,/^}/p' ${SITE}/${EVENTS}`,
    `git -C ${SITE} add --all`,
    `git -C ${SITE} commit --quiet --message 'Add order events'`,
  ]);

  await editRules(scribe, join(site, RULES));

  say('## Rehearse the upload');
  say(
    'The real Wix CLI uploads the site to a stand-in on this machine, and what arrived handles every documented event.',
  );
  await run([`node bin/order-events.js site rehearse ${SITE}`]);

  say('## Upgrade');
  say('From a clone of the present version.');
  enter(present, '~/wix-order-events');
  await run([
    `node bin/order-events.js site upgrade ${SITE} | tail -n 12`,
    `git -C ${SITE} diff --stat`,
    `git -C ${SITE} commit --quiet --all --message 'Upgrade order events'`,
  ]);

  say('## Remove');
  await run([
    `node bin/order-events.js site remove ${SITE} | tail -n 12`,
    `git -C ${SITE} add --all`,
    `git -C ${SITE} commit --quiet --message 'Remove order events'`,
    `git -C ${SITE} status --short`,
    `git -C ${SITE} diff --stat HEAD~4`,
  ]);
  say('The last two print nothing: no file is left over, and every file of the site is byte for byte what it was.');
}

async function editRules({ say, run, edit }: Scribe, rules: string): Promise<void> {
  say('## Edit a rule');
  say('The rule gets the id of the email that the owner made in the dashboard, and the variables of that email.');
  edit(rules, 'emailId: { default: \'\' }, // The id of your email "ShopOrderPaid" goes here.', "emailId: 'Uk3fGaD',");
  edit(
    rules,
    "variables: (context) => ({ ...shopOrder(context), total: amount(context, 'total') }),",
    'variables: ({ order }) => ({ name: order.firstName, number: order.number }),',
  );
  await run([`git -C ${SITE} diff --unified=1`, `git -C ${SITE} commit --quiet --all --message 'Tell who paid'`]);

  say('## See it fire');
  say(
    'The event that Wix documents for a payment, handled by the files of the site on a local Wix: what changed, and the email.',
  );
  await run([FIRE]);

  say('## Misspell a field');
  say('With `order.fristName` in the place of `order.firstName` the email lacks the name.');
  edit(rules, 'order.firstName, number', 'order.fristName, number');
  await run([FIRE]);
  say('What `site check` finds, once it may run the rules:');
  await run([`node bin/order-events.js site check ${SITE} --run-rules`, `git -C ${SITE} checkout --quiet -- .`]);
}

function writeFiles(site: string): void {
  for (const [path, text] of Object.entries(bakery)) {
    mkdirSync(dirname(join(site, path)), { recursive: true });
    writeFileSync(join(site, path), text);
  }
}
