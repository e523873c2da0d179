import { describe, expect, it } from 'vitest'
import type { Caller } from '../caller.ts'
import type { House } from '../door.ts'
import { DoorError } from '../door-error.ts'
import type { JobNews } from '../job.ts'
import { untilEnded } from '../until-ended.ts'

/** A house whose jobs run by themselves and make one picture each. */
export interface TestedHouse extends AsyncDisposable {
  readonly house: Omit<House, 'keep'>
  /** Words of a picture that can be made. */
  readonly words: Readonly<Record<string, unknown>>
  /** A PNG of 64 × 64 pixels. */
  readonly png: Uint8Array
}

const caller: Caller = {
  client: '192.0.2.1',
  origin: 'http://localhost:8000',
  signal: new AbortController().signal,
}

const { signal } = caller

/** What doors rely on; for every house. */
export function testHouse(name: string, open: () => Promise<TestedHouse>): void {
  describe(name, () => {
    it('makes a picture of words, and tells of it until it is there', async () => {
      await using tested = await open()
      const { house, words } = tested
      const note = { door: 'test', session: 'a' }
      const { ids, created } = await house.jobs.submit(
        { words: { ...words, seed: 5 } },
        { caller, note },
      )
      expect(created).toBe(true)
      const heard: JobNews[] = []
      for await (const news of house.jobs.news({ ids, signal })) heard.push(news)
      const job = house.jobs.get(ids[0] ?? '')
      expect(job).toMatchObject({
        id: ids[0],
        status: 'completed',
        recipe: { prompt: words.prompt, seed: 5 },
        client: caller.client,
        note,
      })
      expect(heard.at(-1)).toMatchObject({ type: 'job', job: { status: 'completed' } })
      const [output] = job?.outputs ?? []
      expect(output).toMatchObject({ index: 0, kind: 'image', mediaType: 'image/png' })
      expect(output?.imageId).toBeTypeOf('string')
    })

    it('gives the bytes of what was made, whole and in part', async () => {
      await using tested = await open()
      const { jobs, pictures } = tested.house
      const { ids } = await jobs.submit({ words: tested.words }, { caller })
      await untilEnded(jobs, ids, { signal })
      const source = { job: ids[0] ?? '', index: 0 }
      await using file = await pictures.open(source)
      const bytes = await file?.bytes()
      expect(bytes?.length).toBe(file?.size)
      const again = await pictures.open(source)
      const part = await new Response(again?.stream({ start: 1, end: 3 })).text()
      expect(part).toBe('PNG')
      expect(await pictures.open({ ...source, index: 7 })).toBeUndefined()
    })

    it('gives the first answer to a key again, and refuses it for something else', async () => {
      await using tested = await open()
      const { jobs } = tested.house
      const idempotency = { key: 'test one', fingerprint: 'a' }
      expect(await jobs.acceptedBefore(idempotency)).toBeUndefined()
      const first = await jobs.submit({ words: tested.words }, { caller, idempotency })
      expect(await jobs.acceptedBefore(idempotency)).toBe(first.ids[0])
      const again = await jobs.submit({ words: tested.words }, { caller, idempotency })
      expect(again).toEqual({ ids: first.ids, created: false })
      const other = { ...idempotency, fingerprint: 'b' }
      const refused = jobs.submit({ words: tested.words }, { caller, idempotency: other })
      await expect(refused).rejects.toThrow(DoorError)
      const told = { status: 422, code: 'idempotency_key_reused' }
      await expect(refused).rejects.toMatchObject(told)
      await expect(jobs.acceptedBefore(other)).rejects.toMatchObject(told)
    })

    it('makes several of the same words with seeds in a row', async () => {
      await using tested = await open()
      const { jobs } = tested.house
      const words = { ...tested.words, seed: 7 }
      const { ids, batchId = '' } = await jobs.submit(
        { words },
        { caller, count: 3, seedMode: 'incremental' },
      )
      const made = await untilEnded(jobs, ids, { signal })
      expect(made.map(({ status, recipe }) => [status, recipe.seed])).toEqual([
        ['completed', 7],
        ['completed', 8],
        ['completed', 9],
      ])
      expect(jobs.batch(batchId)).toMatchObject({
        status: 'completed',
        total: 3,
        completed: 3,
        ids,
      })
    })

    it('takes the id that a caller brings, once', async () => {
      await using tested = await open()
      const { jobs } = tested.house
      const id = crypto.randomUUID()
      const { ids } = await jobs.submit({ words: tested.words }, { caller, id })
      expect(ids).toEqual([id])
      const refused = jobs.submit({ words: tested.words }, { caller, id })
      await expect(refused).rejects.toMatchObject({ status: 409 })
    })

    it('lists jobs, the newest first, and knows none of another id', async () => {
      await using tested = await open()
      const { jobs } = tested.house
      const first = await jobs.submit({ words: tested.words }, { caller })
      const second = await jobs.submit({ words: tested.words }, { caller })
      const { jobs: listed } = jobs.list({ limit: 10 })
      expect(listed.map(({ id }) => id)).toEqual([...second.ids, ...first.ids])
      const nobody = crypto.randomUUID()
      expect(jobs.get(nobody)).toBeUndefined()
      expect(await jobs.cancel(nobody)).toBe('unknown')
      expect(await Array.fromAsync(jobs.news({ ids: [nobody], signal }))).toEqual([])
    })

    it('keeps an upload by its hash', async () => {
      await using tested = await open()
      const { pictures } = tested.house
      const upload = await pictures.upload(tested.png, { signal })
      expect(upload).toMatchObject({ mediaType: 'image/png', width: 64, height: 64 })
      const { id } = upload
      expect(await pictures.upload(tested.png, { signal })).toMatchObject({ id })
      expect(await pictures.findUpload(id)).toMatchObject({ id, sha256: upload.sha256 })
      await using file = await pictures.open({ upload: upload.id })
      expect(Buffer.from((await file?.bytes()) ?? []).equals(tested.png)).toBe(true)
      const refused = pictures.upload(new Uint8Array(), { signal })
      await expect(refused).rejects.toMatchObject({ status: 400 })
    })

    it('refuses a cursor that is none', async () => {
      await using tested = await open()
      for (const cursor of ['', 'NaN', 'abc', '-1', '1.5', 'x'.repeat(400)]) {
        const list = () => tested.house.jobs.list({ limit: 1, cursor })
        expect(list, cursor).toThrow(expect.objectContaining({ name: 'DoorError', status: 400 }))
      }
    })

    it('removes an upload, once', async () => {
      await using tested = await open()
      const { pictures } = tested.house
      const { id } = await pictures.upload(tested.png, { signal })
      expect(await pictures.removeUpload(id)).toBe(true)
      expect(await pictures.findUpload(id)).toBeUndefined()
      expect(await pictures.removeUpload(id)).toBe(false)
    })
  })
}
