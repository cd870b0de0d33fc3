/** Colours that are distinguishable on white, also with red-green blindness. */
export const chartColors = ['#1f6feb', '#d9730d', '#6f42c1', '#0a7f5a', '#8c6d1f'] as const;
