import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';

import { stampOfEmails } from '../../workbench/emails/stamp-of-emails.ts';
import { previewEmails, type EmailPreview, type EmailPreviews } from '../../workbench/emails/preview-emails.ts';
import { namePreviews } from '../../workbench/emails/write-previews.ts';
import type { EmailList, ShownFilledEmail } from '../contract/answers.ts';
import { createEmailFrames, type EmailFrames } from './email-frames.ts';

/** Current emails of the site, compared with those of the previous run of the console. */
export interface EmailShelf extends Pick<EmailFrames, 'frame'> {
  list(): Promise<EmailList>;
  /** `undefined` if there is no email with that name. */
  read(name: string): Promise<ShownFilledEmail | undefined>;
}

const keptSchema = v.record(v.string(), v.object({ subject: v.string(), html: v.string(), text: v.string() }));
type Kept = v.InferOutput<typeof keptSchema>;

interface Filled {
  readonly stamp: string;
  readonly named: ReadonlyMap<string, EmailPreview>;
  readonly problems: EmailPreviews['problems'];
}

/** Opens the shelf of a site, with the payloads of the package at `root`; `folder` contains the emails of the previous run. */
export function openEmailShelf(
  { root, site }: { readonly root: string; readonly site: string },
  folder: string,
  token: string,
): EmailShelf {
  const file = join(folder, 'emails.json');
  const frames = createEmailFrames(token);
  let before = readKept(file);
  let latest: Filled | undefined;
  let filling: Promise<Filled> | undefined;

  /** Rendering all emails takes seconds, so it is repeated only after a template or a rule has changed. */
  async function fill(): Promise<Filled> {
    const stamp = stampOfEmails(site);
    if (latest?.stamp === stamp) return latest;
    filling ??= fillAll(stamp).finally(() => (filling = undefined));
    return await filling;
  }

  async function fillAll(stamp: string): Promise<Filled> {
    const { previews, problems } = await previewEmails({ root, site });
    const named = new Map(namePreviews(previews).map(({ name, preview }) => [name, preview]));
    latest = { stamp, named, problems };
    const kept = Object.fromEntries(
      [...named].map(([name, { subject, html, text }]) => [name, { subject, html, text }]),
    );
    before ??= kept;
    writeFileSync(file, JSON.stringify(kept));
    return latest;
  }

  function changeOf(name: string, { subject, html, text }: EmailPreview): 'new' | 'changed' | 'none' {
    const earlier = before?.[name];
    if (earlier === undefined) return 'new';
    return earlier.subject === subject && earlier.html === html && earlier.text === text ? 'none' : 'changed';
  }

  return {
    async list() {
      const { named, problems } = await fill();
      const emails = [...named].map(([name, preview]) => {
        const { rule, template, language, subject, payloads } = preview;
        return { name, rule, template, language, subject, payloads, change: changeOf(name, preview) };
      });
      return { emails, problems };
    },
    async read(name) {
      const { named } = await fill();
      const preview = named.get(name);
      if (preview === undefined) return undefined;
      const earlier = changeOf(name, preview) === 'changed' ? before?.[name] : undefined;
      return { name, now: frames.show(preview), before: earlier === undefined ? null : frames.show(earlier) };
    },
    frame: frames.frame,
  };
}

function readKept(file: string): Kept | undefined {
  try {
    return v.parse(keptSchema, JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}
