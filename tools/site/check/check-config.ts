import { findNodeAtLocation } from 'jsonc-parser';

import { lineAt, readJsonText } from '../json-text.ts';
import type { SiteFiles } from './read-site.ts';
import { findingAt, type SiteFinding } from './site-finding.ts';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const placeholderSiteId = /^[0-]+$/;
const TAKE_WIXS = 'take the wix.config.json that Git Integration wrote into the repository of your site';

/** Checks wix.config.json and package.json; `isPublishing` adds the checks that only publishing needs. */
export function checkConfig(site: SiteFiles, isPublishing: boolean): SiteFinding[] {
  // A file that could not be read has its own finding.
  const isRead = !site.problems.some(({ path }) => path === 'wix.config.json');
  return [...(isRead ? checkWixConfig(site.wixConfig, isPublishing) : []), ...checkPackageJson(site, isPublishing)];
}

function checkWixConfig(text: string | undefined, isPublishing: boolean): SiteFinding[] {
  const file = 'wix.config.json';
  if (text === undefined) {
    const severity = isPublishing ? 'error' : 'warning';
    return [findingAt({ file, line: 1 }, 'wix-config-missing', 'There is no wix.config.json', TAKE_WIXS, severity)];
  }
  const json = readJsonText(text);
  if (json.kind === 'unreadable') {
    const what = `It is not JSON: ${json.reason}`;
    return [findingAt({ file, line: json.line }, 'wix-config-unreadable', what, TAKE_WIXS)];
  }
  const node = findNodeAtLocation(json.root, ['siteId']);
  const line = lineAt(text, node?.parent?.offset ?? 0);
  const siteId: unknown = node?.value;
  if (typeof siteId !== 'string' || !uuid.test(siteId)) {
    return [findingAt({ file, line }, 'site-id-malformed', 'Its siteId is not the id of a site', TAKE_WIXS)];
  }
  if (!isPublishing || !placeholderSiteId.test(siteId)) return [];
  return [findingAt({ file, line }, 'placeholder-site-id', 'Its siteId is a placeholder', TAKE_WIXS)];
}

function checkPackageJson({ packageJson, hasWixLock }: SiteFiles, isPublishing: boolean): SiteFinding[] {
  const file = 'package.json';
  if (packageJson === undefined) return [];
  const json = readJsonText(packageJson);
  if (json.kind === 'unreadable') {
    const what = `It is not JSON: ${json.reason}`;
    return [findingAt({ file, line: json.line }, 'package-json-unreadable', what, 'fix the syntax')];
  }
  const dependencies = findNodeAtLocation(json.root, ['dependencies']);
  if (!isPublishing || hasWixLock || dependencies?.type !== 'object' || dependencies.children?.length === 0) return [];
  const what = 'It has dependencies, and there is no wix.lock';
  const fix = 'run npx wix install, with each package, in the repository of your site';
  return [findingAt({ file, line: lineAt(packageJson, dependencies.offset) }, 'not-installed', what, fix)];
}
