/** The ComfyUI releases whose behaviour is known. */
export const profileNames = ['0.3.64', '0.8.0', '0.33.0', '0.38.1'] as const
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
  /** Whether a prompt that fails leaves the cache of the one before as it was; recorded of 0.33. */
  readonly keepsCacheOnFailure: boolean
  /** Whether new-style `COMBO` inputs have a membership check; 0.3.64 has none. */
  readonly checksComboInputs: boolean
  readonly setsCreateTime: boolean
  readonly hidesSecrets: boolean
  readonly acceptsNullExtraData: boolean
  /** Whether an empty list as `prompt` is a prompt without outputs; in newer releases it breaks the handler. */
  readonly acceptsListAsPrompt: boolean
  readonly detectsCycles: boolean
  readonly distinguishesCancelled: boolean
  /** Whether `/api/jobs` counts the outputs that can be shown as well. */
  readonly countsPreviewable: boolean
  /** Whether `/api/jobs/{id}` holds the workflow of waiting and running jobs, too. */
  readonly showsWaitingWorkflow: boolean
  /** Whether `Sec-Fetch-Site: cross-site` is refused whatever the host; since January 2026. */
  readonly refusesCrossSite: boolean
  /** The front end and the other packages of its own that the release asks for, by name; none of them is installed. */
  readonly packages: Readonly<Record<string, string>>
  /** Whether `/system_stats` lists them, and says how the server was installed. */
  readonly tellsPackages: boolean
  /** Whether `/features` speaks of model tags, node replacements and assets. */
  readonly hasNewFeatures: boolean
  /** Whether `/features` speaks of the manager. */
  readonly hasManagerFeature: boolean
  /** Whether `/models` has the folders for data sets, optical flow and their like. */
  readonly hasMoreModelFolders: boolean
  /** The recorded release whose node definitions it has. */
  readonly definitions: '0.8.0' | '0.33.0'
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
  keepsCacheOnFailure: false,
  checksComboInputs: true,
  setsCreateTime: true,
  hidesSecrets: true,
  acceptsNullExtraData: false,
  acceptsListAsPrompt: true,
  detectsCycles: false,
  distinguishesCancelled: false,
  countsPreviewable: false,
  showsWaitingWorkflow: false,
  refusesCrossSite: false,
  packages: { 'comfyui-frontend-package': '1.35.9', 'comfyui-workflow-templates': '0.7.67' },
  tellsPackages: false,
  hasNewFeatures: false,
  hasManagerFeature: true,
  hasMoreModelFolders: false,
  definitions: '0.8.0',
  forcesSvgDownload: false,
  hasPreviewMethod: true,
}

const newer: Profile = {
  ...base,
  version: '0.33.0',
  saysMissingNodeType: true,
  requiresUuid: true,
  hasJobCancel: true,
  losesCachedOutputs: false,
  keepsCacheOnFailure: true,
  acceptsListAsPrompt: false,
  detectsCycles: true,
  distinguishesCancelled: true,
  refusesCrossSite: true,
  packages: {
    'comfyui-frontend-package': '1.49.6',
    'comfyui-workflow-templates': '0.11.44',
    'comfyui-embedded-docs': '0.5.10',
    'comfy-kitchen': '0.2.31',
    'comfy-aimdo': '0.4.13',
  },
  tellsPackages: true,
  hasNewFeatures: true,
  countsPreviewable: true,
  hasMoreModelFolders: true,
  definitions: '0.33.0',
  forcesSvgDownload: true,
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
    hasManagerFeature: false,
    hasPreviewMethod: false,
  },
  '0.8.0': base,
  '0.33.0': newer,
  '0.38.1': {
    ...newer,
    version: '0.38.1',
    throttlesProgress: true,
    cachedPrompts: 8,
    showsWaitingWorkflow: true,
  },
}
