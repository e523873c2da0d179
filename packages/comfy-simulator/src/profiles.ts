/** The ComfyUI releases whose behaviour is known. */
export const profileNames = ['0.3.64', '0.8.0', '0.38.1'] as const
export type ProfileName = (typeof profileNames)[number]

/** What differs between them, as far as a client can see. */
export interface Profile {
  readonly version: ProfileName
  /** `invalid_prompt` became `missing_node_type` in 0.12. */
  readonly saysMissingNodeType: boolean
  readonly requiresUuid: boolean
  /** Somewhere before 0.8 `system.os` changed from `posix` and `nt` to Python's `sys.platform`. */
  readonly hasPlatformNames: boolean
  readonly hasJobs: boolean
  readonly hasJobCancel: boolean
  /** 0.3.68 to 0.27: a fully cached job without `client_id` has no outputs in its history. */
  readonly losesCachedOutputs: boolean
  readonly throttlesProgress: boolean
  /** How many past prompts the execution cache remembers. */
  readonly cachedPrompts: number
  /** 0.3.64 has no membership check for new-style `COMBO` inputs. */
  readonly checksComboInputs: boolean
  readonly setsCreateTime: boolean
  readonly hidesSecrets: boolean
  readonly acceptsNullExtraData: boolean
  /** An empty list as `prompt` was a prompt without outputs; now it breaks the handler. */
  readonly acceptsListAsPrompt: boolean
  readonly detectsCycles: boolean
  readonly distinguishesCancelled: boolean
  /** `/api/jobs/{id}` holds the workflow of jobs that wait or run, too. */
  readonly showsWaitingWorkflow: boolean
  /** `Sec-Fetch-Site: cross-site` is refused whatever the host; from January 2026. */
  readonly refusesCrossSite: boolean
  readonly saveImageHasOutput: boolean
  readonly forcesSvgDownload: boolean
  readonly hasPreviewMethod: boolean
}

const base: Profile = {
  version: '0.8.0',
  saysMissingNodeType: false,
  requiresUuid: false,
  hasPlatformNames: true,
  hasJobs: true,
  hasJobCancel: false,
  losesCachedOutputs: true,
  throttlesProgress: false,
  cachedPrompts: 1,
  checksComboInputs: true,
  setsCreateTime: true,
  hidesSecrets: true,
  acceptsNullExtraData: false,
  acceptsListAsPrompt: true,
  detectsCycles: false,
  distinguishesCancelled: false,
  showsWaitingWorkflow: false,
  refusesCrossSite: false,
  saveImageHasOutput: false,
  forcesSvgDownload: false,
  hasPreviewMethod: true,
}

export const profiles: Readonly<Record<ProfileName, Profile>> = {
  '0.3.64': {
    ...base,
    version: '0.3.64',
    hasPlatformNames: false,
    hasJobs: false,
    losesCachedOutputs: false,
    checksComboInputs: false,
    setsCreateTime: false,
    hidesSecrets: false,
    acceptsNullExtraData: true,
    hasPreviewMethod: false,
  },
  '0.8.0': base,
  '0.38.1': {
    ...base,
    version: '0.38.1',
    saysMissingNodeType: true,
    requiresUuid: true,
    hasJobCancel: true,
    losesCachedOutputs: false,
    throttlesProgress: true,
    cachedPrompts: 8,
    acceptsListAsPrompt: false,
    detectsCycles: true,
    distinguishesCancelled: true,
    showsWaitingWorkflow: true,
    refusesCrossSite: true,
    saveImageHasOutput: true,
    forcesSvgDownload: true,
  },
}
