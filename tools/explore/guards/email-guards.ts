import type { Guard } from './guard.ts';

/** Guards of the calls before an email: the insert of its key, and the look for an erasure. */
export const emailGuards: readonly Guard[] = [
  {
    name: 'a notification is inserted under its key before it is sent, and not written within the state of its order',
    file: 'intake/write-intent.ts',
    lines: `      await insertDrafts({ ...event, order }, changes, { site, startedAt, deps, written, digest, isErased, known });
      if (projection === undefined) return intentOf(verdict, written);
      const saved = await deps.projections.save(projection, revision, startedAt);
`,
    without: `      const drafts = [];
      const insert = (draft) => {
        drafts.push(draft);
        return Promise.resolve('inserted');
      };
      const inside = { ...deps, notifications: { ...deps.notifications, insert } };
      const unsent = { ...written, takeOwn: () => undefined };
      await insertDrafts({ ...event, order }, changes, {
        site, startedAt, deps: inside, written: unsent, digest, isErased, known,
      });
      if (projection === undefined) return intentOf(verdict, written);
      const saved = await deps.projections.save({ ...projection, drafts }, revision, startedAt);
      if (saved === 'saved') takeOwn(drafts);
`,
    scenario: 'whose state can no longer be read',
    variant: 'two handlers at once',
  },
  {
    name: 'an erasure is looked for right before the email, with no other call in between',
    file: 'delivery/send.ts',
    lines: 'return erased ?? (await callChannel(attempt, deps));',
    without: `await deps.notifications.read(attempt.notification.key);
    return erased ?? (await callChannel(attempt, deps));`,
    scenario: 'shop order anonymized, and a rule that holds',
    variant: 'two handlers at once',
  },
];
