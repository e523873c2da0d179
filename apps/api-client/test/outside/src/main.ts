import { byApiClient } from './by-api-client.ts'
import { byComfyClient } from './by-comfy-client.ts'
import { byHeyApi } from './by-hey-api.ts'
import { byOpenapiFetch } from './by-openapi-fetch.ts'
import { byOrval } from './by-orval.ts'

const { DARKROOM_URL = '', COMFYUI_API_URL = '' } = process.env

console.log(
  JSON.stringify({
    node: process.version,
    comfyClient: await byComfyClient(COMFYUI_API_URL),
    urls: {
      hc: await byApiClient(DARKROOM_URL),
      'openapi-typescript': await byOpenapiFetch(DARKROOM_URL),
      'hey-api': await byHeyApi(DARKROOM_URL),
      orval: await byOrval(),
    },
  }),
)
