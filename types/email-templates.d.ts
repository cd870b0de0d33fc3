/** The compiled email templates of the site, which the build writes. */
declare module 'backend/email-templates.js' {
  export const templates: Readonly<
    Record<string, Readonly<Record<string, { readonly subject: string; readonly html: string; readonly text: string }>>>
  >;
}
