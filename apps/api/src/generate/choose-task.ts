import { type Task, tasks } from '@darkroom/workflow-builder'
import type { PictureFields } from './picture-fields.ts'

/** The words that only some tasks have a place for. */
type PictureWord = Exclude<keyof PictureFields, 'workflow' | 'tiling'>

interface TaskWords {
  /** What it cannot do without, each with the reason, to be read after the word. */
  readonly needs: Readonly<Partial<Record<PictureWord, string>>>
  readonly takes: readonly PictureWord[]
}

const image = (what: string): TaskWords['needs'] => ({ image: `is missing: the picture ${what}` })

const taskWords: Readonly<Record<Task, TaskWords>> = {
  'text-to-image': { needs: {}, takes: [] },
  'image-to-image': {
    needs: image('that is changed'),
    takes: ['denoise', 'control', 'upscale'],
  },
  inpaint: {
    needs: image('of which a part is painted anew'),
    takes: ['mask', 'mask_mode', 'grow_mask', 'denoise', 'control', 'upscale'],
  },
  outpaint: {
    needs: {
      ...image('that is continued beyond its edges'),
      outpaint: 'is missing: the pixels that are added to each side',
    },
    takes: ['denoise', 'control', 'upscale'],
  },
  edit: {
    needs: { references: 'is missing: the pictures that the prompt speaks of' },
    takes: ['control', 'upscale'],
  },
  controlnet: {
    needs: { control: 'is missing: the pictures that guide what is painted' },
    takes: ['upscale'],
  },
  'hires-fix': { needs: { upscale: 'is missing: how much larger the picture becomes' }, takes: [] },
  upscale: {
    needs: {
      ...image('that is made larger'),
      upscale: 'is missing: how much larger the picture becomes',
    },
    takes: [],
  },
}

/** Where each word has its place. */
const places: Readonly<Record<PictureWord, string>> = {
  image: 'beside references, make it the first of them',
  denoise: 'it says how much of an image is made anew',
  mask: 'it belongs to an image, without outpaint and references',
  mask_mode: 'it belongs to the mask of an image',
  grow_mask: 'it belongs to the mask of an image',
  outpaint: 'it belongs to an image, without a mask and references',
  references: 'they come with a prompt alone, without image, mask and outpaint',
  control: 'it guides what is painted from a prompt',
  upscale: 'leave the workflow out, or take hires-fix',
}

const words = Object.keys(places).filter((word): word is PictureWord => word in places)

/** The words of a request as far as they tell what is done. */
export type TellingWords = PictureFields & { readonly prompt?: string | undefined }

/** What is done: what the request says, else what its words mean. */
export function chooseTask(asked: TellingWords): Task {
  const said = tasks.find((task) => task === asked.workflow)
  if (said !== undefined) return said
  if (asked.outpaint !== undefined) return 'outpaint'
  if ([asked.mask, asked.mask_mode, asked.grow_mask].some((word) => word !== undefined)) {
    return 'inpaint'
  }
  if (asked.references !== undefined) return 'edit'
  if (asked.image !== undefined) {
    const isLarger = asked.upscale !== undefined && asked.prompt === undefined
    return isLarger ? 'upscale' : 'image-to-image'
  }
  if (asked.control !== undefined) return 'controlnet'
  return asked.upscale === undefined ? 'text-to-image' : 'hires-fix'
}

/** Why a word cannot be used, or is missed; the message is to be read after the path. */
export interface WordProblem {
  readonly path: readonly (string | number)[]
  readonly message: string
}

/** What stands against doing it with these words. */
export function pictureProblems(task: Task, asked: PictureFields): readonly WordProblem[] {
  const { needs, takes } = taskWords[task]
  return words.flatMap((word): readonly WordProblem[] => {
    const isGiven = asked[word] !== undefined
    const need = needs[word]
    if (need !== undefined) return isGiven ? [] : [{ path: [word], message: need }]
    if (!isGiven || takes.includes(word)) return maskProblems(word, asked)
    return [{ path: [word], message: `has no place in ${task}: ${places[word]}` }]
  })
}

const maskProblems = (word: PictureWord, { mask, mask_mode: mode }: PictureFields) =>
  word === 'mask_mode' && mask === undefined && mode !== undefined && mode !== 'transparent'
    ? [
        {
          path: [word],
          message: 'needs a mask: without one, the transparent parts of the image are painted anew',
        },
      ]
    : []
