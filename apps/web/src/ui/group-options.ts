/** The options below the name of their group, groups in the order of their first option. '' is no group. */
export const groupOptions = <Option extends { readonly group?: string | undefined }>(
  options: readonly Option[],
): { value: string; items: Option[] }[] =>
  [...Map.groupBy(options, ({ group = '' }) => group)].map(([value, items]) => ({ value, items }))
