export interface Patch {
  /** The end of the module's URL. */
  readonly file: string
  /** Must occur exactly once. */
  readonly find: string
  readonly replace: string
}

export interface Mutant {
  readonly name: string
  readonly patches: readonly Patch[]
}

export const mutants: readonly Mutant[] = []
