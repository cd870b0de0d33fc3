/**
 * One email in one language, as the build makes it from MJML. Each part is finished but for its variables:
 * `{{name|fallback}}` is the variable's value, or the fallback where the rule gives none; what stands between `{{#name}}`
 * and `{{/name}}` goes where the rule gives none. Fallbacks are written in the form of their part: HTML in `html`, text else.
 */
export interface CompiledTemplate {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

/** The email templates of a site by name, each by language code, such as `pt-BR`. */
export type EmailTemplates = Readonly<Record<string, Readonly<Record<string, CompiledTemplate>>>>;
