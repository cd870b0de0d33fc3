/** Licences that ask for no more than their own text, as packages write them. */
export const permittedLicences: ReadonlySet<string> = new Set([
  '0BSD',
  'Apache-2.0',
  'Apache-2.0 AND MIT',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  '(MIT OR CC0-1.0)',
  'MIT (http://mootools.net/license.txt)',
  'Python-2.0',
  'Unlicense',
]);

/** Package that is used under another licence, or that names none. */
export interface OtherLicence {
  /** What the package states; absent if it states nothing. */
  readonly licence?: string;
  /** Part of the project that uses it, and whether the product contains or loads it. */
  readonly usedBy: string;
}

const UNUSED = 'nothing: npm installs it with';

/** Packages whose licence is not among the permitted ones, by name. */
export const otherLicences: Readonly<Record<string, OtherLicence>> = {
  '@axe-core/playwright': { licence: 'MPL-2.0', usedBy: 'the browser tests, unchanged; no product contains it' },
  'axe-core': { licence: 'MPL-2.0', usedBy: 'the browser tests, unchanged; no product contains it' },
  'caniuse-lite': { licence: 'CC-BY-4.0', usedBy: 'tests and build, as data of jest and mjml; no product contains it' },
  '@wix/cli': {
    usedBy:
      'the owner’s own `wix dev` and `wix publish`, and `site rehearse`, which runs it in a process of its own; no product contains it',
  },
  '@wix/sdk-context': {
    licence: 'UNLICENSED',
    usedBy:
      'the reconcile job: on Wix’s servers, the SDK packages that it imports load it at run time; the events’ handlers load no SDK',
  },
  '@wix/monitoring-types': {
    licence: 'UNLICENSED',
    usedBy: 'the compiler: it reads the types, which those of the SDK packages name; nothing runs it',
  },
  '@wix/headless-node': { licence: 'UNLICENSED', usedBy: `${UNUSED} \`@wix/headless-localization-utils\`` },
  '@wix/monitoring': { licence: 'UNLICENSED', usedBy: `${UNUSED} \`@wix/essentials\`` },
  '@wix/monitoring-common': { licence: 'UNLICENSED', usedBy: `${UNUSED} \`@wix/monitoring-velo\`` },
  '@wix/monitoring-velo': { licence: 'UNLICENSED', usedBy: `${UNUSED} \`@wix/headless-node\`` },
  '@wix/sdk-react-context': { licence: 'UNLICENSED', usedBy: `${UNUSED} \`@wix/services-manager-react\`` },
  '@wix/services-definitions': { usedBy: `${UNUSED} \`@wix/services-manager\`` },
  '@wix/services-manager': { usedBy: `${UNUSED} \`@wix/services-manager-react\`` },
};
