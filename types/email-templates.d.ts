/** The compiled email templates, which `npm run build` writes from `src/backend/emails/`: loaded only when an email is sent. */
declare module '*/email-templates.js' {
  export const emailTemplates: Readonly<
    Record<string, Readonly<Record<string, { readonly subject: string; readonly html: string; readonly text: string }>>>
  >;
}
