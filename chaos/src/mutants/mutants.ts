export interface Patch {
  /** End of the module's URL. */
  readonly file: string
  /** Text that must occur exactly once. */
  readonly find: string
  readonly replace: string
}

/** A product with one defence removed. */
export interface Mutant {
  readonly name: string
  readonly patches: readonly Patch[]
  /** The defence that makes the mutant harmless; absent when the referee must notice. */
  readonly coveredBy?: string
}

const jobRun = 'generation/src/attempt/job-run.ts'
const jobFiles = 'generation/src/attempt/job-files.ts'
const galleryFiles = 'generation/src/collect/gallery-files.ts'
const postAgain =
  'return this.#post({ ...record, posts: record.posts + 1, clientId: this.#link.clientId })'

const lookFirst = `      const queued = inQueue(await queue(options), promptId)
      if (queued) return queued
`
const thenHistory = `      const entry = await history(promptId, options)
      if (entry) return { state: 'finished', number: entry.number, copies: 0, entry }
`

export const mutants: readonly Mutant[] = [
  {
    name: 'resubmit blindly after restart',
    patches: [
      {
        file: jobRun,
        find: `      this.#open()
      return isUnposted ? this.#send(record) : 'goes-on'`,
        replace: `      ${postAgain}`,
      },
    ],
  },
  {
    // A server's own prompt id is unknown after a crash before the answer was recorded.
    name: 'server-chosen prompt_id',
    patches: [
      {
        file: jobRun,
        find: '      this.#open()\n',
        replace:
          '      await this.#leased.write(record.seen ? record : { ...record, promptId: crypto.randomUUID() })\n' +
          '      this.#open()\n',
      },
    ],
  },
  {
    name: 'HTTP error means "not submitted"',
    patches: [
      {
        file: 'comfy-client/src/prompt/submit-once.ts',
        find: "return { state: unsent ? 'unsent' : 'doubt', error }",
        replace: "return { state: 'unsent', error }",
      },
    ],
  },
  {
    name: 'no idempotency key',
    patches: [
      {
        file: 'api/src/generate/accept-options.ts',
        find: 'if (header === undefined) return { client }',
        replace: 'if (true) return { client }',
      },
    ],
  },
  {
    name: 'random result names',
    patches: [
      {
        file: 'generation/src/attempt/collect-prompt.ts',
        find: 'stem: payload.output,',
        replace: "stem: payload.output + '_' + crypto.randomUUID().slice(0, 8),",
      },
    ],
  },
  {
    name: 'no settle',
    patches: [
      {
        file: 'comfy-client/src/prompt/prompt-poller.ts',
        find: 'this.#absences >= leastAbsences && now - this.#absentSince >= this.#options.settleMs',
        replace: 'true',
      },
    ],
  },
  {
    name: 'history first',
    patches: [
      {
        file: 'comfy-client/src/routes/locate.ts',
        find: lookFirst + thenHistory,
        replace: thenHistory + lookFirst,
      },
    ],
    coveredBy: 'both are read twice, and three absences over the settle time are needed',
  },
  {
    name: 'new id on absent',
    patches: [
      {
        file: jobRun,
        find: postAgain,
        replace: 'return this.#post(this.#next({ ...record, open: false }))',
      },
    ],
  },
  {
    name: 'no rename',
    patches: [
      {
        file: galleryFiles,
        find: "import { access, open, readFile, rename, rm } from 'node:fs/promises'",
        replace: "import { access, mkdir, open, readFile, rename, rm } from 'node:fs/promises'",
      },
      {
        file: galleryFiles,
        find: "    await using handle = await open(this.#part(jobId, index, ''), 'w+')\n",
        replace:
          '    const part = join(this.#root, outputPathOf(stem, index).concat(".png"))\n    await mkdir(dirname(part), { recursive: true })\n    await using handle = await open(part, "w+")\n',
      },
      {
        file: galleryFiles,
        find: "    for (const index of outputs.keys()) await access(this.#part(jobId, index, ''))\n",
        replace: '',
      },
      {
        file: galleryFiles,
        find: "      await rename(this.#part(jobId, index, ''), held.at(basename(path)))\n",
        replace: '',
      },
    ],
  },
  {
    name: 'no GC',
    patches: [
      {
        file: galleryFiles,
        find: 'async discard(jobId: string, stem: string): Promise<void> {',
        replace: 'async discard(jobId: string, stem: string): Promise<void> {\n    return',
      },
    ],
  },
  {
    name: 'no length check',
    patches: [
      {
        file: 'generation/src/collect/receive-file.ts',
        find: 'contentLength !== undefined && bytes !== contentLength',
        replace: 'false',
      },
    ],
    coveredBy: 'the HTTP client refuses a body that breaks off, and a PNG must end as one',
  },
  {
    name: 'uploads go though jobs need them',
    patches: [
      {
        file: 'generation/src/given/uploads-in-use.ts',
        find: 'found.add(file.upload)',
        replace: 'found.delete(file.upload)',
      },
    ],
  },
  {
    name: 'inputs are put there without a look',
    patches: [
      {
        file: jobFiles,
        find: 'if (!(await this.#isThere(file, opened, signal))) {',
        replace: 'if (true) {',
      },
    ],
  },
  {
    name: 'lost inputs are not put again',
    patches: [
      {
        file: jobFiles,
        find: '(await this.#isThere(file, opened, signal)) ? undefined : about.name',
        replace: 'undefined',
      },
    ],
  },
  {
    name: 'one name for all inputs',
    patches: [
      {
        file: 'input-pictures/src/prepare/server-file-name.ts',
        find: 'sha256.slice(0, digits)',
        replace: "'0'.repeat(digits)",
      },
    ],
  },
  {
    name: 'what was sent counts as heard',
    patches: [
      {
        file: 'comfyui-facade/src/socket/receipts.ts',
        find: 'this.#raw = isPinging(raw) ? raw : undefined',
        replace: 'this.#raw = undefined',
      },
    ],
  },
  {
    name: 'an end is told again whoever has heard it',
    patches: [
      {
        file: 'comfyui-facade/src/socket/untold.ts',
        find: '.filter((job) => job.id !== id)',
        replace: '',
      },
    ],
  },
  {
    name: 'an interrupt takes the newest job of all',
    patches: [
      {
        file: 'comfyui-facade/src/queue/own-jobs.ts',
        find: 'job.client !== caller.client',
        replace: 'false',
      },
      {
        file: 'comfyui-facade/src/queue/own-jobs.ts',
        find: 'clientId === undefined || note.clientId === clientId',
        replace: 'true',
      },
    ],
  },
  {
    name: 'a prompt has a job of its own each time',
    patches: [
      {
        file: 'comfyui-facade/src/prompt/submit-prompt.ts',
        find: '  const id = toJobId(promptId)',
        replace: '  const id = crypto.randomUUID()',
      },
    ],
  },
]

/** Of what several processes owe to one another; they are tried on machines alone. */
export const machineMutants: readonly Mutant[] = [
  {
    name: 'an entry is appended wherever the log ends',
    patches: [
      {
        file: 'job-queue-postgres/src/log.ts',
        find: ' SET position = position + 1, token = $2 WHERE position = $1 AND token = $5 RETURNING 1',
        replace:
          ' SET position = greatest(position, $1) + 1, token = $2 WHERE $5::uuid IS NOT NULL RETURNING position - 1 AS at',
      },
      {
        file: 'job-queue-postgres/src/log.ts',
        find: 'SELECT $1, $2, $3 FROM moved RETURNING position',
        replace: 'SELECT at, $2, $3 FROM moved RETURNING position',
      },
    ],
  },
  {
    name: 'who was taken for lost goes on',
    coveredBy:
      'whatever it says is fenced by the log, and hardly a run lets it name a file just then; the suite of shared stores notices',
    patches: [
      {
        file: 'job-queue/src/membership.ts',
        find: '    this.claims.update(undefined)\n    this.#options.onLapse()\n',
        replace: '',
      },
      {
        file: 'job-queue/src/membership.ts',
        find: 'return this.#isThere && this.#left() > 0 ? this.#id : undefined',
        replace: 'return this.#id',
      },
    ],
  },
]
