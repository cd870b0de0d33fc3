import base from './jest.config.js';

process.env['ORDER_EVENTS_TEST_DATABASE'] = 'PostgreSQL';

// Apart from the other tests: these need a PostgreSQL. They are those of any database, and those of this one alone.
export default {
  ...base,
  testMatch: [
    '<rootDir>/test/hosts/**/*.postgres.ts',
    '<rootDir>/test/hosts/sql/{atomic-intent,event-path-plans,find-tenants,inbox,remove-tenant,sql-stores,transactions}.test.ts',
    '<rootDir>/test/hosts/webhook-server/{commands,work}.test.ts',
    '<rootDir>/test/hosts/webhook-server/real-processes.long.ts',
  ],
};
