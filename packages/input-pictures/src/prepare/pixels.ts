/** Whether a mask is how light a picture is, or how transparent. */
export type MaskReading = 'light' | 'transparency'

export interface MaskShape {
  readonly reads: MaskReading
  readonly width: number
  readonly height: number
}

/** Who decodes pictures. */
export interface Pixels {
  /** The first picture of a file as an upright PNG without metadata, losing nothing else. */
  upright(path: string, options?: { readonly signal?: AbortSignal }): Promise<Uint8Array>
  /**
   * A mask as a grey PNG of 8 bits and of just this size: white is where the picture is changed. That is where the picture at
   * the path is light (transparent counts as black), or where it is transparent.
   */
  mask(path: string, options: MaskShape & { readonly signal?: AbortSignal }): Promise<Uint8Array>
  /** The picture at the path, upright, transparent where a mask that was made for it is white; what lies there stays. */
  masked(
    path: string,
    options: { readonly mask: Uint8Array; readonly signal?: AbortSignal },
  ): Promise<Uint8Array>
}
