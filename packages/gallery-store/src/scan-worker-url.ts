/** Beside this module, from the sources as well as from the build. */
export const scanWorkerUrl: URL = new URL(
  import.meta.url.endsWith('.ts') ? './scan-worker.ts' : './scan-worker.js',
  import.meta.url,
)
