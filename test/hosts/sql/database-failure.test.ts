import { asDatabaseFailure, isOutage } from '../../../hosts/sql/database-failure.ts';

it.each([
  ['ECONNREFUSED', 'store-timed-out'],
  ['ECONNRESET', 'store-timed-out'],
  ['EPIPE', 'store-timed-out'],
  ['ENOTFOUND', 'store-timed-out'],
  ['ETIMEDOUT', 'store-timed-out'],
  ['08006', 'store-timed-out'],
  ['08P01', 'store-timed-out'],
  ['25P03', 'store-timed-out'],
  ['57014', 'store-timed-out'],
  ['57P01', 'store-busy'],
  ['57P03', 'store-busy'],
  ['40001', 'store-busy'],
  ['40P01', 'store-busy'],
  ['53200', 'store-busy'],
  ['53300', 'store-busy'],
  ['55P03', 'store-busy'],
  ['SQLITE_BUSY_SNAPSHOT', 'store-busy'],
  ['53100', 'store-full'],
  ['SQLITE_FULL', 'store-full'],
  ['28000', 'store-forbidden'],
  ['28P01', 'store-forbidden'],
  ['42501', 'store-forbidden'],
  ['25006', 'store-forbidden'],
  ['SQLITE_READONLY', 'store-forbidden'],
  ['3D000', 'store-missing'],
  ['42P01', 'store-missing'],
  ['57P04', 'store-missing'],
  ['58030', 'store-missing'],
  ['XX001', 'store-missing'],
  ['SQLITE_IOERR_WRITE', 'store-missing'],
  ['SQLITE_CORRUPT', 'store-missing'],
] as const)('treats %s as an outage, %s', (code, meaning) => {
  const failure = asDatabaseFailure(Object.assign(new Error('contact-1'), { code }));

  expect([failure.code, failure.message, failure.cause]).toEqual([
    meaning,
    `The database failed with code ${code}`,
    undefined,
  ]);
  expect(isOutage(failure.code)).toBe(true);
});

it.each([
  ['22021', 'store-failed'],
  ['23502', 'store-failed'],
  ['54000', 'item-too-large'],
  ['SQLITE_CONSTRAINT_NOTNULL', 'store-failed'],
  ['SQLITE_MISMATCH', 'store-failed'],
  ['SQLITE_TOOBIG', 'item-too-large'],
] as const)('treats %s as a rejection of the values to store, %s', (code, meaning) => {
  const failure = asDatabaseFailure(Object.assign(new Error('contact-1'), { code }));

  expect(failure.code).toBe(meaning);
  expect(isOutage(failure.code)).toBe(false);
});

it.each([new Error('Connection terminated unexpectedly'), Object.assign(new Error('no'), { code: 'a b' }), 'text'])(
  'takes what has no code of a database for a lost connection, and passes none of its text on',
  (error) => {
    expect(asDatabaseFailure(error)).toMatchObject({
      code: 'store-timed-out',
      message: 'The database failed with code unknown',
    });
  },
);
