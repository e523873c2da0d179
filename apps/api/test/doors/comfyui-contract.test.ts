import { testComfyui } from '@darkroom/comfy-client/contract'
import { runDarkroom } from '../running-darkroom.ts'

// Whoever drives a ComfyUI can drive Darkroom: our own client does, with all that it relies on.
testComfyui('Darkroom in front of a ComfyUI', async () => {
  const darkroom = await runDarkroom({
    settings: { COMFYUI_DOOR_PORT: '0' },
    simulation: { previewMethod: 'latent2rgb' },
  })
  const { simulator, comfyuiUrl = '' } = darkroom
  return {
    baseUrl: comfyuiUrl,
    hold: () => simulator.hold(),
    release: () => simulator.release(),
    isInterrupted: () => simulator.oracle().some(({ event }) => event === 'interrupt'),
    fail(how, { nodeClass, message }) {
      // Once is not enough: where memory was full it is tried again.
      simulator.faults.clear()
      simulator.faults.add(
        how === 'raises'
          ? { kind: 'node-error', nodeClass, message, times: 'always' }
          : { kind: 'out-of-memory', nodeClass, times: 'always' },
      )
    },
    [Symbol.asyncDispose]: () => darkroom[Symbol.asyncDispose](),
  }
})
