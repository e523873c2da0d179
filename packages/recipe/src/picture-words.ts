import { z } from 'zod'
import { pictureReferenceSchema } from './picture-reference.ts'

/** The name of a model file, as the server's lists spell it. */
const file = z.string().trim().min(1).max(500)

const share = z.number().min(0).max(1)
const padding = z.int().min(0).max(2048).multipleOf(8)

/** What a control picture shows. A `canny` picture is any picture: its edges are found on the way. */
export const controlTypes = [
  ...(['canny', 'lineart', 'softedge', 'scribble', 'depth', 'normal', 'pose'] as const),
  ...(['segment', 'tile', 'inpaint'] as const),
] as const

export type ControlType = (typeof controlTypes)[number]

/** Which part of a mask picture is painted anew. */
export const maskModes = ['white', 'black', 'transparent'] as const

/** Makes the schema of a picture with what it is for. */
type PictureOf<P extends z.ZodType> = (description: string) => P

const controlOf = <P extends z.ZodType>(picture: PictureOf<P>) =>
  z
    .strictObject({
      type: z.enum(controlTypes).meta({
        description:
          'What the picture shows. With canny, the edges of any picture are found; every other type takes the finished map, such as a depth map. A finished map of edges is lineart.',
      }),
      image: picture(
        'The picture; left out with inpaint, which sees the picture that is painted.',
      ).optional(),
      model: file.optional().meta({
        description: '`filename` of the ControlNet; found by family and type unless given.',
        example: 'control_v11p_sd15_canny_fp16.safetensors',
      }),
      strength: z.number().min(0).max(10).default(1),
      start: share.default(0).meta({ description: 'The part of the steps after which it begins.' }),
      end: share.default(1).meta({ description: 'The part of the steps after which it ends.' }),
    })
    .refine(({ type, image }) => (type === 'inpaint') === (image === undefined), {
      path: ['image'],
      message: 'must be given, but with inpaint, which sees the picture that is painted',
    })

const upscale = z
  .strictObject({
    factor: z.number().min(1).max(8).default(2).meta({
      description: 'How many times wider and higher the picture becomes.',
    }),
    model: file.optional().meta({
      description:
        '`filename` of an upscale model. Without one the latent is enlarged; but where a picture is made larger and nothing is painted, one is found.',
      example: 'RealESRGAN_x4plus.safetensors',
    }),
    denoise: share.optional().meta({
      description: 'How much of the enlarged picture is painted anew; 0 leaves it as it is.',
    }),
    steps: z.int().min(1).max(150).optional(),
  })
  .meta({ id: 'Upscale', description: 'Makes the picture larger after it is painted.' })

const outpaint = z
  .strictObject({
    left: padding.default(0),
    top: padding.default(0),
    right: padding.default(0),
    bottom: padding.default(0),
  })
  .refine(({ left, top, right, bottom }) => left + top + right + bottom > 0, {
    message: 'must add pixels to at least one side',
  })
  .meta({ id: 'Outpaint', description: 'Pixels that are added to each side, multiples of 8.' })

/** Words about pictures that go into a picture, with types and limits. */
const wordsOf = <P extends z.ZodType, C extends z.ZodType>(picture: PictureOf<P>, control: C) => ({
  image: picture('The picture that is changed.'),
  mask: picture(
    'What is painted anew: the white parts of this picture. Without a mask, the transparent parts of `image`.',
  ),
  mask_mode: z.enum(maskModes).meta({
    description: 'Which part of the mask is painted anew; white unless given.',
  }),
  grow_mask: z.int().min(-256).max(256).meta({
    description: 'Pixels by which the mask grows on every side; a negative number shrinks it.',
  }),
  outpaint,
  references: z
    .array(picture('A picture that the prompt speaks of.'))
    .min(1)
    .max(10)
    .meta({ description: 'The pictures that the prompt speaks of; the first decides the size.' }),
  control: z.array(control).min(1).max(5).meta({
    description: 'Pictures that the picture is to follow, in what they show.',
  }),
  upscale,
  tiling: z.boolean().meta({
    description: 'Decode in tiles, for large pictures on cards with little memory.',
  }),
})

/** The name of a picture on the server, as `LoadImage` takes it: `folder/picture.png`, or `picture.png [output]`. */
const nameOf: PictureOf<z.ZodString> = (description) =>
  z.string().min(1).max(500).meta({ description })

/** The words as a workflow takes them: pictures are names of files on the server that runs the job. */
export const pictureWords = wordsOf(nameOf, controlOf(nameOf))

/** A reference says what it is, and not what for: with a text of its own it would have no name in documents. */
const referenceOf = () => pictureReferenceSchema

/** The same words as somebody asks: pictures are references to wherever they are. */
export const askedPictureWords = wordsOf(
  referenceOf,
  controlOf(referenceOf).meta({ id: 'Control' }),
)

/** The same words as they stand in stored jobs: by type alone. */
export const storedPictureWords = {
  image: z.string(),
  mask: z.string(),
  mask_mode: z.enum(maskModes),
  grow_mask: z.number(),
  outpaint: z.object({
    left: z.number(),
    top: z.number(),
    right: z.number(),
    bottom: z.number(),
  }),
  references: z.array(z.string()),
  control: z.array(
    z.object({
      type: z.enum(controlTypes),
      image: z.string().optional(),
      model: z.string().optional(),
      strength: z.number(),
      start: z.number(),
      end: z.number(),
    }),
  ),
  upscale: z.object({
    factor: z.number(),
    model: z.string().optional(),
    denoise: z.number().optional(),
    steps: z.number().optional(),
  }),
  tiling: z.boolean(),
} satisfies Record<keyof typeof pictureWords, z.ZodType>

export type Control = z.output<typeof pictureWords.control>[number]
export type Upscale = z.output<typeof upscale>
export type Outpaint = z.output<typeof pictureWords.outpaint>
export type MaskMode = (typeof maskModes)[number]
