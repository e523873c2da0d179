import type { ControlType } from './input-pictures.ts'

export interface ControlTypeOption {
  readonly value: ControlType
  readonly label: string
  readonly help: string
}

const map = (what: string): string => `The picture is ${what}, ready made.`

/** What a guiding picture may show. */
export const controlTypes: readonly ControlTypeOption[] = [
  { value: 'canny', label: 'Edges (Canny)', help: 'Of any picture: its edges are found.' },
  { value: 'lineart', label: 'Line art', help: map('a drawing of lines') },
  { value: 'softedge', label: 'Soft edges', help: map('a map of soft edges') },
  { value: 'scribble', label: 'Scribble', help: map('a rough sketch') },
  { value: 'depth', label: 'Depth', help: map('a depth map') },
  { value: 'normal', label: 'Normals', help: map('a normal map') },
  { value: 'pose', label: 'Pose', help: map('a skeleton as OpenPose draws it') },
  { value: 'segment', label: 'Segments', help: map('a map of coloured areas') },
  { value: 'tile', label: 'Tile', help: 'A picture whose content stays while details are new.' },
  {
    value: 'inpaint',
    label: 'Inpaint',
    help: 'Sees the picture that is repainted; needs none of its own.',
  },
]
