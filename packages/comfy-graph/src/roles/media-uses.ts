/** What a picture, film or sound is for in a graph. */
export type MediaRole =
  | 'image'
  | 'mask'
  | 'reference'
  | 'control'
  | 'style'
  | 'start_image'
  | 'end_image'
  | 'video'
  | 'audio'

/** The roles from the one that says most of a picture that is used in several ways to the one that says least. */
export const mediaRoles: readonly MediaRole[] = [
  'start_image',
  'end_image',
  'image',
  'reference',
  'control',
  'style',
  'mask',
]

interface Use {
  readonly nodeClass?: RegExp
  readonly input?: RegExp
  readonly role: MediaRole
}

/** What the classes that use pictures use them for; the first that fits counts. Classes that only change pictures are none of them. */
const uses: readonly Use[] = [
  { input: /mask/i, role: 'mask' },
  { input: /^(?:start|init)_image$|^first_frame$/, role: 'start_image' },
  { input: /^(?:end_image|last_frame)$/, role: 'end_image' },
  { input: /^ref(?:erence)?_(?:image|video|motion)s?\d*$/, role: 'reference' },
  { nodeClass: /^ReferenceLatent$/, role: 'reference' },
  { nodeClass: /^TextEncode|OmniGen/, input: /image\d*$/, role: 'reference' },
  { input: /^(?:control|pose|face|render)_(?:image|video)$/, role: 'control' },
  { input: /^inpaint_image$/, role: 'image' },
  { nodeClass: /control-?net|LLLite|T2IAdapter/i, input: /image/, role: 'control' },
  {
    nodeClass: /CLIPVisionEncode|IP-?Adapter|PhotoMaker|PuLID|InstantID|Redux|Style/i,
    input: /image/,
    role: 'style',
  },
  {
    nodeClass: /Inpaint|InstructPixToPix|SD_4XUpscale|ImageToVideo|ImgToVideo|img2vid/i,
    input: /^(?:pixels|images?)$/,
    role: 'image',
  },
  { input: /^(?:latent_image|source_video)$/, role: 'image' },
]

/** What an input is for; undefined where its node only hands on what comes in. */
export const mediaUse = (nodeClass: string, input: string): MediaRole | undefined =>
  uses.find((use) => (use.nodeClass?.test(nodeClass) ?? true) && (use.input?.test(input) ?? true))
    ?.role
