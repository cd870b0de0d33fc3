/** A line that the delivery guarantee depends on, and its replacement in a test. */
export interface Guard {
  readonly name: string;
  /** Path below `src/backend/order-events/`. */
  readonly file: string;
  /** The source text, which occurs exactly once in the file. */
  readonly lines: string;
  readonly without: string;
  /** The scenario that fails without the line. */
  readonly scenario: string;
}

/** All guards of the delivery protocol whose absence the explorer detects. */
export const guards: readonly Guard[] = [
  {
    name: 'a key that the channel may have forgotten is not reused before the channel was queried',
    file: 'delivery/send.ts',
    lines: 'if (mustAskFirst(notification, now())) {',
    without: 'if (now() < 0) {',
    scenario: 'sent through the channel of by-email, days apart',
  },
  {
    name: 'a receiver that recognizes repetitions is sent the notification again after every doubt',
    file: 'delivery/settle.ts',
    lines: ' && !channelOf(notification.channel).takesKey',
    without: '',
    scenario: 'sent through the channel of by-post',
  },
  {
    name: 'a reminder is sent by the job only',
    file: 'delivery/send.ts',
    lines: '  if (notification.delayedTo !== undefined) return notification;\n',
    without: '',
    scenario: 'a reminder that is canceled',
  },
  {
    name: 'a change that happened meanwhile cancels a reminder',
    file: 'delivery/call-off.ts',
    lines: "  if (projection.reportedKeys.some(isNew)) return 'unwanted';\n",
    without: '',
    scenario: 'a reminder that is canceled',
  },
  {
    name: 'only the handler that inserted a notification sends it',
    file: 'intake/write-intent.ts',
    lines: `    if (result === 'inserted') written.own.set(draft.key, notification);
    else`,
    without: `    written.own.set(draft.key, notification);
    if (result === 'exists')`,
    scenario: 'reported by both events',
  },
  {
    name: 'the intent is written before the projection advances',
    file: 'intake/write-intent.ts',
    lines: '    await insertDrafts({ ...event, order }',
    without: `    if (projection !== undefined) await deps.projections.save(projection, revision, startedAt);
    await insertDrafts({ ...event, order }`,
    scenario: 'reported by both events',
  },
  {
    name: 'a projection that another handler advanced is not overwritten, and the event is processed again',
    file: 'intake/write-intent.ts',
    lines: "      if (saved === 'saved') return",
    without: "      if (saved === 'saved' || saved === 'outdated') return",
    scenario: 'plan paused and resumed, renewed twice',
  },
  {
    name: 'a second insert has the same key: the key comes from the content, not from the delivery',
    file: 'rules/decide-notifications.ts',
    lines: 'const key = [product, keyPart(id), kind, keyPart(occurrence), lastKeyPart(rule, guest)]',
    without: 'const key = [product, keyPart(id), kind, keyPart(occurrence), change.evidence, lastKeyPart(rule, guest)]',
    scenario: 'reported by both events',
  },
  {
    name: 'the key contains the rule',
    file: 'rules/decide-notifications.ts',
    lines: 'const key = [product, keyPart(id), kind, keyPart(occurrence), lastKeyPart(rule, guest)]',
    without: 'const key = [product, keyPart(id), kind, keyPart(occurrence)]',
    scenario: 'two rules on one change',
  },
  {
    name: 'an attempt has one claimant',
    file: 'delivery/deliver-due.ts',
    lines: "if (claim.kind === 'claimed') return attempt;",
    without: 'return attempt;',
    scenario: 'reported by both events',
  },
  {
    name: 'a claim is respected during its lease',
    file: 'delivery/deliver-due.ts',
    lines: 'if (now() < claim.since + leaseMs) return undefined;',
    without: '',
    scenario: 'reported by both events',
  },
  {
    name: 'a claim with an expired lease is ignored',
    file: 'delivery/deliver-due.ts',
    lines: 'if (now() < claim.since + leaseMs) return undefined;',
    without: 'return undefined;',
    scenario: 'a rule that holds in doubt',
  },
  {
    name: 'a notification becomes due after the lease of its handler',
    file: 'delivery/notification.ts',
    lines: "attempts: ifUnknown === 'hold' ? 0 : 1, dueAt: now + leaseMs };",
    without: "attempts: ifUnknown === 'hold' ? 0 : 1, dueAt: now };",
    scenario: 'of which nothing was known',
  },
  {
    name: 'the row is read again after the attempt is claimed',
    file: 'delivery/deliver-due.ts',
    lines: 'const row = await deps.notifications.read(listed.key);',
    without: 'const row: Notification | undefined = listed;',
    scenario: 'reported by both events',
  },
  {
    name: 'a rule that holds claims its first attempt',
    file: 'delivery/send.ts',
    lines: "if (notification.ifUnknown === 'hold') {",
    without: 'if (deadline < 0) {',
    scenario: 'a rule that holds in doubt',
  },
  {
    name: 'an attempt that was started and never settled holds the notification',
    file: 'delivery/deliver-due.ts',
    lines: 'if (startedBefore && leavesToOwner(notification)) return',
    without: 'if (attempt < 0) return',
    scenario: 'a rule that holds in doubt',
  },
  {
    name: 'a change that is too old when detected is not sent',
    file: 'delivery/notification.ts',
    lines: 'if (now > expiresAt) return {',
    without: 'if (now < 0) return {',
    scenario: 'installed on a shop with old orders',
  },
  {
    name: 'a reported change is not reported again',
    file: 'timeline/occurrences.ts',
    lines: 'if (!canRepeat) return known.has(first) ? undefined : occurrence;',
    without: '',
    scenario: 'of which nothing was known',
  },
  {
    name: 'a late event reports only the changes that its neighbours did not show',
    file: 'timeline/timeline.ts',
    lines: 'return withoutFindings(findAll(from, extended, position), findAll(from, timeline, undefined));',
    without: 'return findAll(from, extended, position);',
    scenario: 'fulfilment toggled',
  },
  {
    name: 'the status and due time are taken from the row, not from a listing',
    file: 'delivery/deliver-due.ts',
    lines: 'return isDue(notification, now) ? notification : undefined;',
    without: 'return isDue(notification, now) ? notification : notification;',
    scenario: 'reported by both events',
  },
  {
    name: 'a change that may be too old is not sent',
    file: 'delivery/notification.ts',
    lines: 'if (isAgeUnknown(draft, now)) return {',
    without: 'if (now < 0) return {',
    scenario: 'canceled while the site was off for years',
  },
  {
    name: 'an order that was read does not undo an event of the last minutes',
    file: 'timeline/judge-read-order.ts',
    lines: "return !event.isAnonymization && isOvertaken(withoutFuture(known, event), event) ? 'overtaken' : 'moved';",
    without: "return 'moved';",
    scenario: 'canceled today, read before and after its event',
  },
  {
    name: 'an insert that took effect and answered with an error is recognized by its token',
    file: 'wix/whose-insert.ts',
    lines: "if (writer === 'own') return 'inserted';",
    without: '',
    scenario: 'a rule that holds in doubt',
  },
  {
    name: 'a failed email call is in doubt unless its error is known to be a refusal',
    file: 'wix/read-email-error.ts',
    lines: "kind: refusals.has(code) ? 'refused' : 'may-be-sent'",
    without: "kind: refusals.has('404') ? 'refused' : 'may-be-sent'",
    scenario: 'a rule that holds in doubt',
  },
  {
    name: 'a refused email is not in doubt',
    file: 'delivery/send.ts',
    lines: "return result.kind === 'refused' ? settleFailedAttempt(",
    without: "return result.kind === 'refused' && attempt < 0 ? settleFailedAttempt(",
    scenario: 'a rule that holds in doubt',
  },
  {
    name: 'a rule that holds leaves its first doubt to the owner',
    file: 'delivery/settle.ts',
    lines: "return notification.ifUnknown === 'hold' || isRepeatedEnough;",
    without: 'return isRepeatedEnough;',
    scenario: 'a rule that holds in doubt',
  },
  {
    name: 'a second doubt is left to the owner, regardless of the rule',
    file: 'delivery/settle.ts',
    lines: "return notification.ifUnknown === 'hold' || isRepeatedEnough;",
    without: "return notification.ifUnknown === 'hold';",
    scenario: 'reported by both events',
  },
  {
    name: 'a doubt is remembered',
    file: 'delivery/settle.ts',
    lines: 'doubts: doubtsOf(notification) + 1 };',
    without: 'doubts: 1 };',
    scenario: 'reported by both events',
  },
  {
    name: 'an event that could not be handled is stored, and handled again',
    file: 'intake/replay-unhandled.ts',
    lines:
      'if (!(await handleAgain({ handler, raw: parseJson(text), receivedAt: firstAt }, site, deps))) return false;',
    without: 'if (firstAt > 0) return false;',
    scenario: 'ticket order canceled',
  },
  {
    name: 'a lease is longer than the difference between two clocks',
    file: 'ports/attempt-claims.ts',
    lines: 'export const LEASE_MS = 30 * 60_000;',
    without: 'export const LEASE_MS = 10 * 60_000;',
    scenario: 'reported by both events',
  },
  {
    name: 'erased data is not sent: its sender checks just before',
    file: 'delivery/send.ts',
    lines: 'if (await isErased(notification, deps)) return settleErased(notification, now());',
    without: '',
    scenario: 'contact erased, with a notification to the owner',
  },
  {
    name: 'erased data is not written back: its sender checks again after saving the result',
    file: 'delivery/send.ts',
    lines: 'return await eraseIfAsked(settled, deps);',
    without: 'return settled;',
    scenario: 'shop order anonymized',
  },
  {
    name: 'a held notification is checked as well',
    file: 'delivery/send.ts',
    lines: "if (notification.status !== 'pending') return await eraseIfAsked(notification, deps);",
    without: "if (notification.status !== 'pending') return notification;",
    scenario: 'contact erased, whose address has no contact',
  },
  {
    name: 'the erasure of an order is recorded first',
    file: 'intake/handle-event.ts',
    lines: "await askForErasure([{ kind: 'order', product, orderId: id }], startedAt, deps);",
    without: '',
    scenario: 'shop order anonymized',
  },
  {
    name: 'the erasure of a person is recorded first',
    file: 'retention/erase.ts',
    lines: '  await noteMarks(marks, run);',
    without: '  run.open.push(...marks);',
    scenario: 'contact erased, whose address has no contact',
  },
  {
    name: 'an erasure is swept after the lease',
    file: 'intake/deliver-waiting.ts',
    lines: 'await sweepErasures(deadline, deps)',
    without: 'await Promise.resolve(0)',
    scenario: 'contact erased, whose address has no contact',
  },
  {
    name: 'an erasure is swept twice, because a listing may lag',
    file: 'retention/sweep-erasures.ts',
    lines: 'return sweptAt === undefined ?',
    without: 'return sweptAt === now ?',
    scenario: 'contact erased, whose address has no contact',
  },
  {
    name: 'an order whose own event was lost half-way counts as anonymized',
    file: 'retention/erase.ts',
    lines: 'await anonymize(product, orderId, deps);',
    without: '',
    scenario: 'shop order anonymized',
  },
  {
    name: 'an event of an anonymized order is not stored',
    file: 'intake/keep-unhandled.ts',
    lines: 'if (found.length > 0) await unhandled.remove([event.id]);',
    without: '',
    scenario: 'with an event that is not understood',
  },
  {
    name: 'an event older than the removed history is not treated as a first state',
    file: 'intake/write-intent.ts',
    lines: "if (await isBeforeRemoval(event, known, startedAt, deps)) return intentOf('stale', written);",
    without: '',
    scenario: 'whose payment is delivered again',
  },
];
