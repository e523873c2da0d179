import { runByDarkroomClient } from './darkroom-client.ts'
import type { RunBySdk } from './run-by-sdk.ts'
import { runBySaintno } from './saintno.ts'
import { runByStableCanvas } from './stable-canvas.ts'

export const sdks: Readonly<Record<'stable-canvas' | 'saintno' | 'comfy-client', RunBySdk>> = {
  'stable-canvas': runByStableCanvas,
  saintno: runBySaintno,
  'comfy-client': runByDarkroomClient,
}
