import type { PictureFormat } from '@darkroom/door-ports'

/** How pictures are told. */
export interface AnswerForm {
  readonly as: 'url' | 'b64_json'
  /** What they are converted to. Unless given, they go as they were made. */
  readonly format?: PictureFormat | undefined
  /** 0…100, of JPEG and WebP. */
  readonly compression?: number | undefined
  /** Scheme, host and port before the paths of addresses. */
  readonly origin: string
  readonly quality: string
  readonly background: string
  /** As it was asked for, `auto` where it was not. */
  readonly size: string
}

/** `png` of `image/png`; undefined for what is no picture that OpenAI has a name for. */
export const formatOf = (mediaType: string): PictureFormat | undefined => {
  const [, subtype = ''] = /^image\/(\w+)/.exec(mediaType) ?? []
  return (['png', 'jpeg', 'webp'] as const).find((format) => format === subtype)
}

/** Nothing is counted here, and nothing costs anything; the SDKs' types promise these numbers all the same. */
export const noUsage = {
  total_tokens: 0,
  input_tokens: 0,
  output_tokens: 0,
  input_tokens_details: { text_tokens: 0, image_tokens: 0 },
} as const

export const toBase64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')

export const toSeconds = (ms: number): number => Math.floor(ms / 1000)
