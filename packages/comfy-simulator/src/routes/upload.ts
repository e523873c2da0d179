import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Boot } from '../boot.ts'
import { applyMask } from '../files/mask.ts'
import { empty, json, type Reply, serverError, tooLarge } from '../http/reply.ts'
import { bodyLimit, type RouteRequest } from '../http/request.ts'
import type { Route } from '../http/router.ts'
import { parseJson } from '../python/parse.ts'
import { getString, isDict } from '../python/value.ts'

type Store = (file: string, bytes: Buffer) => Promise<void> | void

const folderType = (form: FormData): 'input' | 'temp' | 'output' => {
  const type = form.get('type') ?? 'input'
  if (type === 'input' || type === 'temp' || type === 'output') return type
  throw new TypeError(`There is no folder for '${String(type)}'`)
}

const isInside = (file: string, folder: string): boolean =>
  file === folder || file.startsWith(folder + path.sep)

const isSameFile = (file: string, bytes: Buffer): boolean =>
  statSync(file).size === bytes.length && readFileSync(file).equals(bytes)

/** A free name for the file; undefined when the very same bytes exist already. */
const freeName = (
  folder: string,
  name: string,
  bytes: Buffer,
): { name: string; isThere: boolean } => {
  const { name: stem, ext } = path.parse(name)
  let candidate = name
  for (let copy = 1; existsSync(path.join(folder, candidate)); copy += 1) {
    if (isSameFile(path.join(folder, candidate), bytes)) return { name: candidate, isThere: true }
    candidate = `${stem} (${copy})${ext}`
  }
  return { name: candidate, isThere: false }
}

const readForm = async (request: RouteRequest): Promise<FormData> => {
  const type = request.headers['content-type'] ?? ''
  const body = await request.bytes()
  try {
    return await new Response(new Uint8Array(body), {
      headers: { 'Content-Type': type },
    }).formData()
  } catch {
    // A body without a form gets the answer for a form without an image.
    return new FormData()
  }
}

const upload = async (boot: Boot, form: FormData, store: Store): Promise<Reply> => {
  const refused = boot.machine.faults.take('upload-refused')
  if (refused !== undefined) return refused.status === 413 ? tooLarge(bodyLimit) : serverError('')
  const image = form.get('image')
  if (image === null) return empty(400)
  if (typeof image === 'string') throw new TypeError('The image is a text field')
  if (image.name === '') return empty(400)
  const type = folderType(form)
  const root = boot.machine.folders.root(type)
  const subfolder = form.get('subfolder')
  const below = typeof subfolder === 'string' ? subfolder : ''
  const folder = path.resolve(root, path.normalize(below))
  if (!isInside(folder, root) || !isInside(path.resolve(folder, image.name), root))
    return empty(400)
  mkdirSync(folder, { recursive: true })
  const bytes = Buffer.from(await image.arrayBuffer())
  const overwrites = ['true', '1'].includes(String(form.get('overwrite')))
  const target = overwrites
    ? { name: image.name, isThere: false }
    : freeName(folder, image.name, bytes)
  if (!target.isThere) await store(path.join(folder, target.name), bytes)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  boot.machine.oracle.note('upload', { files: [path.posix.join(below, target.name)], sha256 })
  return json({ name: target.name, subfolder: below, type })
}

/** The original of a mask; undefined when it is refused or missing. */
const originalOf = (boot: Boot, form: FormData): string | undefined => {
  const reference = parseJson(String(form.get('original_ref')))
  if (!isDict(reference)) throw new TypeError('original_ref is not an object')
  const name = getString(reference, 'filename')
  if (name === undefined) throw new TypeError('original_ref has no filename')
  const type = getString(reference, 'type') ?? 'output'
  if (name.startsWith('/') || name.includes('..')) return undefined
  if (type !== 'output' && type !== 'input' && type !== 'temp') return undefined
  const root = boot.machine.folders.root(type)
  const file = path.resolve(root, getString(reference, 'subfolder') ?? '', path.basename(name))
  return isInside(file, root) && existsSync(file) ? file : undefined
}

export const uploadRoutes = (boot: () => Boot): readonly Route[] => [
  {
    method: 'POST',
    path: '/upload/image',
    handle: async (request) => upload(boot(), await readForm(request), writeFileSync),
  },
  {
    method: 'POST',
    path: '/upload/mask',
    handle: async (request) => {
      const form = await readForm(request)
      return upload(boot(), form, async (file, mask) => {
        // For a refused original the server reports no error: it answers with a name and writes nothing.
        const original = originalOf(boot(), form)
        if (original !== undefined)
          writeFileSync(file, await applyMask(readFileSync(original), mask))
      })
    },
  },
]
