/** Somebody or something that the story is about. */
export interface Character {
  /** How sentences refer to it: "Mia", "the old keeper". */
  readonly label: string
  /** How prompts show it, always in the same words. */
  readonly description: string
  readonly kind: 'woman' | 'man' | 'person' | 'animal'
  /** Words that mean it, in lower case. */
  readonly words: readonly string[]
}

/** One thing that happens, told so that it can be understood by itself. */
export interface Beat {
  readonly text: string
  readonly characters: readonly Character[]
  /** Whether somebody is to be seen. Not every language, and not every crowd, can be told. */
  readonly people: 'some' | 'none' | 'unknown'
  /** Where, if it was said here or before. */
  readonly place: string
  /** Time of day and weather, if they were said here or before. */
  readonly light: string
  /** Things worth a picture of their own. */
  readonly objects: readonly string[]
}

/** All that was found in a story. */
export interface Story {
  readonly characters: readonly Character[]
  readonly setting: string
  readonly atmosphere: string
  /** At least one. */
  readonly beats: readonly Beat[]
}
