import PhotoSwipe, { type SlideData } from 'photoswipe'
import { fillOtherSlides } from './other-slides.ts'

export interface StageOptions {
  /** The element that it fills. */
  readonly host: HTMLElement
  readonly index: number
  readonly total: () => number
  readonly slideAt: (place: number) => SlideData
  readonly onPlace: (place: number) => void
  /** A drag down, a pinch or a click beside the picture asked for it. */
  readonly onClose: () => void
  readonly onZoom: (isZoomed: boolean) => void
}

/** Pixels that an arrow key moves a picture that is larger than the screen. */
const panStep = 80
const zoomStep = 1.5

/** Room that the buttons over the picture take. */
const widePadding = { top: 60, bottom: 20, left: 64, right: 64 }
const narrowPadding = { top: 56, bottom: 12, left: 0, right: 0 }
const narrow = 640

/** How many places around the one that is shown may be held by PhotoSwipe. */
const held = 8

/** Shows one picture of a list, with its neighbours beside it: PhotoSwipe without its own buttons, keys and focus. */
export class Stage {
  readonly #pswp: PhotoSwipe

  constructor({ host, index, total, slideAt, onPlace, onClose, onZoom }: StageOptions) {
    const pswp = new PhotoSwipe({
      appendToEl: host,
      index,
      loop: false,
      trapFocus: false,
      returnFocus: false,
      escKey: false,
      arrowKeys: false,
      close: false,
      zoom: false,
      counter: false,
      arrowPrev: false,
      arrowNext: false,
      showHideAnimationType: 'none',
      bgOpacity: 0,
      spacing: 0.04,
      wheelToZoom: true,
      imageClickAction: 'zoom',
      bgClickAction: 'close',
      tapAction: false,
      doubleTapAction: 'zoom',
      secondaryZoomLevel: ({ fit }) => Math.max(1, fit * 2),
      maxZoomLevel: ({ fit }) => Math.max(8, fit * 4),
      errorMsg: 'This picture cannot be shown.',
      paddingFn: ({ x }) => (x < narrow ? narrowPadding : widePadding),
      getViewportSizeFn: () => ({ x: host.clientWidth, y: host.clientHeight }),
    })
    this.#pswp = pswp
    pswp.addFilter('numItems', total)
    pswp.addFilter('itemData', (_, place) => slideAt(place))
    pswp.addFilter('placeholderSrc', (_, { data }) => data.msrc ?? false)
    // Keys are the dialog's own: it knows what is typed where.
    pswp.on('keydown', (event) => event.preventDefault())
    pswp.on('change', () => onPlace(pswp.currIndex))
    pswp.on('close', onClose)
    pswp.on('zoomPanUpdate', ({ slide }) => {
      if (slide === pswp.currSlide) onZoom(slide.currZoomLevel > slide.zoomLevels.initial * 1.01)
    })
    fillOtherSlides(pswp)
    pswp.init()
    // Its own dialog would be one in ours.
    pswp.element?.setAttribute('role', 'presentation')
    pswp.element?.removeAttribute('tabindex')
  }

  get place(): number {
    return this.#pswp.currIndex
  }

  goTo(place: number): void {
    const last = this.#pswp.getNumItems() - 1
    this.#pswp.goTo(Math.max(0, Math.min(last, place)))
  }

  step(by: 1 | -1): void {
    this.goTo(this.#pswp.potentialIndex + by)
  }

  zoom(direction: 'in' | 'out'): void {
    const slide = this.#pswp.currSlide
    if (slide?.isZoomable() !== true) return
    const next = slide.currZoomLevel * (direction === 'in' ? zoomStep : 1 / zoomStep)
    const { initial, max } = slide.zoomLevels
    slide.zoomTo(Math.max(initial, Math.min(max, next)), undefined, 160)
  }

  toggleZoom(): void {
    this.#pswp.toggleZoom()
  }

  /** Moves what is seen of a picture that is larger than the screen. */
  pan(x: number, y: number): void {
    const slide = this.#pswp.currSlide
    if (slide?.isPannable() !== true) return
    slide.panTo(slide.pan.x - x * panStep, slide.pan.y - y * panStep)
  }

  /** Plays or pauses a video. */
  togglePlay(): boolean {
    const video = this.#pswp.currSlide?.content.element?.querySelector('video') ?? null
    if (video === null) return false
    if (video.paused) void video.play()
    else video.pause()
    return true
  }

  /** Shows a place anew, where it is in sight or near it. */
  refresh(place: number): void {
    const { currIndex, contentLoader } = this.#pswp
    if (Math.abs(place - currIndex) <= 1) this.#pswp.refreshSlideContent(place)
    else contentLoader.removeByIndex(place)
    if (Math.abs(place - currIndex) <= 2) contentLoader.loadSlideByIndex(place)
  }

  /** Shows all anew, after places have changed. */
  refreshAll(): void {
    const { currIndex, contentLoader } = this.#pswp
    for (let place = currIndex - held; place <= currIndex + held; place += 1) {
      contentLoader.removeByIndex(place)
    }
    for (const place of [currIndex, currIndex - 1, currIndex + 1]) {
      this.#pswp.refreshSlideContent(place)
    }
  }

  /** Tells that the picture that is shown is now at another place, and shows its neighbours anew; it stays as it is, zoom and all. */
  moveTo(place: number): void {
    const pswp = this.#pswp
    const { contentLoader, currIndex, currSlide } = pswp
    const content = contentLoader.getContentByIndex(currIndex)
    for (let near = currIndex - held; near <= currIndex + held; near += 1) {
      contentLoader.removeByIndex(near)
    }
    if (currSlide !== undefined) currSlide.index = place
    pswp.currIndex = place
    pswp.potentialIndex = place
    if (content !== undefined) {
      content.index = place
      contentLoader.addToCache(content)
    }
    for (const near of [place - 1, place + 1]) pswp.refreshSlideContent(near)
  }

  /** Fits it to its host, whose size has changed. */
  resize(): void {
    this.#pswp.updateSize()
  }

  destroy(): void {
    // Its close() waits for its opening; nothing is to be seen of either.
    this.#pswp.isDestroying = true
    this.#pswp.destroy()
  }
}
