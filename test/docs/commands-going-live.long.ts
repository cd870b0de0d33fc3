import { followDocument } from './follow-document.ts';

const reader = followDocument('docs/going-live.md');

it('has brought order events into the repository that Wix made, by way A', async () => {
  const { output } = await reader.look('git -C ../my-site.git show --stat=200 main');

  expect(output).toContain('Add order events');
  expect(output).toContain(' src/backend/events.js ');
  expect(output).not.toContain(' wix.config.json ');
});
