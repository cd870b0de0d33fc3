/** Files of a fictional site's repository, as Wix's Git Integration creates it, with a handler of the site's own. */
export const bakery: Readonly<Record<string, string>> = {
  'wix.config.json': `{
  "siteId": "6b0f3c52-1a8e-4d7f-9c35-2e8d7a41f960",
  "uiVersion": "41"
}
`,
  'package.json': `{
  "name": "harbour-bakery",
  "scripts": {
    "lint": "eslint .",
    "dev": "wix dev"
  },
  "devDependencies": {
    "@wix/cli": "^1.0.0"
  }
}
`,
  '.gitignore': 'node_modules\n.wix\n',
  'src/pages/masterPage.js': '$w.onReady(() => {});\n',
  'src/pages/Home.c1dmp.js': "$w.onReady(() => $w('#opening').show());\n",
  'src/backend/sales.js': `import wixData from 'wix-data';

export function keepInBook(order) {
  return wixData.insert('Sales', { number: order.number, total: order.priceSummary.total.amount }, { suppressAuth: true });
}
`,
  'src/backend/events.js': `import { keepInBook } from 'backend/sales';

export function wixEcom_onOrderPaymentStatusUpdated(event) {
  return keepInBook(event.data.order);
}
`,
};
