/** The ComfyUI releases whose behaviour is known. */
export const profileNames = ['0.3.64', '0.8.0', '0.38.1'] as const
export type ProfileName = (typeof profileNames)[number]

/** The differences between the releases, as far as a client can see. */
export interface Profile {
  readonly version: ProfileName
  /** Whether a missing class is `missing_node_type`, as since 0.12, and not `invalid_prompt`. */
  readonly saysMissingNodeType: boolean
  readonly requiresUuid: boolean
  /** Whether `system.os` is Python's `sys.platform`, not `posix` or `nt`; changed at some release before 0.8. */
  readonly hasPlatformNames: boolean
  readonly hasJobs: boolean
  readonly hasJobCancel: boolean
  /** Whether a fully cached job without `client_id` has no outputs in its history: 0.3.68 to 0.27. */
  readonly losesCachedOutputs: boolean
  readonly throttlesProgress: boolean
  /** The number of past prompts that the execution cache remembers. */
  readonly cachedPrompts: number
  /** Whether new-style `COMBO` inputs have a membership check; 0.3.64 has none. */
  readonly checksComboInputs: boolean
  readonly setsCreateTime: boolean
  readonly hidesSecrets: boolean
  readonly acceptsNullExtraData: boolean
  /** Whether an empty list as `prompt` is a prompt without outputs; in newer releases it breaks the handler. */
  readonly acceptsListAsPrompt: boolean
  readonly detectsCycles: boolean
  readonly distinguishesCancelled: boolean
  /** Whether `/api/jobs/{id}` holds the workflow of waiting and running jobs, too. */
  readonly showsWaitingWorkflow: boolean
  /** Whether `Sec-Fetch-Site: cross-site` is refused whatever the host; since January 2026. */
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
