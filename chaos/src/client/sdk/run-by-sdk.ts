import type { Wish } from '../wish.ts'

export interface SdkOptions {
  /** Of the ComfyUI that the product is. */
  readonly url: string
  readonly signal: AbortSignal
}

/** Has a program for ComfyUI grant a wish; resolves with the addresses of its pictures. */
export type RunBySdk = (wish: Wish, options: SdkOptions) => Promise<readonly string[]>

/** The address at which `/view` gives a file. */
export function viewUrl(
  url: string,
  {
    filename,
    subfolder = '',
    type = 'output',
  }: { filename: string; subfolder?: string; type?: string },
): string {
  return `${url}/view?${new URLSearchParams({ filename, subfolder, type })}`
}
