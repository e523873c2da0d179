import { chromium, type Page } from 'playwright-core'

const usual = '/usr/bin/chromium'

export interface Browser extends AsyncDisposable {
  /** A page of a fresh profile: nothing cached, no cookies. */
  open(): Promise<Page>
}

/** The Chromium of `CHROMIUM_PATH`, or the usual one of a Linux. */
export async function openBrowser(): Promise<Browser> {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? usual,
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  })
  return {
    async open() {
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
      const page = await context.newPage()
      page.setDefaultTimeout(60_000)
      return page
    },
    [Symbol.asyncDispose]: () => browser.close(),
  }
}
