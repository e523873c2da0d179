import { createHash } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import sharp from 'sharp'
import type { Boot } from '../boot.ts'
import { splitAnnotation, toFolderType } from '../files/folders.ts'
import { bytes, empty, type Reply } from '../http/reply.ts'
import type { RouteRequest } from '../http/request.ts'
import type { Route } from '../http/router.ts'

const contentTypes: Readonly<Record<string, string>> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.webp': 'image/webp',
  '.gif': 'image/gif',
  '.svg': 'image/svg+xml',
  '.mp4': 'video/mp4',
  '.webm': 'video/webm',
  '.flac': 'audio/flac',
  '.mp3': 'audio/mpeg',
  '.opus': 'audio/ogg',
  '.glb': 'model/gltf-binary',
  '.txt': 'text/plain',
  '.json': 'application/json',
}

/** The requested file, or the status that refuses it. */
const locate = (boot: Boot, query: URLSearchParams): { file: string; name: string } | number => {
  const wanted = query.get('filename')
  if (wanted === null) return 404
  const annotated = splitAnnotation(wanted)
  if (annotated.name === '' || annotated.name.startsWith('/') || annotated.name.includes('..')) {
    return 400
  }
  const type = annotated.type ?? toFolderType(query.get('type') ?? 'output')
  if (type === undefined) return 400
  const root = boot.machine.folders.root(type)
  const folder = path.resolve(root, (query.get('subfolder') ?? '').replaceAll('\\', '/'))
  if (folder !== root && !folder.startsWith(root + path.sep)) return 403
  const name = path.basename(annotated.name)
  const file = path.join(folder, name)
  return statSync(file, { throwIfNoEntry: false })?.isFile() === true ? { file, name } : 404
}

const convert = async (
  file: string,
  { preview, channel }: { preview: string | null; channel: string },
): Promise<{ body: Buffer; type: string } | undefined> => {
  const keepsAlpha = channel !== 'rgb'
  if (preview !== null) {
    const [format = '', ...rest] = preview.split(';')
    const digits = rest.at(-1) ?? ''
    const quality = /^\d+$/.test(digits) ? Math.min(100, Math.max(1, Number(digits))) : 90
    const isJpeg = format === 'jpeg' && !channel.includes('a')
    const image = isJpeg || !keepsAlpha ? sharp(file).removeAlpha() : sharp(file)
    return isJpeg
      ? { body: await image.jpeg({ quality }).toBuffer(), type: 'image/jpeg' }
      : { body: await image.webp({ quality }).toBuffer(), type: 'image/webp' }
  }
  if (channel === 'rgb') {
    return { body: await sharp(file).removeAlpha().png().toBuffer(), type: 'image/png' }
  }
  if (channel !== 'a') return undefined
  const alpha = await sharp(file)
    .ensureAlpha()
    .extractChannel(3)
    .raw()
    .toBuffer({ resolveWithObject: true })
  const { width, height } = alpha.info
  const body = await sharp({ create: { width, height, channels: 3, background: '#000' } })
    .joinChannel(alpha.data, { raw: { width, height, channels: 1 } })
    .png()
    .toBuffer()
  return { body, type: 'image/png' }
}

const rangeOf = (header: string, size: number): { start: number; end: number } | undefined => {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header)
  if (match === null) return undefined
  const [, from = '', to = ''] = match
  if (from === '' && to === '') return undefined
  if (from === '') return { start: Math.max(0, size - Number(to)), end: size }
  return { start: Number(from), end: to === '' ? size : Math.min(size, Number(to) + 1) }
}

const isUnchanged = (headers: RouteRequest['headers'], etag: string, modified: Date): boolean => {
  const match = headers['if-none-match']
  if (match !== undefined) return match.split(',').some((one) => [etag, '*'].includes(one.trim()))
  const since = Date.parse(headers['if-modified-since'] ?? '')
  return Math.floor(modified.getTime() / 1000) * 1000 <= since
}

const contentTypeOf = (name: string, isSafe: boolean): string => {
  const extension = path.extname(name).toLowerCase()
  if (extension === '.svg' && isSafe) return 'application/octet-stream'
  return contentTypes[extension] ?? 'application/octet-stream'
}

const serveFile = (
  { file, name }: { file: string; name: string },
  headers: RouteRequest['headers'],
  forcesSvgDownload: boolean,
): Reply => {
  const content = readFileSync(file)
  const { mtime } = statSync(file)
  const nanoseconds = createHash('sha256')
    .update(String(mtime.getTime()))
    .digest('hex')
    .slice(0, 16)
  const etag = `"${nanoseconds}-${content.length.toString(16)}"`
  const isSafe = forcesSvgDownload && headers['sec-fetch-dest'] !== 'image'
  const isSvg = path.extname(name).toLowerCase() === '.svg'
  const common = {
    'Content-Disposition': `${isSafe && isSvg ? 'attachment; ' : ''}filename="${name}"`,
    Etag: etag,
    'Last-Modified': mtime.toUTCString(),
    'Accept-Ranges': 'bytes',
    ...(forcesSvgDownload ? { 'X-Content-Type-Options': 'nosniff' } : {}),
  }
  if (isUnchanged(headers, etag, mtime)) return bytes(Buffer.alloc(0), common, 304)
  const described = { ...common, 'Content-Type': contentTypeOf(name, isSafe) }
  const range = rangeOf(headers.range ?? '', content.length)
  if (range === undefined) return bytes(content, described)
  if (range.start >= content.length) {
    return bytes(Buffer.alloc(0), { 'Content-Range': `bytes */${content.length}` }, 416)
  }
  return bytes(
    content.subarray(range.start, range.end),
    { ...described, 'Content-Range': `bytes ${range.start}-${range.end - 1}/${content.length}` },
    206,
  )
}

export const viewRoutes = (boot: () => Boot): readonly Route[] => [
  {
    method: 'GET',
    path: '/view',
    handle: async ({ query, headers }) => {
      const found = locate(boot(), query)
      if (typeof found === 'number') return empty(found)
      const channel = query.get('channel') ?? ''
      const converted = await convert(found.file, { preview: query.get('preview'), channel })
      if (converted === undefined) {
        return serveFile(found, headers, boot().machine.profile.forcesSvgDownload)
      }
      return bytes(converted.body, {
        'Content-Type': converted.type,
        'Content-Disposition': `filename="${found.name}"`,
      })
    },
  },
]
