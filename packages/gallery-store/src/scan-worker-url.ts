/** The worker's module, which lies beside this one in the sources and in the build. */
export const scanWorkerUrl: URL = new URL(
  import.meta.url.endsWith('.ts') ? './scan-worker.ts' : './scan-worker.js',
  import.meta.url,
)
