/** What a route does with a prompt and pictures. */
export interface ImageKind {
  readonly path: string
  readonly event: 'image_generation' | 'image_edit'
  readonly needsPrompt: boolean
  readonly needsImage: boolean
}

const generations: ImageKind = {
  path: '/v1/images/generations',
  event: 'image_generation',
  needsPrompt: true,
  needsImage: false,
}

const edits: ImageKind = {
  path: '/v1/images/edits',
  event: 'image_edit',
  needsPrompt: true,
  needsImage: true,
}

const variations: ImageKind = {
  path: '/v1/images/variations',
  event: 'image_edit',
  needsPrompt: false,
  needsImage: true,
}

export const imageKinds: readonly ImageKind[] = [generations, edits, variations]
