import { sentencesAboutFilters } from './about-filters.ts';
import { sentencesAboutItems } from './about-items.ts';
import { sentencesAboutQueries } from './about-queries.ts';
import { sentencesAboutReferencesAndGroups } from './about-references-and-groups.ts';
import type { DocumentedSentence } from './documented-sentence.ts';

/** The sentences of Wix's documentation of `wix-data` that were tried. */
export const wixDataSentences: readonly DocumentedSentence[] = [
  ...sentencesAboutItems,
  ...sentencesAboutFilters,
  ...sentencesAboutQueries,
  ...sentencesAboutReferencesAndGroups,
];
