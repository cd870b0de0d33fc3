/**
 * One email in one language, compiled from MJML by the build. Each part is complete except for its variables: `{{name|fallback}}` is the
 * variable's value, or the fallback if the rule gives none; text between `{{#name}}` and `{{/name}}` is removed if the rule gives none.
 * Fallbacks have the form of their part: HTML in `html`, plain text in the others.
 */
export interface CompiledTemplate {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

/** Email templates of a site by name, each by language code, such as `pt-BR`. */
export type EmailTemplates = Readonly<Record<string, Readonly<Record<string, CompiledTemplate>>>>;
