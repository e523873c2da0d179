import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { printSpread } from '../table.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import { measureMainThread, printMainThread } from './main-thread.ts'
import type { Browser } from './open-browser.ts'
import { encodePng } from './png.ts'

const strokes = 5
const movesEach = 60

/** Measures painting a mask over a picture of 12 megapixels: from where the pointer is until the paint is there. */
export async function measureMask(browser: Browser, url: string): Promise<void> {
  const page = await browser.open()
  await page.goto(url)
  await using folder = await temporaryFolder()
  const file = join(folder.path, 'large.png')
  await writeFile(file, encodePng({ width: 4000, height: 3000, seed: 1, parameters: 'a harbour' }))
  await page.locator('input[type="file"]').first().setInputFiles(file)
  await page.getByRole('radio', { name: 'Repaint a part' }).click()
  await page.getByRole('button', { name: 'Paint the mask' }).click()
  const stage = page.getByRole('application')
  const box = await stage.boundingBox()
  if (box === null) throw new Error('The stage is not shown.')
  await page.evaluate(() => {
    const painted: number[] = []
    Object.assign(globalThis, { benchPainted: painted })
    document.addEventListener(
      'pointermove',
      ({ timeStamp }) =>
        requestAnimationFrame(() => setTimeout(() => painted.push(performance.now() - timeStamp))),
      { capture: true },
    )
  })
  const { spent } = await measureMainThread(page, async () => {
    for (let stroke = 0; stroke < strokes; stroke += 1) {
      const y = box.y + box.height * (0.2 + (0.6 * stroke) / strokes)
      await page.mouse.move(box.x + box.width * 0.2, y)
      await page.mouse.down()
      await page.mouse.move(box.x + box.width * 0.8, y + 20, { steps: movesEach })
      await page.mouse.up()
    }
  })
  const painted: readonly number[] = await page.evaluate(() => Object(globalThis).benchPainted)
  printSpread('pointer move to paint', painted, 'ms')
  printMainThread('each move', spent, painted.length)
  await page.context().close()
}
