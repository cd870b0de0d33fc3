import ts from 'typescript';

import { findUncalled } from '../remove/undo-events.ts';
import { BACKEND_DIR } from '../own-files.ts';
import type { SiteFiles } from './read-site.ts';
import { findingAt, type SiteFinding } from './site-finding.ts';

/** Finds handlers that the site had before `site add` and that nothing calls any more. */
export function checkExistingHandlers({ sources }: SiteFiles): SiteFinding[] {
  const file = `${BACKEND_DIR}/events.js`;
  const source = ts.createSourceFile(file, sources.get(file) ?? '', ts.ScriptTarget.Latest, true);
  return findUncalled(source).map(({ node, name }) => {
    const line = source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
    const handler = name.replace(/^existing_/, '');
    const fix = `call it from ${handler}, export it under that name, or delete it`;
    return findingAt({ file, line }, 'existing-handler-not-called', `Nothing calls "${name}"`, fix);
  });
}
