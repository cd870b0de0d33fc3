import { findRuleFaults } from '../../../../tools/site/build/find-rule-faults.ts';
import { findTypeErrors } from '../../../../tools/site/build/find-type-errors.ts';
import { cleanUp, makeSite } from '../../../emulator/site-fixture.ts';
import { plant, root } from '../clean-site.ts';

afterEach(cleanUp);

const CONFIG = '{ "compilerOptions": { "strict": true, "noEmit": true, "types": [] }, "include": ["src"] }';
const RULES = 'src/backend/notification-rules.js';

it('names the file, the line and the column of a type error', () => {
  const dir = makeSite({
    'tsconfig.src.json': CONFIG,
    'src/backend/notification-rules.ts': `interface Order {\n  readonly firstName: string;\n}\n
export function greet(order: Order): string {\n  return order.fristName;\n}\n`,
  });

  expect(findTypeErrors(dir)).toEqual([
    "src/backend/notification-rules.ts:6:16  TS2551 Property 'fristName' does not exist on type 'Order'. Did you mean 'firstName'?",
  ]);
});

it('names a syntax error', () => {
  const dir = makeSite({ 'tsconfig.src.json': CONFIG, 'src/backend/events.ts': 'export const a = ;\n' });

  expect(findTypeErrors(dir)).toEqual(['src/backend/events.ts:1:18  TS1109 Expression expected.']);
});

it('has nothing against sound sources, nor against a folder that is not compiled', () => {
  const sound = makeSite({ 'tsconfig.src.json': CONFIG, 'src/backend/events.ts': 'export const a = 1;\n' });

  expect(findTypeErrors(sound)).toEqual([]);
  expect(findTypeErrors(makeSite({ 'src/backend/events.ts': 'export const a = ;\n' }))).toEqual([]);
});

it('tries the rules as they are going to be built, and not as they stand there', async () => {
  const dir = makeSite(plant({}));
  const broken = (plant({})[RULES] ?? '').replace("'order-paid'", "'order-pid'");

  const found = await findRuleFaults(dir, new Map([[RULES, broken]]), root);

  expect(await findRuleFaults(dir, new Map(), root)).toEqual([]);
  expect(found.map(({ file, line, code }) => `${file}:${line} ${code}`)).toEqual([`${RULES}:5 rule-change-unknown`]);
});
