import type { Upload } from '../comfy-client.ts'
import { ComfyError } from '../errors.ts'

/** The first bytes of the formats that ComfyUI's Pillow reads, in hexadecimal; a dot stands for any digit. */
const beginnings = [
  /^89504e470d0a1a0a/, // PNG
  /^ffd8ff/, // JPEG
  /^52494646.{8}57454250/, // WebP
  /^4749463[89]/, // GIF
  /^424d/, // BMP
  /^(49492a00|4d4d002a)/, // TIFF
  /^.{8}66747970/, // AVIF and HEIF
  /^(ff0a|0000000c4a584c20)/, // JPEG XL
  /^0000000c6a502020/, // JPEG 2000
  /^38425053/, // PSD
  /^00000100/, // ICO
  /^5[0-9a-f]3[1-6]/, // PNM
]

/** Names of files that need not be pictures: ComfyUI takes sound, films and shapes by the same route. */
const otherName =
  /\.(wav|mp3|flac|ogg|opus|m4a|aac|mp4|webm|mkv|mov|avi|glb|gltf|obj|fbx|stl|ply|usdz|latent|txt|json|safetensors|exr|hdr|tga)$/i

/**
 * Refuses what is no picture before it is sent: ComfyUI takes any bytes, and fails only when it runs.
 * @throws ComfyError
 */
export async function checkPicture({
  data,
  filename,
}: Pick<Upload, 'data' | 'filename'>): Promise<void> {
  if (otherName.test(filename)) return
  const head = data instanceof Blob ? await data.slice(0, 16).bytes() : data.subarray(0, 16)
  const begin = Buffer.from(head).toString('hex')
  if (beginnings.some((beginning) => beginning.test(begin))) return
  throw new ComfyError(
    head.length === 0 ? `${filename} is empty` : `${filename} is no picture that ComfyUI can read`,
  )
}
