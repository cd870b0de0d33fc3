/** Names that added code uses in a file; the file had none of them. */
export interface HandlerNames {
  readonly handle: string;
  readonly site: string;
  readonly callBoth: string;
  readonly startCall: string;
  readonly isTypeScript: boolean;
}

/** Returns a handler that passes its event to order events, and to `existing` if the site had a handler of that name. */
export function handlerText(handler: string, existing: string | undefined, names: HandlerNames): string {
  const { handle, site, callBoth, isTypeScript } = names;
  const call = `${handle}('${handler}', event, ${site})`;
  if (existing === undefined) {
    const parameter = isTypeScript ? 'event: unknown' : 'event';
    return `export function ${handler}(${parameter}) {\n  return ${call};\n}\n`;
  }
  const parameter = isTypeScript ? `event: Parameters<typeof ${existing}>[0]` : 'event';
  return [
    `export function ${handler}(${parameter}) {`,
    `  return ${callBoth}(`,
    `    () => ${call},`,
    `    () => ${existing}(event),`,
    '  );',
    '}\n',
  ].join('\n');
}

/** Returns the helper functions for handlers that call two functions. */
export function bothHelpers({ callBoth, startCall, isTypeScript }: HandlerNames): string {
  const call = isTypeScript ? ': () => unknown' : '';
  const result = isTypeScript ? ': Promise<unknown>' : '';
  return [
    '// Both are called, whatever becomes of the other; the handler fails when one of them did.',
    `async function ${callBoth}(orderEvents${call}, existing${call})${result} {`,
    `  const [ours, own] = await Promise.allSettled([${startCall}(orderEvents), ${startCall}(existing)]);`,
    "  if (ours.status === 'rejected') throw ours.reason;",
    "  if (own.status === 'rejected') throw own.reason;",
    '  return ours.value;',
    '}',
    '',
    `async function ${startCall}(call${call})${result} {`,
    '  return call();',
    '}\n',
  ].join('\n');
}
