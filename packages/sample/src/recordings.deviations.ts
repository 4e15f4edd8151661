/** Where this package deliberately answers otherwise than the recorded HAProxy 2.6, by the title of the case. */
export const deviations: Readonly<
  Record<string, { readonly gives: string | null | 'error'; readonly reason: string }>
> = {
  'str(f1_f2_f3__f5),word(5,_)': { gives: null, reason: '3.x fails past the last word' },
}
