export default {
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: 'tsconfig.jest.json', diagnostics: false }] },
  moduleNameMapper: {
    '^backend/order-events\\.js$': '<rootDir>/src/backend/order-events/composition.ts',
    '^backend/(.*)\\.js$': '<rootDir>/src/backend/$1.ts',
  },
};
