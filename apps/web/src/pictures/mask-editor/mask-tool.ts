export type MaskTool = 'brush' | 'eraser' | 'rectangle' | 'lasso'

/** What the pointer does, and how. */
export interface MaskBrush {
  readonly tool: MaskTool
  /** The diameter, in pixels of the picture. */
  readonly size: number
}
