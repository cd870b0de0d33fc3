// One email for each language that this shop writes in.
export const site = {
  rules: [
    {
      id: 'shop-order-paid',
      product: 'wix-ecom',
      change: 'order-paid',
      emailId: {
        default: 'ShopOrderPaid',
        'pt-BR': 'ShopOrderPaidBrazil',
        'zh-Hant-TW': 'ShopOrderPaidTaiwan',
        he: 'ShopOrderPaidHebrew',
      },
      recipient: 'buyer',
      variables: ({ order, format }) => ({
        orderNumber: order.number,
        total: format.money(order.total, order.currency),
      }),
    },
  ],
  settings: { timeZone: 'UTC', fallbackLanguage: 'en', retentionDays: 90 },
};
