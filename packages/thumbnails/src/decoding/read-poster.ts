import { Buffer } from 'node:buffer'
import { type ChildProcess, spawn } from 'node:child_process'
import { errorCode } from '@darkroom/foundation'
import type { DecodeMessage } from '../decoder-protocol.ts'
import { DecodeFailure } from './decode-failure.ts'
import type { VideoFormat } from './sniff-format.ts'
import type { SourceFile } from './source-file.ts'

/** The descriptor of the video in the program that reads it. */
const videoDescriptor = 3
const mostBytes = 128 * 1024 * 1024
const widest = 1920

/** Set when there is no `ffmpeg`, so that it is not looked for again while this process lives. */
let isMissing = false

/**
 * The first frame of a video as PNG, by the `ffmpeg` of the PATH; undefined when there is none. It gets an open
 * descriptor and one demuxer, so neither a name nor a playlist can make it open anything else, and its time is limited.
 */
export async function readPoster(
  { path, descriptor, settled }: SourceFile,
  format: VideoFormat,
  { pixelLimit, timeoutMs }: Pick<DecodeMessage, 'pixelLimit' | 'timeoutMs'>,
): Promise<Buffer | undefined> {
  if (isMissing) return undefined
  const program = spawn('ffmpeg', posterArguments(path, format, pixelLimit, timeoutMs), {
    stdio: ['ignore', 'pipe', 'pipe', descriptor],
    windowsHide: true,
  })
  const { bytes, words, failure } = await collect(program, timeoutMs)
  if (errorCode(failure) === 'ENOENT') {
    isMissing = true
    return undefined
  }
  if (failure !== undefined) throw new DecodeFailure('timeout', `${path}: ${failure.message}`)
  if (bytes.length > 0) return bytes
  if (!settled) throw new DecodeFailure('incomplete', `${path} is still being written`)
  throw new DecodeFailure('corrupt', `${path} has no frame: ${words}`)
}

function posterArguments(
  path: string,
  format: VideoFormat,
  pixelLimit: number,
  timeoutMs: number,
): string[] {
  // Windows has no names for descriptors.
  const input = process.platform === 'win32' ? `file:${path}` : `/dev/fd/${videoDescriptor}`
  const seconds = String(Math.max(1, Math.ceil(timeoutMs / 1000)))
  return [
    ...['-nostdin', '-hide_banner', '-loglevel', 'error', '-timelimit', seconds],
    ...['-threads', '1', '-protocol_whitelist', 'file', '-max_pixels', String(pixelLimit)],
    ...[
      '-f',
      format === 'mp4' ? 'mov' : 'matroska',
      '-i',
      input,
      '-map',
      '0:v:0',
      '-frames:v',
      '1',
    ],
    ...['-vf', `scale=w='min(${widest},iw)':h=-1`, '-c:v', 'png', '-f', 'image2pipe', 'pipe:1'],
  ]
}

interface Collected {
  readonly bytes: Buffer
  readonly words: string
  /** The program could not be started, or was stopped. */
  readonly failure: Error | undefined
}

async function collect(program: ChildProcess, timeoutMs: number): Promise<Collected> {
  const { promise: ended, resolve } = Promise.withResolvers<Error | undefined>()
  const stop = (reason: string): void => {
    program.kill('SIGKILL')
    resolve(new Error(reason))
  }
  const timer = setTimeout(() => stop('ffmpeg had no frame in time'), timeoutMs)
  const chunks: Buffer[] = []
  let length = 0
  let words = ''
  program.stdout?.on('data', (chunk: Buffer) => {
    chunks.push(chunk)
    length += chunk.length
    if (length > mostBytes) stop('ffmpeg gave too large a frame')
  })
  program.stderr?.on('data', (chunk: Buffer) => {
    words = `${words}${chunk}`.slice(-500)
  })
  program.on('error', resolve)
  program.on('close', () => resolve(undefined))
  const failure = await ended
  clearTimeout(timer)
  return { bytes: Buffer.concat(chunks), words: words.trim(), failure }
}
