/** Where Weir judges an address otherwise than the HAProxy that was asked, and why. */
export interface Exception {
  readonly places: RegExp
  readonly spellings: RegExp
  readonly reason: string
}

export const exceptions: readonly Exception[] = [
  {
    places: /server|peer/,
    spellings: /^quic[46]@/,
    reason: 'HAProxy sees that it cannot speak QUIC once it has an address, Weir sees it at once',
  },
  {
    places: /^dgram-bind$/,
    spellings: /^(\/|unix@|(stream\+)?uxdg@|dgram\+unix@|abns@|dgram\+abns@)/,
    reason: 'the runtime receives datagrams at IP addresses alone',
  },
]
