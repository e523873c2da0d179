/** Says which of the previews of one picture are sent: as many as were asked for, spread over its making. */
export interface PartialChooser {
  /** The number of a preview that is sent, from 0; undefined for one that is not. `progress` is 0…1, undefined while not known. */
  choose(progress: number | undefined): number | undefined
}

export function choosePartials(wanted: number): PartialChooser {
  let sent = 0
  return {
    choose: (progress) => {
      if (sent >= wanted) return undefined
      const due = (sent + 1) / (wanted + 1)
      if (progress !== undefined && progress < due) return undefined
      sent += 1
      return sent - 1
    },
  }
}
