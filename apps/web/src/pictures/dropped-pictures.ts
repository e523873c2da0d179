import { pictureDragType } from './drag-picture.ts'
import type { PictureReference } from './picture-reference.ts'
import { referenceOfUrl } from './picture-reference.ts'

/** What was dropped or pasted. */
export interface Dropped {
  /** Pictures that Darkroom has. */
  readonly references: readonly PictureReference[]
  /** Pictures that are still to be sent. */
  readonly files: readonly File[]
  readonly workflows: readonly File[]
  /** One sentence about what cannot go in. */
  readonly refusal?: string | undefined
}

/** As much of a `DataTransfer` as is read, which a test can make. */
export interface Transfer {
  readonly files: ArrayLike<File>
  readonly getData: (type: string) => string
}

const isPicture = ({ type, name }: File): boolean =>
  type === '' ? /\.(?:png|jpe?g|webp|avif|gif|bmp|tiff?)$/i.test(name) : type.startsWith('image/')

const isWorkflow = ({ type, name }: File): boolean =>
  type === 'application/json' || /\.json$/i.test(name)

const sentence = ({ name }: File, more: number): string =>
  more === 0 ? `${name} is no picture.` : `${name} and ${more} more are no pictures.`

/** Sorts what was dropped or pasted; undefined when there is nothing that means anything here, such as text. */
export function readDropped(transfer: Transfer): Dropped | undefined {
  const own = transfer.getData(pictureDragType)
  if (own !== '') return { references: [{ gallery: own }], files: [], workflows: [] }
  const given = Array.from(transfer.files)
  if (given.length > 0) {
    const files = given.filter(isPicture)
    const workflows = given.filter((file) => !isPicture(file) && isWorkflow(file))
    const [first, ...more] = given.filter((file) => !isPicture(file) && !isWorkflow(file))
    return {
      references: [],
      files,
      workflows,
      refusal: first === undefined ? undefined : sentence(first, more.length),
    }
  }
  const addresses = transfer
    .getData('text/uri-list')
    .split(/\r?\n/)
    .filter((line) => line !== '' && !line.startsWith('#'))
  if (addresses.length === 0) return undefined
  const references = addresses.flatMap((address) => referenceOfUrl(address) ?? [])
  return {
    references,
    files: [],
    workflows: [],
    refusal:
      references.length === addresses.length
        ? undefined
        : 'This picture lies on another site: save it first, then drop the file.',
  }
}

/** Whether what is dragged over the page may be pictures; its contents are hidden until it is dropped. */
export const mayBePictures = (types: readonly string[]): boolean =>
  ['Files', pictureDragType, 'text/uri-list'].some((type) => types.includes(type))
