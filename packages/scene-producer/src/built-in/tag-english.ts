import { z } from 'zod'

/** A word with its part of speech. `post` holds the punctuation and the space after it. */
export interface Term {
  readonly text: string
  readonly pre: string
  readonly post: string
  readonly tags: readonly string[]
}

const termSchema = z.object({
  text: z.string(),
  pre: z.string(),
  post: z.string(),
  tags: z.array(z.string()),
})
const sentencesSchema = z.array(z.object({ terms: z.array(termSchema) }))

/** The clauses of each sentence, word by word. */
export type TaggedStory = readonly (readonly (readonly Term[])[])[]

/** Tags a story; the tagger is loaded with the first English story, since that takes 0.3 s. */
export async function tagEnglish(story: string): Promise<TaggedStory> {
  const { default: nlp } = await import('compromise/three')
  return sentencesSchema.parse(nlp(story).json()).map(({ terms }) => {
    const text = textOf(terms)
    return sentencesSchema.parse(nlp(text).clauses().json()).map((clause) => clause.terms)
  })
}

export const textOf = (terms: readonly Term[]): string =>
  terms
    .map(({ pre, text, post }) => `${pre}${text}${/^$|[.,;:!?]$/.test(post) ? `${post} ` : post}`)
    .join('')
    .replaceAll(/\s+/g, ' ')
    .trim()

export const hasTag = (term: Term | undefined, ...tags: readonly string[]): boolean =>
  term !== undefined && tags.some((tag) => term.tags.includes(tag))
