import type { GalleryImage } from '../../api/types.ts'

/** What is known of a place of the list: `gone` when the list ends before it. */
export type AtPlace = GalleryImage | 'gone' | undefined

export interface PicturesByPlaceOptions {
  readonly total: number
  readonly load: (place: number) => Promise<GalleryImage | undefined>
  /** The picture of a place came, or changed. */
  readonly onArrival: (place: number) => void
  readonly onError: (cause: unknown) => void
}

/** How far the picture that is looked at is searched after the list has changed. */
const farthest = 12

/** Pictures of a list that is too long to hold, and that changes while it is looked at. */
export class PicturesByPlace {
  total: number
  readonly #options: PicturesByPlaceOptions
  #known = new Map<number, GalleryImage | 'gone'>()
  #asked = new Set<number>()
  /** Answers that were asked for before a change are of places that may be others now. */
  #age = 0

  constructor(options: PicturesByPlaceOptions) {
    this.#options = options
    this.total = options.total
  }

  at(place: number): AtPlace {
    return this.#known.get(place)
  }

  /** Puts in what is known from elsewhere. */
  put(place: number, picture: GalleryImage): void {
    this.#known.set(place, picture)
  }

  /** Asks for the picture of a place, unless it is known or on its way. */
  want(place: number): void {
    if (place < 0 || place >= this.total || this.#known.has(place) || this.#asked.has(place)) return
    void this.#ask(place)
  }

  async #ask(place: number): Promise<void> {
    const age = this.#age
    this.#asked.add(place)
    try {
      const picture = (await this.#options.load(place)) ?? 'gone'
      if (age !== this.#age) return
      this.#known.set(place, picture)
      this.#options.onArrival(place)
    } catch (cause) {
      if (age === this.#age) this.#options.onError(cause)
    } finally {
      if (age === this.#age) this.#asked.delete(place)
    }
  }

  /** Takes a picture as it is now. */
  replace(picture: GalleryImage): void {
    for (const [place, known] of this.#known) {
      if (known === 'gone' || known.id !== picture.id) continue
      this.#known.set(place, picture)
      this.#options.onArrival(place)
    }
  }

  /** Takes a picture out; those behind it move up. @returns where it was, if that is known. */
  remove(id: string): number | undefined {
    const place = this.#placeOf(id)
    if (place === undefined) return undefined
    const moved = [...this.#known]
      .filter(([each]) => each !== place)
      .map(([each, picture]) => [each > place ? each - 1 : each, picture] as const)
    this.#renew(new Map(moved))
    this.total = Math.max(0, this.total - 1)
    return place
  }

  #placeOf(id: string): number | undefined {
    for (const [place, known] of this.#known) {
      if (known !== 'gone' && known.id === id) return place
    }
    return undefined
  }

  #renew(known: Map<number, GalleryImage | 'gone'>): void {
    this.#age += 1
    this.#known = known
    this.#asked = new Set()
  }

  /**
   * Finds where the picture of a place is after the list has changed, and forgets all others. A picture that is not found near by stays where
   * it was, so that what is looked at does not vanish. @returns its place now.
   */
  async realign(place: number): Promise<number> {
    const picture = this.at(place)
    if (picture === undefined || picture === 'gone') {
      this.#renew(new Map())
      return place
    }
    const found = await this.#find(picture.id, place)
    const now = found ?? place
    this.#renew(new Map([[now, picture]]))
    return now
  }

  async #find(id: string, near: number): Promise<number | undefined> {
    for (let far = 0; far <= farthest; far += 1) {
      // New pictures come first in the usual order: what there was is then further down.
      for (const place of far === 0 ? [near] : [near + far, near - far]) {
        if (place < 0 || place >= this.total) continue
        if ((await this.#options.load(place))?.id === id) return place
      }
    }
    return undefined
  }
}
