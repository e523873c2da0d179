import type PhotoSwipe from 'photoswipe'
import styles from './other-slides.module.css'

const element = (className: string | undefined, text = ''): HTMLDivElement => {
  const made = document.createElement('div')
  made.className = `pswp__content ${className ?? ''}`
  made.textContent = text
  return made
}

function videoOf({
  src = '',
  msrc = '',
  alt = '',
}: Readonly<Record<string, string>>): HTMLDivElement {
  const holder = element(styles.video)
  const video = document.createElement('video')
  Object.assign(video, { src, poster: msrc, controls: true, loop: true, playsInline: true })
  video.preload = 'metadata'
  video.setAttribute('aria-label', alt)
  holder.append(video)
  return holder
}

/** Whether a press is for the controls of a video, and not a swipe: they are its lowest part. */
const isOnControls = ({ target, clientY }: PointerEvent): boolean =>
  target instanceof HTMLVideoElement && target.getBoundingClientRect().bottom - clientY < 72

const playing = (slide: PhotoSwipe['currSlide']): HTMLVideoElement | null =>
  slide?.content.element?.querySelector('video') ?? null

/** Teaches PhotoSwipe slides that are no pictures: videos, what is on its way and what is not there any more. */
export function fillOtherSlides(pswp: PhotoSwipe): void {
  pswp.on('contentLoad', (event) => {
    const { content } = event
    if (content.type === 'image') return
    event.preventDefault()
    content.element =
      content.type === 'video'
        ? videoOf(content.data)
        : element(
            content.type === 'gone' ? styles.gone : styles.waiting,
            content.type === 'gone' ? 'There is no picture here any more.' : '',
          )
    content.state = 'loaded'
  })
  pswp.on('contentDeactivate', ({ content }) => content.element?.querySelector('video')?.pause())
  pswp.on('contentActivate', ({ content }) => {
    const video = content.element?.querySelector('video')
    // Refused where the page was not touched yet: it then waits for a press.
    video?.play().catch(() => {})
  })
  pswp.on('contentDestroy', ({ content }) => content.element?.querySelector('video')?.pause())
  pswp.on('pointerDown', (event) => {
    if (isOnControls(event.originalEvent)) event.preventDefault()
  })
  pswp.addFilter('preventPointerEvent', (prevents, event) =>
    event instanceof PointerEvent && isOnControls(event) ? false : prevents,
  )
  pswp.on('destroy', () => playing(pswp.currSlide)?.pause())
}
