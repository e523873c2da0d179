import type { HonoRequest } from 'hono'
import { refererOrigin } from './page-origin.ts'

/** What the answer depends on, for caches: the same picture may have come for an `<img>` before. */
export const navigationVary = 'Sec-Fetch-Mode, Sec-Fetch-Site, Accept'

/**
 * Whether a page of another origin leads a tab here, as a link with `download` does, which browsers follow instead of
 * saving what is not of the page's own origin. Without fetch metadata, which is sent only to localhost and over HTTPS, a
 * tab is told by wanting HTML.
 */
export function isForeignNavigation(req: HonoRequest): boolean {
  const mode = req.header('sec-fetch-mode')
  if (mode !== undefined) {
    const site = req.header('sec-fetch-site')
    return mode === 'navigate' && site !== 'none' && site !== 'same-origin'
  }
  if (!(req.header('accept') ?? '').includes('text/html')) return false
  const page = refererOrigin(req.header('referer'))
  return page !== undefined && URL.parse(page)?.host !== req.header('host')
}
