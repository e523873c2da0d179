import { brotliCompressSync, gzipSync } from 'node:zlib'
import type { Browser } from './open-browser.ts'

const paths = ['/', '/queue', '/gallery', '/workflows', '/servers', '/settings']

const kilobytes = (bytes: number): string => (bytes / 1000).toFixed(1)

/** Counts what a fresh browser fetches of scripts and styles until the heading of a view is there. */
export async function measureFirstLoad(browser: Browser, url: string): Promise<void> {
  for (const path of paths) {
    const page = await browser.open()
    await page.goto(`${url}${path}`)
    await page.locator('h1').first().waitFor({ state: 'attached' })
    const addresses = await page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .map(({ name }) => name)
        .filter((name) => /\/assets\/.*\.(?:js|css)$/.test(name)),
    )
    await page.context().close()
    const sums = { files: 0, gzip: 0, brotli: 0, styles: 0 }
    for (const address of addresses) {
      const bytes = Buffer.from(await (await fetch(address)).arrayBuffer())
      sums.files += 1
      if (address.endsWith('.css')) sums.styles += gzipSync(bytes).length
      else {
        sums.gzip += gzipSync(bytes).length
        sums.brotli += brotliCompressSync(bytes).length
      }
    }
    console.log(
      `${path}: ${sums.files} files, scripts ${kilobytes(sums.gzip)} kB gzip, ${kilobytes(sums.brotli)} kB brotli, styles ${kilobytes(sums.styles)} kB gzip`,
    )
  }
}
