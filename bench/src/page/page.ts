import { measureColdOpen } from './cold-open.ts'
import { measureFirstLoad } from './first-load.ts'
import { measureMask } from './mask-strokes.ts'
import { openBrowser } from './open-browser.ts'
import { runServer } from './run-server.ts'
import { measureScroll } from './scroll.ts'
import { measureSearch } from './search-letters.ts'

/** Measures the page in a Chromium: `npm run build` makes what is measured. Aims: 150 kB, 1 s, 60 frames a second, 100 ms. */
export async function measurePage(): Promise<void> {
  await using browser = await openBrowser()
  for (const pictures of [20_000, 100_000]) {
    await using server = await runServer(pictures)
    console.log(`\n### ${pictures.toLocaleString('en')} pictures`)
    if (pictures === 20_000) {
      await measureFirstLoad(browser, server.url)
      await measureMask(browser, server.url)
    }
    await measureColdOpen(browser, server.url)
    await measureSearch(browser, server.url)
    await measureScroll(browser, server.url)
  }
}
