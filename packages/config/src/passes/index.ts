import type { Pass } from '@weir/keyword'

/** Checks of the finished model that belong to the language itself. */
export const languagePasses: readonly Pass[] = []
