/** An error code of Wix Data, and when it is produced. */
export interface DataErrorCode {
  readonly code: string;
  /** `calls`: by the calls that Wix documents; `faults`: on request, by `faults.failNext` or another fault; `never` otherwise. */
  readonly produced: 'calls' | 'faults' | 'never';
  /** Why it is not produced by calls. */
  readonly reason?: string;
}

/** Pages that list the codes: the newest, and a stored text of it that has the messages. */
export const errorCodePages = [
  'https://dev.wix.com/docs/velo/apis/wix-data/error-codes',
  'https://github.com/wix-incubator/wix-code-docs/blob/87d38855c1bec8d422027d1956842ca18089c10c/wix-data/wix-data/guides/Error%20Codes.md',
] as const;

function byCalls(...codes: string[]): DataErrorCode[] {
  return codes.map((code) => ({ code, produced: 'calls' }));
}

function byFaults(reason: string, ...codes: string[]): DataErrorCode[] {
  return codes.map((code) => ({ code, produced: 'faults', reason }));
}

function never(reason: string, ...codes: string[]): DataErrorCode[] {
  return codes.map((code) => ({ code, produced: 'never', reason }));
}

const WIRE = "It is about the form in which Wix's packages send a query, which does not exist here";
const APPS = 'Collections of Wix apps and external databases are not modelled';
const INTERNAL = 'It is an error inside Wix';
const LANGUAGES = 'Translations are not modelled';
const INDEXES = 'Indexes are not created by code here';
const ONLY_NUMBER = "Found by number only: Wix's text for it is unknown";

/** All codes that Wix's pages and packages name, in order. */
export const dataErrorCodes: readonly DataErrorCode[] = [
  ...byCalls('WDE0001', 'WDE0002', 'WDE0003', 'WDE0004', 'WDE0005', 'WDE0006', 'WDE0007', 'WDE0008', 'WDE0009'),
  ...byCalls('WDE0011', 'WDE0012', 'WDE0013'),
  ...byFaults('`faults.quota`: the number depends on the site', 'WDE0014'),
  ...byCalls('WDE0016', 'WDE0018', 'WDE0019', 'WDE0020'),
  ...never('For an invalid reference the calls give the more exact WDE0019', 'WDE0021'),
  ...byCalls('WDE0022', 'WDE0023'),
  ...never('Deleted fields and collections are not kept', 'WDE0024', 'WDE0026'),
  ...byCalls('WDE0025', 'WDE0027'),
  ...byFaults('`faults.delay`: calls take no time here', 'WDE0028'),
  ...byCalls('WDE0029', 'WDE0032', 'WDE0033', 'WDE0034', 'WDE0035', 'WDE0036'),
  ...never('`prev` without an earlier page is WDE0159', 'WDE0037'),
  ...byCalls('WDE0038', 'WDE0039', 'WDE0040', 'WDE0041', 'WDE0042', 'WDE0043', 'WDE0044', 'WDE0045', 'WDE0046'),
  ...byCalls('WDE0047', 'WDE0048', 'WDE0049', 'WDE0050', 'WDE0051'),
  ...never('A site here is never a template', 'WDE0052'),
  ...byFaults(INTERNAL, 'WDE0053', 'WDE0054', 'WDE0055'),
  ...never(WIRE, 'WDE0056', 'WDE0057', 'WDE0058', 'WDE0059', 'WDE0060', 'WDE0061', 'WDE0062', 'WDE0063', 'WDE0064'),
  ...never(WIRE, 'WDE0065', 'WDE0066', 'WDE0067'),
  ...byCalls('WDE0068', 'WDE0069'),
  ...never(WIRE, 'WDE0070'),
  ...byCalls('WDE0073', 'WDE0074'),
  ...byFaults('For an invalid query the calls give a more exact code', 'WDE0075'),
  ...never(APPS, 'WDE0076'),
  ...never('A `limit` above 1,000 is WDE0036 when the query is built', 'WDE0077'),
  ...byCalls('WDE0078'),
  ...never('Single item collections are not modelled', 'WDE0079'),
  ...never('Cursors are not modelled', 'WDE0080', 'WDE0082'),
  ...byFaults('The quota depends on the plan of the site', 'WDE0091'),
  ...byFaults('Memory does not limit a sort here', 'WDE0092'),
  ...never('Drafts are not modelled', 'WDE0093'),
  ...byCalls('WDE0094'),
  ...byFaults('The greatest size of a request is not documented', 'WDE0109'),
  ...never(INTERNAL, 'WDE0110', 'WDE0111'),
  ...never(APPS, 'WDE0115', 'WDE0116', 'WDE0119', 'WDE0120'),
  ...byCalls('WDE0121'),
  ...byFaults('The quota depends on the site', 'WDE0122'),
  ...byCalls('WDE0123'),
  ...never(APPS, 'WDE0128'),
  ...never(INDEXES, 'WDE0133'),
  ...byCalls('WDE0134'),
  ...never(ONLY_NUMBER, 'WDE0117', 'WDE0118', 'WDE0131', 'WDE0144', 'WDE0150', 'WDE0151', 'WDE0152', 'WDE0153'),
  ...never(LANGUAGES, 'WDE0157', 'WDE0158'),
  ...byCalls('WDE0159'),
  ...never(INDEXES, 'WDE0160', 'WDE0164'),
  ...never(LANGUAGES, 'WDE0161', 'WDE0162', 'WDE0174', 'WDE0175'),
  ...byCalls('WDE0165'),
  ...never('The greatest depth of an item is not documented', 'WDE0168'),
  ...byCalls('WDE0169'),
  ...never(APPS, 'WDE0170', 'WDE0171'),
  ...never(ONLY_NUMBER, 'WDE0172', 'WDE0176', 'WDE0177', 'WDE0179', 'WDE0180', 'WDE0190'),
  ...never('Conditional writes belong to `@wix/data`', 'WDE0178'),
];
