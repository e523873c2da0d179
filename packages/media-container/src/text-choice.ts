/** Which texts are read; what is not wanted is stepped over. */
export interface TextChoice {
  /** Whether a text of this name and of so many bytes is wanted; one that is not is there as `''`. Default: every text is. */
  readonly wants?: (name: string, byteLength: number) => boolean
  /** Whether these texts are all that matter, so that nothing is searched for behind the pixels of a PNG. Default: never. */
  readonly isEnough?: (texts: ReadonlyMap<string, string>) => boolean
}
