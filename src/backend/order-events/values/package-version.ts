/** Version of wix-order-events and its date: in the first line of every built file, and in the result of `getHealth`. */
export const packageVersion = { number: '0.1.0', date: '2026-11-27' } as const;
