// The time zone is one that does not exist.
export const site = {
  rules: [
    {
      id: 'plan-paid',
      product: 'wix-pricing-plans',
      change: 'order-paid',
      emailId: { default: 'PlanPaid' },
      recipient: 'buyer',
      variables: ({ order, format }) => ({
        planName: order.planName,
        total: format.money(order.total?.amount, order.total?.currency),
        startDate: format.date(order.startAt),
      }),
    },
  ],
  settings: { timeZone: 'Mars/Olympus', fallbackLanguage: 'de', retentionDays: 90 },
};
