/** A person, creature or thing that the story is about. */
export interface Character {
  /** The name in sentences: "Mia", "the old keeper". */
  readonly label: string
  /** The description in prompts, always in the same words. */
  readonly description: string
  readonly kind: 'woman' | 'man' | 'person' | 'animal'
  /** Words that mean this character, in lower case. */
  readonly words: readonly string[]
}

/** One event of the story, worded to stand alone. */
export interface Beat {
  readonly text: string
  readonly characters: readonly Character[]
  /** Whether people are visible; `unknown` for some languages and some crowds. */
  readonly people: 'some' | 'none' | 'unknown'
  /** The place, if the story has named it so far. */
  readonly place: string
  /** Time of day and weather, if the story has named them so far. */
  readonly light: string
  /** Objects worth a picture of their own. */
  readonly objects: readonly string[]
}

export interface Story {
  readonly characters: readonly Character[]
  readonly setting: string
  readonly atmosphere: string
  /** The beats; at least one. */
  readonly beats: readonly Beat[]
}
