/** Where the ComfyUI that we are ourselves is found on the main port. */
export const facadePath = '/comfyui'

export const isFacade = (path: string): boolean =>
  path === facadePath || path.startsWith(`${facadePath}/`)
