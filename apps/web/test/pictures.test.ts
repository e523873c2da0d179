import { readdir } from 'node:fs/promises'
import type { Locator, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { hasBrowser, type OpenPage, openPage, phone } from './open-page.ts'

const panel = (page: Page) => page.getByRole('region', { name: 'Pictures that go in' })

interface Given {
  readonly event: 'drop' | 'paste'
  readonly name?: string
  readonly type?: string
}

/** Drops or pastes a file, which is a picture of 640 × 480 unless its type is text. */
const give = (target: Locator, { event, name = 'photo.png', type = 'image/png' }: Given) =>
  target.evaluate(
    async (element, given) => {
      const canvas = new OffscreenCanvas(640, 480)
      const context = canvas.getContext('2d')
      if (context === null) return
      context.fillStyle = 'teal'
      context.fillRect(0, 0, 640, 480)
      const picture = await canvas.convertToBlob()
      const bytes = given.type.startsWith('image/') ? picture : 'just words'
      const transfer = new DataTransfer()
      transfer.items.add(new File([bytes], given.name, { type: given.type }))
      const rules = { bubbles: true, cancelable: true }
      element.dispatchEvent(
        given.event === 'drop'
          ? new DragEvent('drop', { ...rules, dataTransfer: transfer })
          : new ClipboardEvent('paste', { ...rules, clipboardData: transfer }),
      )
    },
    { event, name, type },
  )

/** How bright an upload is at places, from 0 to 255. */
const brightness = (page: Page, upload: string, places: readonly (readonly [number, number])[]) =>
  page.evaluate(
    async ({ id, at }) => {
      const answer = await fetch(`api/uploads/${id}`)
      const bitmap = await createImageBitmap(await answer.blob())
      const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d', {
        willReadFrequently: true,
      })
      if (context === null) return undefined
      context.drawImage(bitmap, 0, 0)
      const values = at.map(([x, y]) => context.getImageData(x, y, 1, 1).data[0])
      return { width: bitmap.width, height: bitmap.height, values }
    },
    { id: upload, at: places },
  )

/** Presses the button; resolves with what was sent and the job as it ended. */
async function generate({ page, darkroom }: OpenPage) {
  const sent = page.waitForResponse(
    (response) =>
      response.url().endsWith('/api/generate') && response.request().method() === 'POST',
  )
  await page.getByRole('button', { name: /^Generate/ }).click()
  const response = await sent
  const body = response.request().postDataJSON()
  expect(response.status(), await response.text()).toBe(202)
  const { request_id } = await response.json()
  const status = async () =>
    (await fetch(`${darkroom.url}/api/generate/status/${request_id}`)).json()
  await expect.poll(async () => (await status()).status).toBe('completed')
  return { body, job: await status() }
}

describe.skipIf(!hasBrowser)('a picture that goes in', () => {
  it('is repainted where the brush was, and nowhere else', async () => {
    await using opened = await openPage()
    const { page, darkroom } = opened
    await page.getByRole('textbox', { name: 'Prompt', exact: true }).fill('a red boat')
    await give(panel(page), { event: 'drop' })
    await panel(page).getByRole('img', { name: 'The picture that goes in' }).waitFor()
    await panel(page).getByRole('radio', { name: 'Repaint a part' }).click()
    await panel(page).getByRole('button', { name: 'Paint the mask' }).click()

    const stage = page.getByRole('application', { name: 'What is to be painted anew' })
    const box = await stage.boundingBox()
    if (box === null) throw new Error('the stage is not shown')
    const stroke = async (from: number, to: number): Promise<void> => {
      await page.mouse.move(box.x + box.width * from, box.y + box.height / 2)
      await page.mouse.down()
      await page.mouse.move(box.x + box.width * to, box.y + box.height / 2, { steps: 8 })
      await page.mouse.up()
    }
    await stroke(0.48, 0.52)
    await stroke(0.3, 0.34)
    await page.keyboard.press('Control+z')
    await page.getByRole('button', { name: 'Use the mask' }).click()
    await panel(page).getByRole('img', { name: 'The mask' }).waitFor()

    const { body, job } = await generate(opened)
    expect(body).toMatchObject({ workflow: 'inpaint', image: { upload: expect.any(String) } })
    const { upload } = body.mask
    expect(job.given_urls).toHaveLength(2)
    const middle = [320, 240] as const
    const corner = [10, 10] as const
    // Where the stroke was that was undone.
    const left = [80, 240] as const
    const mask = await brightness(page, upload, [middle, corner, left])
    expect(mask).toEqual({ width: 640, height: 480, values: [255, 0, 0] })
    const inputs = await readdir(darkroom.simulator.inputDirectory, { recursive: true })
    expect(inputs).toHaveLength(2)
  })

  it('is painted by keys alone, and the mask can be painted on', async () => {
    await using opened = await openPage()
    const { page } = opened
    await page.getByRole('textbox', { name: 'Prompt', exact: true }).fill('a red boat')
    await give(panel(page), { event: 'drop' })
    await panel(page).getByRole('radio', { name: 'Repaint a part' }).click()
    const stage = page.getByRole('application')
    const press = async (...keys: readonly string[]): Promise<void> => {
      await stage.focus()
      for (const key of keys) await page.keyboard.press(key)
    }
    await panel(page).getByRole('button', { name: 'Paint the mask' }).click()
    await press('ArrowLeft', 'ArrowRight', 'Enter', 'ArrowRight', 'ArrowRight', 'Enter')
    await page.getByRole('button', { name: 'Use the mask' }).click()
    // Else the keys would go to the one that is just closing.
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await panel(page).getByRole('button', { name: 'Edit the mask' }).click()
    await press('ArrowUp', 'Shift+ArrowUp', ' ')
    await page.getByRole('button', { name: 'Use the mask' }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    const { body } = await generate(opened)
    const mask = await brightness(page, body.mask.upload, [
      [320, 240],
      [320, 240 - 115],
      [10, 10],
    ])
    expect(mask?.values).toEqual([255, 255, 0])
  })

  it('is changed as a whole when it is pasted, on a phone as well', async () => {
    await using opened = await openPage({ viewport: phone })
    const { page } = opened
    await page.getByRole('textbox', { name: 'Prompt', exact: true }).fill('in winter')
    await give(panel(page), { event: 'paste' })
    await panel(page).getByRole('radio', { name: 'Change it', checked: true }).waitFor()
    await opened.checkAccess()
    const { body } = await generate(opened)
    expect(body.image).toEqual({ upload: expect.any(String) })
    expect(body).not.toHaveProperty('mask')
    expect(body).not.toHaveProperty('resolution')
  })

  it('is only enlarged without a prompt', async () => {
    await using opened = await openPage()
    const { page } = opened
    await give(panel(page), { event: 'paste' })
    await panel(page).getByRole('radio', { name: 'Upscale' }).click()
    const { body } = await generate(opened)
    expect(Object.keys(body).toSorted()).toEqual(['image', 'upscale', 'workflow'])
  })

  it('is refused in a sentence when it is none', async () => {
    await using opened = await openPage()
    const { page } = opened
    await give(panel(page), { event: 'drop', name: 'notes.txt', type: 'text/plain' })
    await panel(page).getByText('notes.txt is no picture.').waitFor()
    await give(panel(page), { event: 'drop', name: 'broken.png', type: 'text/plain' })
    await panel(page).getByText('broken.png is no picture.').waitFor()
  })
})
