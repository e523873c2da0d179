import type { GalleryImage, PictureDetails } from '../api/types.ts'
import { formatBytes } from './format-bytes.ts'
import { fileName } from './name-of-picture.ts'

/** A line of what is known of a picture. */
export interface Fact {
  readonly label: string
  readonly value: string
  /** The text that a copy takes, where somebody may want it. */
  readonly copy?: string
  /** The gallery with all pictures that have this. */
  readonly to?: string
}

/** The address of the gallery with one word of the filter. */
const galleryWith = (key: string, value: string): string =>
  `/gallery?${new URLSearchParams({ [key]: value })}`

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** The seed with all its digits: above 2^53 it comes as text. */
export const seedOf = ({ seed, metadata }: Pick<GalleryImage, 'seed' | 'metadata'>): string =>
  seed === null ? text(metadata.seed) : String(seed)

const number = (label: string, value: number | null | undefined): readonly Fact[] =>
  value === null || value === undefined ? [] : [{ label, value: String(value) }]

const word = (label: string, value: string): readonly Fact[] =>
  value === '' ? [] : [{ label, value }]

const modelFacts = ({ model, parameters: { loras } }: GalleryImage): readonly Fact[] => [
  ...(model === '' ? [] : [{ label: 'Model', value: model, to: galleryWith('model', model) }]),
  ...loras.map(({ name, strength_model }) => ({
    label: 'LoRA',
    value: `${name} · ${strength_model}`,
    to: galleryWith('lora', name),
  })),
]

const madeFacts = (
  picture: GalleryImage,
  details: Pick<PictureDetails, 'guidance' | 'denoise'> | undefined,
): readonly Fact[] => {
  const { steps, cfg, sampler, scheduler } = picture.parameters
  const seed = seedOf(picture)
  return [
    ...(seed === '' ? [] : [{ label: 'Seed', value: seed, copy: seed }]),
    ...number('Steps', steps),
    ...number('CFG', cfg),
    ...number('Guidance', details?.guidance),
    ...word('Sampler', sampler),
    ...word('Scheduler', scheduler),
    ...(details?.denoise === 1 ? [] : number('Denoise', details?.denoise)),
  ]
}

const groupFacts = ({ metadata }: GalleryImage): readonly Fact[] => {
  const [batch, sequence] = [text(metadata.batch_id), text(metadata.sequence_id)]
  const frame = typeof metadata.frame_number === 'number' ? ` · frame ${metadata.frame_number}` : ''
  return [
    ...(batch === ''
      ? []
      : [{ label: 'Batch', value: 'All of its pictures', to: galleryWith('batch_id', batch) }]),
    ...(sequence === ''
      ? []
      : [
          {
            label: 'Story',
            value: `All of its pictures${frame}`,
            to: galleryWith('sequence_id', sequence),
          },
        ]),
  ]
}

const time = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short' })

const fileFacts = (picture: GalleryImage): readonly Fact[] => {
  const { width, height, filepath, filesize, media_type, source, timestamp, metadata } = picture
  const seconds = metadata.duration_seconds
  return [
    ...(width === null || height === null
      ? []
      : [{ label: 'Size', value: `${width} × ${height}` }]),
    ...(typeof seconds === 'number'
      ? [{ label: 'Length', value: `${Math.round(seconds * 10) / 10} s` }]
      : []),
    { label: 'Made', value: time.format(new Date(timestamp)) },
    { label: 'File', value: fileName(filepath), copy: filepath },
    ...(filepath.includes('/')
      ? [{ label: 'Folder', value: filepath.slice(0, filepath.lastIndexOf('/')) }]
      : []),
    { label: 'Type', value: `${media_type} · ${formatBytes(filesize)}` },
    ...word('Program', source),
  ]
}

/** What is known of a picture, in the order in which people look for it; what is not known is left out. */
export const factsOfPicture = (
  picture: GalleryImage,
  details?: Pick<PictureDetails, 'guidance' | 'denoise'>,
): readonly Fact[] => [
  ...modelFacts(picture),
  ...madeFacts(picture, details),
  ...groupFacts(picture),
  ...fileFacts(picture),
]
