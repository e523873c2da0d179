export { type ComfyApiV2Options, createComfyApiV2 } from './create-comfy-api-v2.ts'
export type { ApiV2House } from './services.ts'
