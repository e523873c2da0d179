export const queueFailpoints = [
  'journal.before-write',
  'journal.mid-write',
  'journal.after-write',
  'journal.after-sync',
  'snapshot.mid',
  'snapshot.after-rename',
] as const

export const generationFailpoints = [
  'attempt.after-sync',
  'post.before',
  'post.after',
  'locate.between',
  'view.mid',
  'stage.after-sync',
  'rename.after',
  'commit.after',
  'cancel.after-sync',
] as const

/** Those of jobs that are made from a picture. */
export const uploadFailpoints = ['upload.before', 'upload.after'] as const

/** Every moment at which the product can be killed. */
export const failpointNames = [...queueFailpoints, ...generationFailpoints] as const
