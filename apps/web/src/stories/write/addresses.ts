/** Where a draft is edited. */
export const draftAddress = (id: string): string => `/stories?draft=${encodeURIComponent(id)}`

/** Where a sequence that was sent is shown. */
export const sequenceAddress = (id: string): string => `/stories?sequence=${encodeURIComponent(id)}`
