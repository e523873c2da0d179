import type { GalleryImage } from '../api/types.ts'

export interface OrderedList {
  readonly total: number
  readonly order: 'asc' | 'desc'
  /** Pictures from a place on. */
  readonly load: (start: number, count: number) => Promise<readonly GalleryImage[]>
}

/** How many pictures of the same moment are looked through. */
const mostAtOnce = 200

/**
 * The place of a picture in a list by time, of which nothing is known but its length; undefined when it is not in it. Asks for as many
 * pictures as the logarithm of that, one after the other.
 */
export async function findPlace(
  { total, order, load }: OrderedList,
  { id, timestamp }: Pick<GalleryImage, 'id' | 'timestamp'>,
): Promise<number | undefined> {
  const wanted = Date.parse(timestamp)
  const isBefore = (one: GalleryImage): boolean =>
    order === 'desc' ? Date.parse(one.timestamp) > wanted : Date.parse(one.timestamp) < wanted
  let low = 0
  let high = total
  while (low < high) {
    const middle = (low + high) >>> 1
    const [one] = await load(middle, 1)
    if (one !== undefined && isBefore(one)) low = middle + 1
    else high = middle
  }
  const place = (await load(low, mostAtOnce)).findIndex((one) => one.id === id)
  return place === -1 ? undefined : low + place
}
