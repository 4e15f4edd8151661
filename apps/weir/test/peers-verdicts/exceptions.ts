/** Where Weir judges a section of peers otherwise than the HAProxy that was asked, and why. */
export interface Exception {
  readonly name: RegExp
  readonly gives: string
  readonly reason: string
}

export const exceptions: readonly Exception[] = [{ name: /@@ shards 5$/, gives: 'accepted', reason: '2.7: shards' }]
