import { z } from 'zod'

const jobSchema = z.object({
  request_id: z.string(),
  status: z.enum(['queued', 'processing', 'completed', 'error', 'cancelled']),
  error_info: z.object({ code: z.string() }).optional(),
  images: z.array(z.object({ filepath: z.string() })).optional(),
})
export type Job = z.infer<typeof jobSchema>

export const isTerminal = ({ status }: Job): boolean =>
  status === 'completed' || status === 'error' || status === 'cancelled'

const batchSchema = z.object({
  status: z.string(),
  job_ids: z.array(z.string()),
  total_images: z.number(),
  completed_images: z.number(),
  failed_images: z.array(z.number()),
})
const jobsSchema = z.object({ jobs: z.array(jobSchema), next_cursor: z.string().optional() })
const uploadSchema = z.object({ upload_id: z.string() })
const gallerySchema = z.array(z.object({ id: z.string(), filepath: z.string() }))

/** The product over HTTP, whose processes are asked in turn. A request that takes longer than 3 s has failed. */
export class Api {
  readonly url: string
  readonly #urls: readonly string[]
  #turn = 0

  constructor(url: string, ...others: readonly string[]) {
    this.url = url
    this.#urls = [url, ...others]
  }

  request(path: string, init: RequestInit = {}): Promise<Response> {
    this.#turn += 1
    const url = this.#urls[this.#turn % this.#urls.length]
    return fetch(`${url}${path}`, { signal: AbortSignal.timeout(3_000), ...init })
  }

  post(path: string, body: object, headers: Record<string, string> = {}): Promise<Response> {
    return this.request(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
  }

  async job(id: string): Promise<Job> {
    return jobSchema.parse(await this.#json(`/api/generate/status/${id}`))
  }

  /** All jobs, page by page. */
  async jobs(): Promise<readonly Job[]> {
    const all: Job[] = []
    for (let cursor = ''; ; ) {
      const page = jobsSchema.parse(await this.#json(`/api/jobs?limit=500&cursor=${cursor}`))
      all.push(...page.jobs)
      if (page.next_cursor === undefined) return all
      cursor = page.next_cursor
    }
  }

  async batch(id: string): Promise<z.infer<typeof batchSchema>> {
    return batchSchema.parse(await this.#json(`/api/batch/${id}`))
  }

  /** Sends a file; resolves with the id of its upload, or undefined when there was no answer, or a refusal. */
  async upload(bytes: Buffer): Promise<string | undefined> {
    const headers = { 'content-type': 'image/png' }
    const init = { method: 'POST', headers, body: new Uint8Array(bytes) }
    const answer = await this.request('/api/uploads', init).catch(() => undefined)
    const json: unknown = await answer?.json().catch(() => undefined)
    return answer?.ok === true && json !== undefined
      ? uploadSchema.parse(json).upload_id
      : undefined
  }

  async gallery(): Promise<readonly { readonly id: string; readonly filepath: string }[]> {
    const all: z.infer<typeof gallerySchema> = []
    for (let path: string | undefined = '/api/gallery?limit=1000'; path !== undefined; ) {
      const answer = await this.request(path)
      all.push(...gallerySchema.parse(await answer.json()))
      path = /<([^>]+)>; rel="next"/.exec(answer.headers.get('link') ?? '')?.[1]
    }
    return all
  }

  /** Whether the product says that it has read the whole folder. */
  async isGalleryComplete(): Promise<boolean> {
    const { headers } = await this.request('/api/gallery?limit=1')
    return headers.get('x-gallery-complete') === 'true'
  }

  async #json(path: string): Promise<unknown> {
    const answer = await this.request(path)
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    return answer.json()
  }
}
